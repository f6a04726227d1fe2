//! The container's user needs what the build left in root's home, and may not enter that.

use super::calls::without;
use super::context::{Call, Context, Sink, finding, fix};
use super::repair::before;
use crate::finding::{Fix, Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::{State, Value, is_within, may_reach};

/// See `left-in-roots-home.md`.
pub static RULE: Rule =
    Rule { severity: Severity::Warning, guide: Section::CreateUser, ..rule!("left-in-roots-home") };

const HOME: &str = "/root";

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    let Some(last) = cx.last_state() else { return };
    let who = last.starts_as();
    if !who.is_ordinary() || who.home.as_deref() == Some(HOME) {
        return;
    }
    // The mode of `/root` is unknown in most application images, and few of them open it to others.
    let shut = may_reach(&who, "/root/x", &last.files);
    if shut == Some(true) || last.family.is_none() {
        return;
    }
    let sure = shut == Some(false);
    let user = who.label().unwrap_or_else(|| "the container's user".to_owned());
    let mut found = 0;
    for call in cx.all_calls() {
        let Some(left) = Left::by(&call).filter(|left| left.stays(cx, &call)) else { continue };
        found += 1;
        let at = call.event.command;
        let (what, directory) = (left.what, left.directory);
        let message = format!(
            "This installs {what} in `{directory}`, and the container starts as `{user}`, which may not enter `/root`. {}.",
            left.instead
        );
        let found =
            finding(&RULE, at, message).certain_if(false).because(switches(cx, last, &user));
        sink.push(found.fix(left.fix(cx, &call).map(Fix::preferred)));
    }
    if found == 0 {
        search_path(cx, sink, last, (&user, sure));
    }
    workdir(cx, sink, last, (&user, sure));
}

/// A directory of `PATH` below `/root`.
fn search_path(cx: &Context, sink: &mut Sink, last: &State, (user, sure): (&str, bool)) {
    let Some(Value::Known(path, cause)) = last.env.get("PATH") else { return };
    let Some(directory) = path.split(':').find(|directory| is_within(directory, HOME)) else {
        return;
    };
    let Some(span) = cause.span() else { return };
    let message = format!(
        "The container starts as `{user}`, which may not enter `/root`, so programs in `{directory}` can't run. Install them \
         elsewhere, for example in `/usr/local` or `/opt`."
    );
    let span = cx.place_of(span, directory);
    let found = finding(&RULE, span, message).certain_if(sure);
    sink.push(found.because(switches(cx, last, user)));
}

/// A working directory below `/root`. runc enters it before it changes the user, so the container still starts.
fn workdir(cx: &Context, sink: &mut Sink, last: &State, (user, sure): (&str, bool)) {
    let Value::Known(here, cause) = &last.workdir else { return };
    let Some(span) = cause.span().filter(|_| is_within(here, HOME)) else { return };
    let message = format!(
        "The container starts as `{user}`, which may not enter `/root`, so full paths to files in `{here}` fail. Use a \
         directory outside of `/root`."
    );
    let span = cx.place_of(span, here);
    let found = finding(&RULE, span, message).certain_if(sure);
    sink.push(found.because(switches(cx, last, user)));
}

/// The line that sets the user.
fn switches(cx: &Context, last: &State, user: &str) -> Reason {
    match last.user.cause().span() {
        Some(span) => Reason::at(span, format!("the container starts as `{user}`")),
        None => Reason::fact(
            format!("`{}` starts as `{user}`", cx.base_name().unwrap_or_default()),
            "the image's configuration",
        ),
    }
}

/// What a command installs in the home of the user that runs it.
struct Left {
    what: &'static str,
    directory: &'static str,
    /// What to do about it.
    instead: &'static str,
    /// The variable that moves it.
    variable: &'static str,
    remedy: Remedy,
}

/// What mends it.
enum Remedy {
    /// The command without this option.
    Without(&'static str),
    /// The variable with this value.
    Set(&'static str),
    /// Nothing that can be done in one place.
    None,
}

impl Left {
    fn by(call: &Call) -> Option<Self> {
        let has = |words: &[&str]| call.line.has_operand(words);
        let word = |text: &str| call.line.arguments().iter().any(|word| word.text() == text);
        let module = |name: &str| {
            call.line.program == name
                || call.line.program.starts_with("python") && word("-m") && word(name)
        };
        let pip = module("pip") || call.line.program == "pip3";
        let npx = call.line.program == "npx" && has(&["playwright"]);
        if (module("playwright") || npx) && has(&["install"]) {
            return Some(Left {
                what: "browsers",
                directory: "/root/.cache",
                instead: "Set `PLAYWRIGHT_BROWSERS_PATH` to a directory outside of it first",
                variable: "PLAYWRIGHT_BROWSERS_PATH",
                remedy: Remedy::Set("/ms-playwright"),
            });
        }
        if pip && has(&["install"]) && word("--user") {
            return Some(Left {
                what: "packages",
                directory: "/root/.local",
                instead: "Install them for everybody, without `--user`",
                variable: "PYTHONUSERBASE",
                remedy: Remedy::Without("--user"),
            });
        }
        if module("pipx") && has(&["install"]) {
            return Some(Left {
                what: "programs",
                directory: "/root/.local",
                instead: "Set `PIPX_HOME` and `PIPX_BIN_DIR` to directories outside of it first",
                variable: "PIPX_HOME",
                remedy: Remedy::None,
            });
        }
        let global = word("-g") || word("--global");
        (call.line.program == "dotnet" && has(&["tool"]) && global).then_some(Left {
            what: "a program",
            directory: "/root/.dotnet/tools",
            instead: "Install it with `--tool-path` outside of it",
            variable: "DOTNET_CLI_HOME",
            remedy: Remedy::None,
        })
    }

    /// Whether it stays in root's home as far as the file shows: root runs the command, nothing moves the place, and
    /// nothing takes from there later.
    fn stays(&self, cx: &Context, call: &Call) -> bool {
        let env = &call.step.before.env;
        let set = |name: &str| env.get(name).and_then(Value::known);
        let text = cx.instruction(call.step).span.of(cx.text);
        let moved = set(self.variable).is_some()
            || set("HOME").is_some_and(|home| home != HOME)
            || [self.variable, "HOME="].iter().any(|word| text.contains(word));
        let later = cx.all_calls().skip_while(|other| !std::ptr::eq(other.event, call.event));
        let taken = later.skip(1).any(|other| {
            let takes = matches!(other.line.program.as_str(), "cp" | "mv" | "ln" | "rsync" | "rm");
            takes && other.line.operand_texts().any(|path| is_within(path, HOME))
        });
        call.uid.is_known_and(|uid| *uid == 0) && !moved && !taken
    }

    fn fix(&self, cx: &Context, call: &Call) -> Option<Fix> {
        match self.remedy {
            Remedy::Without(option) => {
                let word = call.line.arguments().iter().find(|word| word.text() == option)?;
                fix(format!("Leave out {option}"), vec![without(cx, word.span)])
            }
            Remedy::Set(place) if !call.step.triggered => {
                let line = format!("ENV {}={place}", self.variable);
                let edit = before(cx, cx.instruction(call.step), &line);
                fix(format!("Set {}", self.variable), vec![edit])
            }
            _ => None,
        }
    }
}
