//! How long the whole analysis of a real Dockerfile takes: percentiles over `../shared/corpus`, the
//! best of three runs a file. `cargo bench -p conformance --bench corpus`

use std::time::{Duration, Instant};
use unroot::model::Assumptions;

fn main() {
    let Some(files) = conformance::corpus::corpus() else { return };
    let assumptions = Assumptions::default();
    let mut times: Vec<Duration> = files
        .iter()
        .map(|file| {
            let runs = (0..3).map(|_| {
                let start = Instant::now();
                std::hint::black_box(unroot::analyze(&file.text, &assumptions));
                start.elapsed()
            });
            runs.min().unwrap_or_default()
        })
        .collect();
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
    let below = times.iter().filter(|time| **time < Duration::from_millis(2)).count();
    println!("{} files, whole analysis with proved repairs, milliseconds:", times.len());
    println!("p50 {:.3}  p90 {:.3}  p99 {:.3}  slowest {:.3}", at(0.5), at(0.9), at(0.99), at(1.0));
    println!("{:.1} % below 2 ms", 100.0 * below as f64 / times.len() as f64);
}
