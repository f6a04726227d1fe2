//! Runs the command.

use serde_json::Value;
use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The article's mistake: one name is created, another one starts.
pub const SKELETON: &str = "FROM node:22\nWORKDIR /app\nRUN useradd -m -u 1200 appuser\n\
                            COPY . .\nUSER app\nCMD [\"node\", \"server.js\"]\n";

/// A Dockerfile that nothing is wrong with.
pub const SOUND: &str = "FROM node:22\nWORKDIR /app\nUSER 1000\nCMD [\"node\", \"server.js\"]\n";

/// What a run came to.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// The command, its surroundings without a say in colours.
pub fn command<S: AsRef<OsStr>>(args: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_unroot"));
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "CI"] {
        command.env_remove(variable);
    }
    command.args(args);
    command
}

/// Runs `command` with `input` on standard input.
pub fn finish(mut command: Command, input: &[u8]) -> Ran {
    let pipes = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = pipes.spawn().expect("the command starts");
    let mut stdin = child.stdin.take().expect("its input");
    // A command that refuses its arguments does not read.
    let _ = stdin.write_all(input);
    drop(stdin);
    let output = child.wait_with_output().expect("the command ends");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    let code = output.status.code().expect("an exit code");
    Ran { code, out: text(output.stdout), err: text(output.stderr) }
}

/// Runs the command with `args` and with `input` on standard input.
pub fn run(args: &[&str], input: &str) -> Ran {
    finish(command(args), input.as_bytes())
}

/// The JSON report on `text`.
pub fn report(args: &[&str], text: &str) -> Value {
    let ran = run(&[&["check", "--format", "json"], args, &["-"]].concat(), text);
    assert_eq!(ran.err, "");
    let report: Value = serde_json::from_str(&ran.out).expect("JSON");
    let found = report["findings"].as_array().is_some_and(|findings| !findings.is_empty());
    assert_eq!(ran.code, i32::from(found));
    report
}

/// An empty folder for the test `name`.
pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("command").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// The names in `folder`, sorted.
pub fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder");
    let name = |entry: fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
    let mut names: Vec<String> = entries.map(|entry| name(entry.expect("an entry"))).collect();
    names.sort();
    names
}
