//! What the container runs and what the image is for, in words.

use super::Start;
use super::image::Image;
use super::runs::{Origin, Runs, Started};
use crate::image::{self, Kind, NeedsRoot, Running};
use crate::model::{Build, EventKind, Purpose, behind_step_down};
use crate::program;
use crate::verdict::{Answer, Verdict, own_entrypoint};
use dockerfile::Dockerfile;
use shell::Invocation;

/// What there is to say of the start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Says {
    /// What the image is for, where the reader states it or the file shows it.
    pub purpose: Option<Purpose>,
    /// Whether the reader states it.
    pub is_stated: bool,
    /// The programs that the container runs, in order, as far as they are known.
    pub programs: Vec<Program>,
    /// All that in one or two sentences of Markdown; empty where the build fails or the container can't start.
    pub sentence: String,
}

/// A program that the container runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// Its base name; for a script as the command gives it.
    pub name: String,
    /// Login name or UID that it starts as, if known.
    pub user: Option<String>,
    /// The user that it, or its workers, drop to by default.
    pub drops_to: Option<String>,
}

/// Programs that a start script calls on its way.
const ON_THE_WAY: [&str; 11] =
    ["chgrp", "chmod", "chown", "cp", "install", "ln", "mkdir", "mv", "rm", "rmdir", "touch"];

/// Programs that the sentence names; of more, how many.
const NAMED: usize = 4;

impl Start {
    /// What there is to say of it; `build`, `dockerfile` and `verdict` are those of its text.
    pub fn says(&self, build: &Build, dockerfile: &Dockerfile, verdict: &Verdict) -> Says {
        let Some(image) = Image::of(build, dockerfile, "") else { return Says::default() };
        let is_stated = self.purpose.is_some() && build.assumptions.purpose.is_some();
        let open = !is_stated && self.is_left_to_the_base(&image);
        let mut says =
            Says { purpose: self.purpose.filter(|_| !open), is_stated, ..Says::default() };
        if verdict.builds == Answer::No || image.who.missing.is_some() {
            return says;
        }
        let shown = Shown { image: &image, runs: &self.runs, verdict };
        let programs = shown.programs();
        let lead = match says.purpose {
            _ if open => image.base().map(|name| {
                format!(
                    "`{name}` decides what the container runs: this file starts nothing of its own."
                )
            }),
            Some(purpose) if is_stated => {
                Some(format!("You stated what the image is for: {}.", purpose.words()))
            }
            Some(purpose) => shown.lead(purpose),
            None => None,
        };
        let runs = match says.purpose {
            Some(Purpose::Base | Purpose::Export) => None,
            _ => shown.sentence(&programs),
        };
        says.sentence = [lead, runs].into_iter().flatten().collect::<Vec<_>>().join(" ");
        says.programs = programs.into_iter().map(|(_, program)| program).collect();
        says
    }

    /// Whether nothing in the file says what starts, and the base image may start something.
    fn is_left_to_the_base(&self, image: &Image) -> bool {
        self.purpose == Some(Purpose::Base) && !self.runs.is_own && !starts_nothing(image)
    }
}

/// Whether the base image is known to start no program of its own: a distribution, or a language.
fn starts_nothing(image: &Image) -> bool {
    image.base().is_some_and(|name| {
        image::service(name).is_some_and(|service| service.program.is_empty())
            || image.facts().is_some_and(image::is_distribution)
    })
}

struct Shown<'a> {
    image: &'a Image<'a>,
    runs: &'a Runs,
    verdict: &'a Verdict,
}

impl Shown<'_> {
    /// The programs with the words of the command that starts each.
    fn programs(&self) -> Vec<(String, Program)> {
        let (image, state) = (self.image, self.image.state);
        let user = || match &self.verdict.drops_to {
            Some(to) => Some(to.clone()),
            None if image.who.is_root() => Some("root".to_owned()),
            None => image.who.label(),
        };
        let own = own_entrypoint(state);
        if !self.runs.is_own || own.is_some() && state.entrypoint.is_none() {
            let given = state.entrypoint.is_none().then(|| self.runs.started.first()).flatten();
            let given = given.map(|started| started.call.program.as_str());
            let given = given.filter(|name| !name.starts_with('-') && !name.is_empty());
            let program = || image.service()?.program.first().copied();
            return match given.or_else(program) {
                Some(name) => vec![(name.to_owned(), self.program(name.to_owned(), user(), None))],
                None => Vec::new(),
            };
        }
        // What a base image that nobody knows puts before CMD is unknown.
        if state.entrypoint.is_none() && image.facts().is_none() && !image.is_from_scratch() {
            return Vec::new();
        }
        let named = self.runs.started.iter().filter(|started| is_named(started));
        let mut programs: Vec<(String, Program)> = Vec::new();
        for started in named {
            let call = match behind_step_down(&started.call) {
                Some(call) => call,
                None => started.call.clone(),
            };
            let (words, name) = match started.origin {
                Origin::Script => {
                    let script = script(&call);
                    (script.to_owned(), script.to_owned())
                }
                _ => (words(&call), call.program.clone()),
            };
            if programs.iter().all(|(known, _)| *known != words) {
                programs.push((words, self.program(name, user(), Some(&call))));
            }
        }
        programs
    }

    fn program(&self, name: String, user: Option<String>, call: Option<&Invocation>) -> Program {
        let root = user.as_deref() == Some("root");
        let drops_to = image::running(&name).filter(|_| root).and_then(|row| {
            let told = call.is_some_and(|call| super::needs::becomes(call).is_some());
            self.account(row, &name).filter(|_| !told).map(str::to_owned)
        });
        Program { name, user, drops_to }
    }

    /// The account that the program's package, or the base image, has it drop to.
    fn account(&self, row: &'static Running, name: &str) -> Option<&'static str> {
        if row.root != NeedsRoot::First {
            return None;
        }
        let image = self.image;
        let parent = image.state.drops_privileges.filter(|facts| facts.drops_to.is_none());
        let service = image.service().filter(|service| service.program.contains(&name));
        if let (Some(_), Some(service)) = (parent, service) {
            return service.user;
        }
        let account = image::packaged(name, image.state.family?)?.account?;
        is_installed(image, row).then_some(account)
    }

    /// What the image is for, where the programs alone don't say it.
    fn lead(&self, purpose: Purpose) -> Option<String> {
        Some(match purpose {
            Purpose::Application => return None,
            Purpose::Base => match self.runs.started.first() {
                None => "A base image: nothing of its own starts.".into(),
                Some(started) if self.runs.keeps_alive() => {
                    let words = words_of(&started.call);
                    format!(
                        "`{words}` only keeps the container running: nothing of its own starts."
                    )
                }
                Some(started) => {
                    format!(
                        "A base image: only `{}` starts, nothing of its own.",
                        started.call.program
                    )
                }
            },
            Purpose::Tool => "Probably a command-line tool, because it exposes no port.".into(),
            Purpose::Action => "A GitHub action.".into(),
            Purpose::Workspace => {
                "A development workspace: the tool that starts it decides as which user.".into()
            }
            Purpose::Toolbox => {
                "An image for Toolbox, which creates the user when it starts the container.".into()
            }
            Purpose::System => "An init manages services in it, as on a machine.".into(),
            Purpose::Export => "Nothing starts: its files are taken out of it.".into(),
            Purpose::Test => "The container runs tests.".into(),
        })
    }

    /// Which programs run, as whom, and what they drop to.
    fn sentence(&self, programs: &[(String, Program)]) -> Option<String> {
        let (words, first) = programs.first()?;
        let user = match first.user.as_deref() {
            Some("root") => " as root".to_owned(),
            Some(name) => format!(" as `{name}`"),
            None => String::new(),
        };
        let drops = programs.iter().filter_map(|(_, program)| {
            let row = image::running(&program.name)?;
            let parts = ["workers", "children", "pools"];
            let parts = parts.into_iter().find(|parts| row.why.contains(parts));
            let whose = match (programs.len(), parts) {
                (1, Some(parts)) => format!("its {parts} drop"),
                (1, None) => "it drops".to_owned(),
                (_, Some(parts)) => format!("the {parts} of `{}` drop", program.name),
                (_, None) => format!("`{}` drops", program.name),
            };
            Some(format!("; {whose} to `{}` by default", program.drops_to.as_deref()?))
        });
        let drops: String = drops.collect();
        if programs.len() > 1 {
            let named: Vec<String> =
                programs.iter().take(NAMED).map(|(words, _)| format!("`{words}`")).collect();
            let named = match (named.split_last(), programs.len() - named.len()) {
                (Some((last, before)), 0) => format!("{} and {last}", before.join(", ")),
                (_, more) => format!("{} and {more} more", named.join(", ")),
            };
            return Some(format!("The start command calls {named}{user}{drops}."));
        }
        let hidden =
            self.runs.started.iter().find(|started| is_named(started) && started.is_hidden());
        let then = match hidden.map(|started| started.origin) {
            Some(Origin::Script) => ". What this script starts isn't in the Dockerfile",
            Some(Origin::Known(_)) => ", which starts other programs",
            _ => "",
        };
        Some(format!("The container runs `{words}`{user}{drops}{then}."))
    }
}

/// Whether a command of the start is worth a name: not one of the shell, nor one that only prepares files.
fn is_named(started: &Started) -> bool {
    let name = started.call.program.as_str();
    started.origin != Origin::Common && !name.is_empty() && !ON_THE_WAY.contains(&name)
}

/// The program; what an interpreter is given goes with it.
fn words(call: &Invocation) -> String {
    let interpreter =
        image::running(&call.program).is_some_and(|row| row.kind == Kind::Interpreter);
    let given = call.arguments().iter().position(|word| !word.text().starts_with('-'));
    match given {
        Some(at @ 0..=1) if interpreter => {
            let words = call.arguments()[..=at].iter().map(|word| word.text());
            let whole = [&call.program]
                .into_iter()
                .map(String::as_str)
                .chain(words)
                .collect::<Vec<_>>()
                .join(" ");
            let plain = whole.len() <= 60 && !whole.contains(['`', '\n', '$']);
            if plain { whole } else { call.program.clone() }
        }
        _ => call.program.clone(),
    }
}

fn words_of(call: &Invocation) -> String {
    call.words.iter().map(|word| word.text()).collect::<Vec<_>>().join(" ")
}

/// The script that a command starts, or that it gives to a shell.
fn script(call: &Invocation) -> &str {
    let given = call.operand(0).filter(|_| program::is_shell(&call.program));
    given.or(call.words.first()).map_or("", |word| word.text())
}

/// Whether a line installs the package of the program.
fn is_installed(image: &Image, row: &'static Running) -> bool {
    let stages = image.build.chain(image.stage);
    let mut events = stages.iter().flat_map(|stage| &stage.steps).flat_map(|step| &step.events);
    events.any(|event| {
        let EventKind::Ran(ran) = &event.kind else { return false };
        program::packages(&ran.call.program).is_some_and(|manager| {
            let is_it =
                |package| image::installed_by(package).is_some_and(|of| std::ptr::eq(of, row));
            manager.installs(&ran.call) && manager.named(&ran.call).into_iter().flatten().any(is_it)
        })
    })
}
