//! What leaves the page as files, to the byte: tests/e2e/export.spec.js expects the very same files.
//! `UNROOT_WRITE=1 cargo test -p unroot --test it reports` writes them anew, to be looked at before they are kept.

use std::fs;
use std::path::Path;
use unroot::model::Assumptions;
use unroot::{analyze, fix_all, report};

const NAME: &str = "Dockerfile";

#[test]
fn reports_are_what_they_were() {
    let write = std::env::var_os("UNROOT_WRITE").is_some();
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/report");
    let mut seen = 0;
    for folder in fs::read_dir(home).unwrap() {
        let folder = folder.unwrap().path();
        let text = fs::read_to_string(folder.join(NAME)).unwrap();
        let analysis = analyze(&text, &Assumptions::default());
        let repaired = fix_all(&analysis).text;
        let files = [
            ("unroot.json", report::json(&analysis)),
            ("unroot.md", report::markdown(&analysis, NAME)),
            ("unroot.patch", report::diff(&text, &repaired, NAME)),
            ("unroot.sarif", report::sarif(&analysis, NAME, &crate::page::rules_of(&analysis))),
        ];
        for (name, made) in files {
            let path = folder.join(name);
            if write {
                fs::write(&path, &made).unwrap();
            }
            let kept = fs::read_to_string(&path).unwrap_or_default();
            assert_eq!(made, kept, "{}", path.display());
            seen += 1;
        }
    }
    assert!(seen >= 8, "only {seen} files");
}
