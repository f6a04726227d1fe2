//! The unified diff is what `git apply` and `patch` take: what they make of it is what "fix all"
//! made, to the byte.

use conformance::corpus::{Sample, corpus, for_each};
use conformance::shared::{Origin, Set};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use unroot::model::Assumptions;
use unroot::report::diff;
use unroot::{Repairer, analyze, fix_all};
use view::examples;

/// Of how many files of the corpus one is taken.
const EVERY: usize = 4;

/// Who applies a patch: the program and its arguments.
const APPLIERS: [&[&str]; 2] = [&["git", "apply"], &["patch", "-p1", "--batch", "--silent"]];

/// A folder for `test` with the file `name` alone.
fn folder(test: &str, name: &str, text: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("patch").join(test);
    let _ = fs::remove_dir_all(&folder);
    let file = folder.join(name);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
    folder
}

/// Has `applier` apply `patch` in `folder`, and fails where it objects.
fn apply(applier: &[&str], folder: &Path, patch: &str) {
    let mut command = Command::new(applier[0]);
    command.args(&applier[1..]).current_dir(folder);
    // Neither a repository around the folder nor anybody's settings have a say.
    command.env("GIT_CEILING_DIRECTORIES", folder.parent().unwrap());
    command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap_or_else(|why| panic!("{}: {why}", applier[0]));
    child.stdin.take().unwrap().write_all(patch.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr) + String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{}: {told}\n{patch}", applier[0]);
}

/// Both programs make `after` of `before`, and leave nothing else behind.
fn leads(test: &str, name: &str, before: &str, after: &str) {
    let patch = diff(before, after, name);
    for applier in APPLIERS {
        let folder = folder(&format!("{test}-{}", applier[0]), name, before);
        apply(applier, &folder, &patch);
        let made = fs::read_to_string(folder.join(name)).unwrap_or_default();
        assert_eq!(made, after, "{} made this of\n{patch}", applier[0]);
        let left = fs::read_dir(&folder).unwrap().count();
        assert!(left <= 1, "{} left {left} files", applier[0]);
    }
}

fn numbered(count: usize) -> String {
    (1..=count).map(|line| format!("RUN echo {line}\n")).collect()
}

#[test]
fn every_kind_of_text_is_patched_to_the_byte() {
    let long = numbered(40);
    let apart = long.replace("echo 2\n", "echo two\n").replace("echo 30\n", "echo\n\nRUN thirty\n");
    let near = long.replace("echo 9\n", "echo nine\n").replace("RUN echo 16\n", "");
    let touching = long.replace("echo 9\n", "echo nine\n").replace("RUN echo 17\n", "");
    let pairs = [
        ("crlf", "FROM a\r\nUSER root\r\nCMD b\r\n", "FROM a\r\nUSER 1\r\nCMD b\r\n"),
        ("mixed", "FROM a\r\nUSER root\nCMD b\r\n", "FROM a\r\nUSER 1\r\nCMD b\n"),
        ("lone-cr", "FROM a\nRUN b\rc\n", "FROM a\nUSER 1\nRUN b\rc\n"),
        ("no-end", "FROM a", "FROM a\nUSER 1"),
        (
            "no-end-far",
            "FROM a\nRUN b\nRUN c\nRUN d\nRUN e",
            "USER 1\nFROM a\nRUN b\nRUN c\nRUN d\nRUN e",
        ),
        ("end-comes", "FROM a\nUSER 1", "FROM a\nUSER 1\n"),
        ("end-goes", "FROM a\nUSER 1\n", "FROM a\nUSER 1"),
        ("no-end-crlf", "FROM a\r\nCMD b", "FROM a\r\nUSER 1\r\nCMD b"),
        ("mark", "\u{feff}FROM a\nCMD b\n", "\u{feff}FROM a\nUSER 1\nCMD b\n"),
        ("mark-goes", "\u{feff}FROM a\n", "FROM a\n"),
        ("from-empty", "", "FROM a\nUSER 1\n"),
        ("to-empty", "FROM a\nUSER 1\n", ""),
        ("first", "FROM a\nCMD b\n", "# syntax=docker/dockerfile:1\nFROM a\nCMD b\n"),
        ("first-goes", "\nFROM a\nCMD b\n", "FROM a\nCMD b\n"),
        ("last", "FROM a\nCMD b\n", "FROM a\nCMD b\n\nUSER 1\n"),
        ("letters", "FROM a\nLABEL é=\u{1f433}\n", "FROM a\nLABEL é=\u{1f40b}\nUSER 1\n"),
        ("like-a-patch", "-- a\n++ b\n@@ c\n", "-- a\n-- d\n++ e\n@@ c\n"),
        ("blank", "FROM a\n \n\t\nCMD b\n", "FROM a\n \n\t\nUSER 1\nCMD b\n"),
        ("all", "FROM a\nCMD b\n", "FROM c\nUSER 1\n"),
        ("apart", &long, &apart),
        ("near", &long, &near),
        ("touching", &long, &touching),
    ];
    for (name, before, after) in pairs {
        leads(name, "Dockerfile", before, after);
        leads(&format!("{name}-back"), "Dockerfile", after, before);
    }
}

#[test]
fn hunks_meet_where_their_surroundings_do() {
    let long = numbered(40);
    let hunks = |other: &str| diff(&long, other, "Dockerfile").matches("\n@@ ").count();
    let second =
        |line: usize| long.replace("echo 9\n", "x\n").replace(&format!("echo {line}\n"), "y\n");
    assert_eq!((hunks(&second(16)), hunks(&second(17))), (1, 2));
}

#[test]
fn files_may_have_any_name() {
    for name in ["build/api.Dockerfile", "my Dockerfile", "Dockerfile.é", "a\"b\\c\td"] {
        leads("name", name, "FROM a\nCMD b\n", "FROM a\nUSER 1\nCMD b\n");
    }
}

#[test]
fn what_fix_all_makes_of_the_examples() {
    let mut changed = 0;
    for example in examples::ALL {
        let text = example.text.replace("\r\n", "\n");
        let crlf = text.replace('\n', "\r\n");
        for (ending, text) in [("lf", &*text), ("crlf", &*crlf)] {
            let repaired = fix_all(&analyze(text, &Assumptions::default())).text;
            if *text != *repaired {
                changed += 1;
                leads(&format!("example-{}-{ending}", example.id), "Dockerfile", text, &repaired);
            }
        }
    }
    assert!(changed > 10, "only {changed}");
}

#[test]
fn what_fix_all_makes_of_real_files() {
    corpus().into_iter().for_each(check_fix_all);
}

fn check_fix_all(Set { origin, items: mut samples }: Set<Sample>) {
    let every = if origin == Origin::Shared { EVERY } else { 1 };
    let mut at = 0;
    samples.retain(|_| {
        at += 1;
        at % every == 0
    });
    let changed = for_each(&samples, |sample| {
        // Those that need a look are made as well: a patch has to hold whatever it changes.
        let analysis = analyze(&sample.text, &Assumptions::default());
        let repaired = Repairer::new(&analysis, None).with_review().finish().text;
        let differs = *sample.text != *repaired;
        if differs {
            leads(&sample.name.replace('/', "-"), "Dockerfile", &sample.text, &repaired);
        }
        usize::from(differs)
    });
    let changed: usize = changed.iter().sum();
    println!("corpus ({origin}): {changed} of {} files are patched", samples.len());
    assert!(changed > 100, "only {changed}");
}
