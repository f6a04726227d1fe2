//! How long the whole analysis takes, with repairs and their proofs: `cargo bench -p conformance --bench analyze`.
//! `benches/corpus.rs` measures real files; here are texts of known length, to see it grow.

#![allow(missing_docs, reason = "criterion_group! makes a function of its own")]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use unroot::analyze;
use unroot::model::Assumptions;
use view::examples;

/// A stage as people write them, again and again.
const STAGE: &str = "FROM debian:12-slim AS build\n\
    RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\n\
    RUN groupadd --gid 1200 app && useradd --uid 1200 --gid 1200 --create-home app\n\
    WORKDIR /app\n\
    COPY --chown=app:app . .\n\
    RUN ./configure --prefix=/usr/local && make && make install\n\
    ENV PATH=/app/bin:$PATH\n\
    EXPOSE 8080\n\
    USER app\n\
    CMD [\"./run\"]\n";

fn lines(count: usize) -> String {
    STAGE.repeat(count / 10)
}

fn length(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("lines");
    group.sample_size(20);
    for count in [10, 100, 1_000, 10_000] {
        let text = lines(count);
        group.throughput(Throughput::Elements(count as u64));
        let id = BenchmarkId::from_parameter(count);
        group.bench_with_input(id, &text, |bencher, text| {
            bencher.iter(|| analyze(black_box(text), &Assumptions::default()));
        });
    }
    group.finish();
}

fn the_pages_examples(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("example");
    for example in examples::ALL {
        group.bench_function(example.id, |bencher| {
            bencher.iter(|| analyze(black_box(example.text), &Assumptions::default()));
        });
    }
    group.finish();
}

fn reading(criterion: &mut Criterion) {
    let text = lines(1_000);
    criterion.bench_function("reading 1,000 lines", |bencher| {
        bencher.iter(|| dockerfile::parse(black_box(&text)));
    });
}

criterion_group!(benches, the_pages_examples, length, reading);
criterion_main!(benches);
