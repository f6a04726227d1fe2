//! The Dockerfiles that the whole analysis runs on, in memory.

use crate::shared::{Set, dockerfiles, sets};
use flate2::read::GzDecoder;
use std::io::Read;
use std::path::Path;

/// A file of the corpus.
pub struct Sample {
    /// Its name in the archive or below the fixtures.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// The Dockerfiles of the fixtures, odd ones included, and those of `../shared/corpus/open.tar.gz`.
pub fn corpus() -> Vec<Set<Sample>> {
    sets(("parser", fixtures), ("corpus/open.tar.gz", archive))
}

fn fixtures(folder: &Path) -> Vec<Sample> {
    dockerfiles(folder).into_iter().map(|(name, text)| Sample { name, text }).collect()
}

fn archive(path: &Path) -> Vec<Sample> {
    let file = std::fs::File::open(path).expect("the corpus can be opened");
    let mut archive = tar::Archive::new(GzDecoder::new(file));
    let mut samples = Vec::new();
    for entry in archive.entries().expect("the corpus is an archive") {
        let mut entry = entry.expect("a whole entry");
        let name = entry.path().expect("a name").to_string_lossy().into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("a whole entry");
        if let (true, Ok(text)) = (name.ends_with(".Dockerfile"), String::from_utf8(bytes)) {
            samples.push(Sample { name, text });
        }
    }
    assert!(samples.len() > 3000, "only {} files", samples.len());
    samples
}

/// Runs `check` on every sample, on all cores, and gathers what it returns.
pub fn for_each<T: Send>(samples: &[Sample], check: impl Fn(&Sample) -> T + Sync) -> Vec<T> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let check = &check;
    let chunks: Vec<&[Sample]> = samples.chunks(samples.len().div_ceil(cores)).collect();
    std::thread::scope(|scope| {
        let run =
            |chunk| scope.spawn(move || <[Sample]>::iter(chunk).map(check).collect::<Vec<T>>());
        let threads: Vec<_> = chunks.into_iter().map(run).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("no panic")).collect()
    })
}
