//! `check` in text, exit codes, wrong use, and the small commands.

use super::support::{SKELETON, SOUND, command, finish, folder, run};
use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::Stdio;

#[test]
fn findings_are_exit_code_1_and_none_is_0() {
    let ran = run(&["check", "-"], SKELETON);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    assert!(ran.out.contains("<stdin>:5:6: error[user-not-found]: "), "{}", ran.out);
    assert!(ran.out.contains("\n5 | USER app\n  |      ^^^\n"), "{}", ran.out);
    let ran = run(&["check", "-"], SOUND);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.ends_with("No findings.\n"), "{}", ran.out);
}

#[test]
fn a_file_is_called_as_it_was_given() {
    let folder = folder("names");
    fs::write(folder.join("Dockerfile.web"), SKELETON).unwrap();
    let mut command = command(["check", "Dockerfile.web"]);
    command.current_dir(&folder);
    let ran = finish(command, b"");
    assert!(ran.out.starts_with("Dockerfile.web:"), "{}", ran.out);
}

/// What the page downloads (tests/e2e/export.spec.js) and what the command prints are the same files.
#[test]
fn reports_are_those_of_the_page() {
    for name in ["skeleton", "windows"] {
        let folder =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../unroot/tests/report").join(name);
        let kept = |file: &str| fs::read_to_string(folder.join(file)).unwrap();
        let printed = |args: &[&str]| {
            let mut command = command(args.iter().chain(&["Dockerfile"]));
            command.current_dir(&folder);
            finish(command, b"").out
        };
        assert_eq!(printed(&["check", "--format", "json"]), kept("unroot.json"));
        assert_eq!(printed(&["check", "--format", "markdown"]), kept("unroot.md"));
        assert_eq!(printed(&["fix", "--diff"]), kept("unroot.patch"));
    }
}

#[test]
fn wrong_use_is_exit_code_2() {
    let wrong: &[&[&str]] = &[
        &[],
        &["check"],
        &["check", "a", "b"],
        &["check", "--format", "xml", "-"],
        &["check", "--build-arg", "NAME", "-"],
        &["check", "--build-arg", "=x", "-"],
        &["check", "--builder", "kaniko", "-"],
        &["check", "--base-family", "plan9", "-"],
        &["check", "--purpose", "fun", "-"],
        &["fix", "--diff", "--write", "Dockerfile"],
        &["fix", "--write", "-"],
        &["explain"],
        &["lesson"],
        &["lesson", "new"],
        &["lesson", "learn", "."],
        &["serve", "--port", "65536"],
        &["nonsense"],
    ];
    for args in wrong {
        let ran = run(args, SKELETON);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(!ran.err.is_empty(), "{args:?}");
    }
}

#[test]
fn what_cannot_be_read_is_named() {
    let folder = folder("unreadable");
    let missing = folder.join("missing").display().to_string();
    let directory = folder.display().to_string();
    for (path, name) in [(&missing, "missing"), (&directory, "unreadable")] {
        for args in [&["check"][..], &["fix"], &["syntax"], &["check", "--format", "json"]] {
            let ran = run(&[args, &[path.as_str()]].concat(), "");
            assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?} {path}");
            let told = ran.err.starts_with("unroot: can't read ") && ran.err.contains(name);
            assert!(told, "{}", ran.err);
        }
    }
}

#[test]
fn bytes_that_are_no_text_are_named_by_their_place() {
    let ran = finish(command(["check", "-"]), b"FROM a\nRUN \xff\n");
    assert_eq!(ran.code, 2);
    let told = "unroot: can't read <stdin>: not UTF-8 at byte 11 (0xff, line 2)\n";
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("", told));
    // A character that stops short.
    let ran = finish(command(["check", "-"]), b"FROM \xc3");
    assert!(ran.err.contains("at byte 5 (0xc3, line 1)"), "{}", ran.err);
}

#[test]
fn a_stage_that_is_not_there_is_wrong_use() {
    let text = "FROM node:22 AS build\nFROM node:22\nUSER 1000\n";
    for command in [&["check"][..], &["fix"], &["fix", "--diff"]] {
        let ran = run(&[command, &["--target", "biuld", "-"]].concat(), text);
        let told = "unroot: no stage is called 'biuld': the file has build, 1\n";
        assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (2, "", told));
    }
    assert_eq!(run(&["check", "--target", "1", "-"], text).code, 0);
    assert_eq!(run(&["check", "--target", "build", "-"], text).code, 1);
}

#[test]
fn colours_are_for_those_who_want_them() {
    let with = |variables: &[(&str, &str)]| {
        let mut command = command(["check", "-"]);
        command.envs(variables.iter().copied());
        finish(command, SKELETON.as_bytes()).out
    };
    assert!(!with(&[]).contains('\x1b'), "a pipe is no terminal");
    assert!(with(&[("CLICOLOR_FORCE", "1")]).contains('\x1b'));
    assert!(!with(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]).contains('\x1b'));
}

#[test]
fn control_characters_of_the_file_do_not_reach_the_terminal() {
    let mut command = command(["check", "-"]);
    command.env("CLICOLOR_FORCE", "1");
    let ran = finish(command, b"FROM debian\nUSER \x1b]0;x\x07\nCMD [\"sh\"]\n");
    assert!(!ran.out.contains("\x1b]") && !ran.out.contains('\x07'), "{:?}", ran.out);
    assert!(ran.out.contains("USER \u{241b}]0;x\u{2407}"), "{:?}", ran.out);
}

#[test]
fn a_reader_that_leaves_is_no_failure() {
    for args in [&["check", "-"][..], &["check", "--format", "sarif", "-"], &["fix", "-"]] {
        let pipes = &mut command(args);
        let pipes = pipes.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = pipes.spawn().unwrap();
        drop(child.stdout.take());
        child.stdin.take().unwrap().write_all(SKELETON.as_bytes()).unwrap();
        let mut err = String::new();
        child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        assert!(child.wait().unwrap().code().is_some_and(|code| code < 2), "{args:?}: {err}");
        assert!(!err.contains("panic") && !err.contains("unroot: "), "{args:?}: {err}");
    }
}

#[test]
fn rules_are_listed_and_explained() {
    let list = run(&["rules"], "");
    assert_eq!(list.code, 0);
    let listed: Vec<&str> =
        list.out.lines().filter_map(|line| line.split_whitespace().next()).collect();
    let rules: Vec<&str> = unroot::rules::all().map(|rule| rule.id).collect();
    assert_eq!(listed, rules);
    for rule in unroot::rules::all() {
        let ran = run(&["explain", rule.id], "");
        assert_eq!((ran.code, ran.out.as_str()), (0, rule.text));
    }
    let ran = run(&["explain", "run-as-root"], "");
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("'runs-as-root'"), "{}", ran.err);
}

#[test]
fn syntax_is_printed_for_any_text() {
    for text in ["", SKELETON, "nonsense\n", "\u{feff}FROM a\r\n"] {
        let ran = run(&["syntax", "-"], text);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        let tree: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        let read = dockerfile::parse(text);
        assert_eq!(tree, dockerfile::dump(&read, text));
    }
}
