//! `cargo xtask new-rule` and `cargo xtask rules`, on a copy of the files that they touch.

use std::fs;
use std::path::{Path, PathBuf};
use xtask::new_rule::{Request, create};
use xtask::rules::{self, FOLDER, files, list, read};

fn repository() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// A copy of the README, the pages and the rules, removed when the test ends.
struct Copy(PathBuf);

impl Copy {
    fn new(name: &str) -> Self {
        let root = std::env::temp_dir().join(format!("unroot-{}-{name}", std::process::id()));
        for folder in [FOLDER, &format!("{FOLDER}/template"), &format!("{FOLDER}/common"), "docs"] {
            fs::create_dir_all(root.join(folder)).unwrap();
            for entry in fs::read_dir(repository().join(folder)).unwrap().map(Result::unwrap) {
                if entry.file_type().unwrap().is_file() {
                    fs::copy(entry.path(), root.join(folder).join(entry.file_name())).unwrap();
                }
            }
        }
        fs::copy(repository().join("README.md"), root.join("README.md")).unwrap();
        Copy(root)
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn request<'a>(arguments: &[&'a str]) -> Request<'a> {
    Request::of(arguments).unwrap()
}

#[test]
fn readme_and_pages_are_current() {
    let copy = Copy::new("current");
    let stale = rules::rewrite(&copy.0).unwrap();
    assert!(stale.is_empty(), "run `cargo xtask rules`: {stale:?}");
}

#[test]
fn the_files_tell_what_the_crate_knows() {
    let told = list(repository()).unwrap();
    let told: Vec<_> = told.iter().map(|rule| (&*rule.id, &*rule.severity, &*rule.title)).collect();
    let known = unroot::rules::all().map(|rule| (rule.id, rule.severity.name(), rule.title));
    assert_eq!(told, known.collect::<Vec<_>>());
}

#[test]
fn a_new_rule_is_written_and_listed() {
    let copy = Copy::new("new");
    let before = list(&copy.0).unwrap().len();
    let arguments = ["open-door", "--section", "when-to-switch", "--title", "A door is open"];
    let [text, code] = create(&copy.0, &request(&arguments)).unwrap();
    assert_eq!([code.clone(), text.clone()], files("open-door"));
    let (text, code) = (read(&copy.0, &text).unwrap(), read(&copy.0, &code).unwrap());
    assert!(text.starts_with("# A door is open\n\n## What it does\n"), "{text}");
    assert!(
        code.contains("Section::WhenToSwitch,") && code.contains("rule!(\"open-door\")"),
        "{code}"
    );
    assert!(code.contains("/// See `open-door.md`.") && !code.contains("\"template"), "{code}");
    let listed = list(&copy.0).unwrap();
    // Below those that read the simulation, above those that read the comments.
    assert_eq!((listed.len(), &*listed[before - 1].id), (before + 1, "open-door"));
    assert_eq!(listed[before].id, "ineffective-ignore");
    let row = format!("| [`open-door`]({FOLDER}/open-door.md) | info | A door is open |\n");
    assert!(read(&copy.0, "README.md").unwrap().contains(&row));
    assert!(rules::rewrite(&copy.0).unwrap().is_empty(), "everything was written");
}

#[test]
fn a_new_rule_may_follow_another() {
    let copy = Copy::new("after");
    create(&copy.0, &request(&["open-door", "--after", "explicit-root"])).unwrap();
    let listed = list(&copy.0).unwrap();
    let at = listed.iter().position(|rule| rule.id == "open-door").unwrap();
    assert_eq!((&*listed[at - 1].id, &*listed[at].title), ("explicit-root", "Open door"));
}

#[test]
fn what_cannot_be_made_changes_nothing() {
    let copy = Copy::new("refused");
    let (readme, registry) = (read(&copy.0, "README.md"), read(&copy.0, &rules::registry()));
    for (arguments, says) in [
        (&["Open-Door"][..], "is no id"),
        (&["open--door"], "is no id"),
        (&["../door"], "is no id"),
        (&["explicit-root"], "is there already"),
        (&["context"], "is there already"),
        (&["open-door", "--section", "doors"], "no section `doors`"),
        (&["open-door", "--after", "no-such-rule"], "No rule is called"),
        (&["open-door", "--title", "a | b"], "one line"),
    ] {
        let why = create(&copy.0, &request(arguments)).unwrap_err();
        assert!(why.contains(says), "{arguments:?}: {why}");
    }
    assert_eq!((read(&copy.0, "README.md"), read(&copy.0, &rules::registry())), (readme, registry));
    assert!(!copy.0.join(FOLDER).join("open_door.rs").exists());
    for arguments in [&[][..], &["open-door", "--title"], &["open-door", "--name", "x"]] {
        assert!(Request::of(arguments).is_err(), "{arguments:?}");
    }
}
