//! `run`: how to run the image.

use super::support::run;

const SOUND: &str = "FROM debian:12\nRUN useradd -u 1200 app\nUSER app\nCMD [\"x\"]\n";
const ROOT: &str = "FROM debian:12\nCMD [\"x\"]\n";

#[test]
fn each_format_ends_with_what_is_copied() {
    for (format, begins, line) in [
        ("docker", "docker run \\", "  --user 1200:1200 \\"),
        ("podman", "podman run \\", "  --user 1200:1200 \\"),
        ("compose", "services:", "    user: \"1200:1200\""),
        ("kubernetes", "apiVersion: v1", "    runAsUser: 1200"),
    ] {
        let ran = run(&["run", "--format", format, "-"], SOUND);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{format}");
        let (comments, text) = ran.out.split_once("\n\n").expect("comments, then the text");
        assert!(comments.lines().all(|line| line.starts_with('#')), "{comments}");
        assert!(text.starts_with(begins) && text.contains(&format!("{line}\n")), "{text}");
        assert!(text.ends_with('\n') && !text.contains("\n\n") && !text.contains('#'), "{text}");
    }
    let ran = run(&["run", "-"], SOUND);
    assert!(ran.out.contains("\ndocker run "), "Docker is the default: {}", ran.out);
}

#[test]
fn what_stands_in_the_way_shows_in_the_exit_code() {
    let ran = run(&["run", "-"], ROOT);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("# First:\n# - Repair the Dockerfile"), "{}", ran.out);
    let windows = "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\n";
    let ran = run(&["run", "-"], windows);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(ran.err.contains("nothing to run: This is a Windows image"), "{}", ran.err);
    assert_eq!(run(&["run", "nosuch"], "").code, 2);
    assert_eq!(run(&["run", "--target", "nosuch", "-"], ROOT).code, 2);
}

#[test]
fn assumptions_are_heard() {
    let unknown = "FROM example.com/base:1\nCMD [\"x\"]\n";
    assert!(run(&["run", "-"], unknown).out.contains("--user '<UID>:<GID>'"));
    let ran = run(&["run", "--base-user", "1000:1000", "-"], unknown);
    assert!(ran.out.contains("--user 1000:1000 ") && ran.code == 0, "{}", ran.out);
}
