//! The scripts of the shared corpus: every RUN in shell form.

use conformance::corpus::corpus;
use dockerfile::{Body, Command, parse};

/// Each script with the name of its file; `None` where the corpus is absent.
pub fn scripts() -> Option<Vec<(String, String)>> {
    let mut found = Vec::new();
    for sample in corpus()? {
        for instruction in &parse(&sample.text).instructions {
            if let Body::Run(Command::Shell { offset, .. }) = &instruction.body {
                let script = instruction.script(*offset).text().to_owned();
                found.push((sample.name.clone(), script));
            }
        }
    }
    Some(found)
}
