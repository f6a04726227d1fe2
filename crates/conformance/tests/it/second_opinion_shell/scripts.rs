//! The scripts of the corpus: every RUN in shell form.

use conformance::corpus::{Sample, corpus};
use conformance::shared::Set;
use dockerfile::{Body, Command, parse};

/// Each script with the name of its file.
pub fn scripts() -> Vec<Set<(String, String)>> {
    let sets = corpus().into_iter();
    sets.map(|set| Set { origin: set.origin, items: set.items.iter().flat_map(of).collect() })
        .collect()
}

fn of(sample: &Sample) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for instruction in &parse(&sample.text).instructions {
        if let Body::Run(Command::Shell { offset, .. }) = &instruction.body {
            let script = instruction.script(*offset).text().to_owned();
            found.push((sample.name.clone(), script));
        }
    }
    found
}
