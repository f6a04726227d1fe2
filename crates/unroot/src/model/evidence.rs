//! What the lines of a stage show about a base image that nobody knows: a command that works for root alone, before
//! any USER, shows that the image starts as root; `sudo` shows that it starts as somebody else.

use super::{Cause, is_within};
use crate::program;
use dockerfile::{Body, Command, Dockerfile, Instruction, Span};
use shell::{Argument, Dialect, Invocation, List, RedirectKind, Simple};

/// Directories that belong to root wherever there is a system, with all they hold.
const ROOTS_OWN: [&str; 9] =
    ["/bin", "/etc", "/lib", "/root", "/sbin", "/usr/bin", "/usr/lib", "/usr/sbin", "/usr/share"];

/// Names in `/` that an image may have made for its user.
const OFTEN_GIVEN: [&str; 14] = [
    "/app",
    "/build",
    "/code",
    "/config",
    "/data",
    "/go",
    "/home",
    "/mnt",
    "/opt",
    "/project",
    "/src",
    "/srv",
    "/tmp",
    "/workspace",
];

/// What the instructions after `from`, up to the first USER, show of who runs them: [`Cause::ShowsRoot`] or
/// [`Cause::ShowsOrdinary`] with the command that does. A command without `sudo` that needs root outweighs any with it:
/// it would have failed for anybody else.
pub(super) fn of(dockerfile: &Dockerfile, from: usize) -> Option<Cause> {
    let after = dockerfile.instructions.get(from + 1..)?;
    let own = after
        .iter()
        .take_while(|instruction| !matches!(instruction.body, Body::From { .. } | Body::User(_)));
    let calls: Vec<Call> = own.flat_map(|instruction| calls(instruction)).collect();
    let root = calls.iter().find(|call| call.needs_root());
    let sudo = || calls.iter().find(|call| call.line.program == "sudo");
    root.map(|call| Cause::ShowsRoot(call.line.span))
        .or_else(|| sudo().map(|call| Cause::ShowsOrdinary(call.line.span)))
}

/// Whether the instructions after `from` show that the image is a Windows one: SHELL names a shell that only Windows has.
pub(super) fn is_windows(dockerfile: &Dockerfile, from: usize) -> bool {
    let after = dockerfile.instructions.iter().skip(from + 1);
    let own = after.take_while(|instruction| !matches!(instruction.body, Body::From { .. }));
    own.filter_map(|instruction| match &instruction.body {
        Body::Shell(words) => words.first(),
        _ => None,
    })
    .any(|shell| {
        // `pwsh` runs on Linux as well.
        let name = shell.text.to_ascii_lowercase();
        let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
        matches!(name.strip_suffix(".exe").unwrap_or(name), "cmd" | "powershell")
    })
}

/// A command as it is written; words that hold a variable are not known.
struct Call {
    line: Invocation,
    /// Where its output goes.
    writes: Vec<String>,
}

impl Call {
    fn needs_root(&self) -> bool {
        let into_roots_own = |path: &str| {
            let new = path.starts_with('/') && path.matches('/').count() == 1 && path.len() > 1;
            new && !OFTEN_GIVEN.contains(&path) && !ROOTS_OWN.contains(&path)
                || ROOTS_OWN
                    .iter()
                    .any(|directory| is_within(path, directory) && path != *directory)
        };
        if self.writes.iter().any(|path| into_roots_own(path)) {
            return true;
        }
        let operands: Vec<&str> = self.line.operand_texts().collect();
        match self.line.program.as_str() {
            // The last operand is the target; a directory may be the owner's, as its parent here never is.
            "cp" | "mv" | "ln" | "install" => {
                operands.len() > 1
                    && operands.last().is_some_and(|path| {
                        into_roots_own(path) || ROOTS_OWN.contains(&path.trim_end_matches('/'))
                    })
            }
            // Whatever lies above may be there, and then `-p` makes nothing.
            "mkdir" | "touch" => operands.iter().any(|path| {
                let new = !is_within(path, "/usr") && !is_within(path, "/etc");
                into_roots_own(path) && (new || !self.line.has("parents"))
            }),
            "tee" | "truncate" => operands.iter().any(|path| into_roots_own(path)),
            "sed" => self.line.has("in-place") && operands.iter().any(|path| into_roots_own(path)),
            "chmod" => operands.iter().skip(1).any(|path| into_roots_own(path)),
            name => {
                // Where it depends on a directory, the image may have given that away.
                let fact = program::find(name).and_then(|row| row.needs_root.as_ref());
                fact.is_some_and(|fact| {
                    fact.certain && fact.places.is_empty() && fact.holds(&self.line, |_| false)
                })
            }
        }
    }
}

/// Every command of a RUN in the language of sh, in the order in which they are written.
fn calls(instruction: &Instruction) -> Vec<Call> {
    match &instruction.body {
        Body::Run(Command::Exec(words)) => words_of(words, instruction.span).into_iter().collect(),
        Body::Run(Command::Shell { offset, .. }) => {
            let script = shell::script(instruction, *offset);
            let source = |span: Span| script.text.span(span.start, span.end);
            in_script(&script.list, &source)
        }
        _ => Vec::new(),
    }
}

/// The commands of a script, and those of the scripts that it gives to another shell by `-c`.
fn in_script(list: &List, source: &dyn Fn(Span) -> Span) -> Vec<Call> {
    let mut found = Vec::new();
    for simple in list.simple_commands() {
        let Some(call) = call(simple, source) else { continue };
        let script = call.line.operand(0).filter(|_| call.line.has("c"));
        let inner = match script {
            Some(script) if program::is_shell(&call.line.program) => {
                let commands = shell::parse(script.text());
                let calls = commands.simple_commands().into_iter();
                calls.filter_map(|simple| self::call(simple, &|_| script.span)).collect()
            }
            _ => Vec::new(),
        };
        found.push(call);
        found.extend(inner);
    }
    found
}

fn words_of(words: &[dockerfile::Argument], span: Span) -> Option<Call> {
    let words: Vec<_> = words.iter().map(|word| Argument::known(&word.text, word.span)).collect();
    (!words.is_empty())
        .then(|| Call { line: Invocation::read(words, span, Dialect::Shadow), writes: Vec::new() })
}

fn call(simple: &Simple, source: &dyn Fn(Span) -> Span) -> Option<Call> {
    let word = |word: &shell::Word| Argument {
        value: word.literal(),
        span: source(word.span),
        pattern: false,
    };
    let words: Vec<Argument> = simple.words.iter().map(word).collect();
    words.first()?.value.as_ref()?;
    let writes = simple.redirects.iter().filter(|redirect| {
        matches!(redirect.kind, RedirectKind::Write | RedirectKind::Both | RedirectKind::Append)
    });
    let writes = writes.filter_map(|redirect| redirect.target.literal()).collect();
    Some(Call { line: Invocation::read(words, source(simple.span), Dialect::Shadow), writes })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `lines` show after `FROM x`: the words of the command, with `#` before those that show root.
    fn shown(lines: &str) -> String {
        let text = format!("FROM x\n{lines}\n");
        match of(&dockerfile::parse(&text), 0) {
            Some(Cause::ShowsRoot(span)) => format!("# {}", span.of(&text)),
            Some(Cause::ShowsOrdinary(span)) => format!("$ {}", span.of(&text)),
            _ => String::new(),
        }
    }

    #[test]
    fn commands_that_need_root_show_it() {
        for (lines, expected) in [
            ("RUN apt-get update && apt-get install -y git", "# apt-get update"),
            ("WORKDIR /x\nRUN true && apk add --no-cache git", "# apk add --no-cache git"),
            (
                "RUN [\"yum\", \"install\", \"-y\", \"git\"]",
                "# RUN [\"yum\", \"install\", \"-y\", \"git\"]",
            ),
            ("RUN useradd app\nUSER app", "# useradd app"),
            ("RUN if true; then useradd app; fi", "# useradd app"),
            ("RUN echo a > /etc/motd", "# echo a > /etc/motd"),
            ("RUN cp a /usr/bin/", "# cp a /usr/bin/"),
            ("RUN chmod +x /usr/bin/a", "# chmod +x /usr/bin/a"),
            ("RUN sed -i s/a/b/ /etc/hosts.allow", "# sed -i s/a/b/ /etc/hosts.allow"),
            ("RUN bash -c 'set -e; apt-get update'", "# 'set -e; apt-get update'"),
            ("RUN mkdir /manifests", "# mkdir /manifests"),
            ("RUN date > /date.txt", "# date > /date.txt"),
            ("RUN touch /root/x", "# touch /root/x"),
            // Whoever needs root here has it, whatever else is written.
            ("RUN sudo true\nRUN apt-get update", "# apt-get update"),
        ] {
            assert_eq!(shown(lines), expected, "{lines}");
        }
    }

    #[test]
    fn shells_of_windows_show_it() {
        for (lines, expected) in [
            ("SHELL [\"powershell\", \"-Command\"]", true),
            ("USER app\nSHELL [\"C:\\\\Windows\\\\System32\\\\cmd.exe\", \"/S\", \"/C\"]", true),
            ("SHELL [\"pwsh\", \"-Command\"]", false),
            ("SHELL [\"/bin/bash\", \"-c\"]", false),
            ("FROM y\nSHELL [\"cmd\", \"/S\", \"/C\"]", false),
        ] {
            let dockerfile = dockerfile::parse(&format!("FROM x\n{lines}\n"));
            assert_eq!(is_windows(&dockerfile, 0), expected, "{lines}");
        }
    }

    #[test]
    fn sudo_shows_an_ordinary_user() {
        assert_eq!(shown("RUN sudo apt-get update"), "$ sudo apt-get update");
    }

    #[test]
    fn what_anybody_can_do_shows_nothing() {
        for lines in [
            "RUN pip install flask",
            "RUN npm install -g yarn",
            "RUN apt-get --version",
            "RUN cp /usr/bin/a /app",
            "RUN cat /etc/passwd > /tmp/x",
            "RUN chmod +x /opt/a /usr/local/bin/b",
            "RUN sed s/a/b/ /etc/hosts",
            "RUN mkdir -p /usr/share",
            "RUN mkdir -p /usr/share/x",
            "RUN mkdir /app /opt/x",
            "RUN touch x",
            "RUN $PM install git",
            // From here on somebody else runs the lines.
            "USER root\nRUN apt-get update",
            "CMD apt-get update",
            "FROM y\nRUN apt-get update",
        ] {
            assert_eq!(shown(lines), "", "{lines}");
        }
    }
}
