//! `fix`: what it prints, and that it replaces a file as a whole or not at all.

use super::support::{SKELETON, SOUND, command, finish, folder, names, run};
use std::fs;
use std::path::Path;

/// Cannot be repaired without knowing more.
const BEYOND: &str = "FROM nobody.example/knows\nnonsense\n";

fn fix(args: &[&str], file: &Path) -> super::support::Ran {
    let file = file.display().to_string();
    run(&[&["fix"], args, &[file.as_str()]].concat(), "")
}

#[test]
fn the_repaired_text_is_printed_and_has_nothing_left() {
    let ran = run(&["fix", "-"], SKELETON);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("<stdin>: repaired: ") && ran.err.ends_with("no findings left\n"));
    assert_eq!(run(&["check", "-"], &ran.out).code, 0, "{}", ran.out);
    let again = run(&["fix", "-"], &ran.out);
    assert_eq!((again.code, &again.out), (0, &ran.out));
    assert_eq!(again.err, "<stdin>: nothing to repair\n");
}

#[test]
fn what_is_left_is_exit_code_1() {
    let ran = run(&["fix", "-"], BEYOND);
    assert_eq!((ran.code, ran.out.as_str()), (1, BEYOND));
    assert!(ran.err.contains("left; `unroot check` shows"), "{}", ran.err);
}

#[test]
fn what_needs_a_look_is_made_on_request_alone_and_says_what_to_check() {
    let nginx = "FROM debian:12\nRUN apt-get update && apt-get install -y nginx\nCMD [\"nginx\", \"-g\", \"daemon off;\"]\n";
    let ran = run(&["fix", "-"], nginx);
    assert_eq!(ran.out, nginx);
    assert!(
        ran.err.contains("to be looked at: ")
            && ran.err.contains("`nginx` is made to start as root"),
        "{}",
        ran.err
    );
    let ran = run(&["fix", "--review", "-"], nginx);
    assert!(ran.out.contains("\nUSER 1200\n"), "{}", ran.out);
    assert!(ran.err.contains("check: `nginx` is made to start as root"), "{}", ran.err);
}

#[test]
fn why_nothing_is_offered_is_said() {
    let base = "FROM debian:12\nRUN apt-get update && apt-get install -y git\n";
    for args in [&["fix", "-"][..], &["fix", "--review", "-"]] {
        let ran = run(args, base);
        assert_eq!(ran.out, base);
        assert!(
            ran.err.contains("not repaired: images built on this one inherit its user"),
            "{}",
            ran.err
        );
    }
}

#[test]
fn the_diff_leads_from_the_file_to_the_repaired_text() {
    let folder = folder("diff");
    let text = SKELETON.replace('\n', "\r\n");
    let text = text.trim_end();
    fs::write(folder.join("Dockerfile"), text).unwrap();
    let mut command = command(["fix", "--diff", "Dockerfile"]);
    command.current_dir(&folder);
    let ran = finish(command, b"");
    assert!(ran.out.starts_with("--- a/Dockerfile\n+++ b/Dockerfile\n@@ -"), "{}", ran.out);
    assert_eq!(fs::read_to_string(folder.join("Dockerfile")).unwrap(), text);
    let repaired = run(&["fix", "-"], text).out;
    assert_eq!(sides(&ran.out), (lines(text), lines(&repaired)));
    assert_eq!(run(&["fix", "--diff", "-"], SOUND).out, "");
}

/// The old and the new lines of a diff that shows the whole file; `$` for a missing newline.
fn sides(diff: &str) -> (Vec<String>, Vec<String>) {
    let (mut old, mut new) = (Vec::<String>::new(), Vec::<String>::new());
    let mut last = ' ';
    for line in diff.split_inclusive('\n').skip(3) {
        let (mark, rest) = (line.chars().next().unwrap(), line[1..].to_owned());
        match mark {
            '\\' => {
                let side = if last == '+' { &mut new } else { &mut old };
                let line = side.last_mut().unwrap();
                *line = line.trim_end_matches('\n').to_owned();
                if last == ' ' {
                    *new.last_mut().unwrap() = line.clone();
                }
            }
            '-' => old.push(rest),
            '+' => new.push(rest),
            _ => {
                old.push(rest.clone());
                new.push(rest);
            }
        }
        last = mark;
    }
    (old, new)
}

fn lines(text: &str) -> Vec<String> {
    text.split_inclusive('\n').map(str::to_owned).collect()
}

#[test]
fn writing_replaces_the_file_and_leaves_nothing_beside_it() {
    let folder = folder("write");
    let path = folder.join("Dockerfile");
    fs::write(&path, SKELETON).unwrap();
    let ran = fix(&["--write"], &path);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    assert_eq!(fs::read_to_string(&path).unwrap(), run(&["fix", "-"], SKELETON).out);
    assert_eq!(names(&folder), ["Dockerfile"]);
}

#[test]
fn a_file_that_needs_no_repair_is_not_touched() {
    let folder = folder("untouched");
    let path = folder.join("Dockerfile");
    for (text, code) in [(SOUND, 0), (BEYOND, 1)] {
        fs::write(&path, text).unwrap();
        let changed = fs::metadata(&path).unwrap().modified().unwrap();
        assert_eq!(fix(&["--write"], &path).code, code);
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
        assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), changed);
    }
}

#[test]
fn what_cannot_be_read_stays_as_it_is() {
    let folder = folder("no-text");
    let path = folder.join("Dockerfile");
    fs::write(&path, b"FROM debian\nUSER \xff\n").unwrap();
    let ran = fix(&["--write"], &path);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("not UTF-8 at byte 17"), "{}", ran.err);
    assert_eq!(fs::read(&path).unwrap(), b"FROM debian\nUSER \xff\n");
    assert_eq!(fix(&["--write"], &folder).code, 2);
    assert_eq!(fix(&["--write"], &folder.join("missing")).code, 2);
    assert_eq!(fix(&["--write", "--target", "nobody"], &path).code, 2);
    assert_eq!(names(&folder), ["Dockerfile"]);
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};

    #[test]
    fn permissions_and_owner_are_kept() {
        let folder = folder("permissions");
        let path = folder.join("Dockerfile");
        fs::write(&path, SKELETON).unwrap();
        // Only root may give a file away.
        let _ = chown(&path, Some(1234), Some(4321));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        let before = fs::metadata(&path).unwrap();
        assert_eq!(fix(&["--write"], &path).code, 0);
        let after = fs::metadata(&path).unwrap();
        assert_ne!(after.ino(), before.ino(), "replaced, not written over");
        let kept = |file: &fs::Metadata| (file.mode(), file.uid(), file.gid());
        assert_eq!(kept(&after), kept(&before));
    }

    #[test]
    fn a_symbolic_link_stays_one_and_its_file_is_replaced() {
        let folder = folder("link");
        fs::create_dir(folder.join("real")).unwrap();
        let real = folder.join("real/Dockerfile");
        fs::write(&real, SKELETON).unwrap();
        let link = folder.join("Dockerfile");
        symlink("real/Dockerfile", &link).unwrap();
        assert_eq!(fix(&["--write"], &link).code, 0);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_ne!(fs::read_to_string(&real).unwrap(), SKELETON);
        assert_eq!(names(&folder.join("real")), ["Dockerfile"]);
    }

    #[test]
    fn a_folder_that_takes_no_files_leaves_the_old_text() {
        let folder = folder("closed");
        let path = folder.join("Dockerfile");
        fs::write(&path, SKELETON).unwrap();
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
        let ran = fix(&["--write"], &path);
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
        // Root is not held off by a mode.
        if ran.code == 2 {
            assert!(ran.err.contains("can't replace "), "{}", ran.err);
            assert_eq!(fs::read_to_string(&path).unwrap(), SKELETON);
        }
        assert_eq!(names(&folder), ["Dockerfile"]);
    }
}
