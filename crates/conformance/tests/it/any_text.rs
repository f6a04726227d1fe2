//! What must hold for every text (`common/properties.rs`), held against the inputs that fuzzing
//! kept and against real files.

use std::path::Path;
use unroot::guide::markdown::{Block, blocks};

/// Runs `holds` on every input kept for `target`.
fn run(target: &str, holds: fn(&str)) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/kept").join(target);
    let mut inputs = 0;
    for entry in std::fs::read_dir(&folder).expect("kept inputs are in the repository") {
        let path = entry.expect("a readable folder").path();
        let bytes = std::fs::read(&path).expect("a readable file");
        println!("{}", path.display());
        holds(&String::from_utf8_lossy(&bytes));
        inputs += 1;
    }
    assert!(inputs > 0, "nothing is kept in {}", folder.display());
    println!("{target}: {inputs} kept inputs hold");
}

#[test]
fn reading() {
    run("syntax", conformance::properties::syntax);
}

#[test]
fn shell_text() {
    run("shell", conformance::properties::script);
}

#[test]
fn analysis() {
    run("analyze", conformance::properties::analysis);
}

#[test]
fn again() {
    run("analyze", conformance::properties::again);
}

#[test]
fn repairs() {
    run("fixes", conformance::properties::repairs);
}

#[test]
fn real_files() {
    let Some(samples) = conformance::corpus::corpus() else { return };
    conformance::corpus::for_each(&samples, |sample| {
        conformance::properties::syntax(&sample.text);
        conformance::properties::script(&sample.text);
        conformance::properties::analysis(&sample.text);
        conformance::properties::again(&sample.text);
    });
    println!("corpus: {} files read and analyzed for three builders", samples.len());
}

#[test]
fn the_rules_examples() {
    let texts = unroot::rules::all().flat_map(|rule| blocks(rule.text));
    let mut examples = 0;
    for block in texts {
        let Block::Code { info, text } = block else { continue };
        if info.starts_with("dockerfile") {
            conformance::properties::syntax(text);
            conformance::properties::analysis(text);
            conformance::properties::again(text);
            conformance::properties::repairs(text);
            examples += 1;
        }
    }
    println!("rules: {examples} examples hold");
}
