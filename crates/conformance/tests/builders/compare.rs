//! Holds one claim against the simulation.

use crate::cases::Run;
use crate::printed::Claim;
use unroot::Analysis;
use unroot::model::{Contents, EventKind, Files, Identity, Outcome, State, Step, Value};

/// How a statement turned out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    Right,
    /// What the simulation says instead.
    Wrong(String),
    /// The simulation says that it does not know.
    Unknown,
}

/// The count.
#[derive(Default)]
pub struct Tally {
    pub statements: usize,
    pub unknown: usize,
    /// Those of them that are modes: of files that only the build context, an archive or the network has.
    pub unknown_modes: usize,
    pub wrong: Vec<String>,
    /// Printed lines that are no claims of the simulation.
    pub unread: Vec<String>,
}

impl Tally {
    pub fn verdict(&mut self, what: String, verdict: Verdict) {
        self.statements += 1;
        match verdict {
            Verdict::Right => {}
            Verdict::Unknown => self.unknown += 1,
            Verdict::Wrong(said) => {
                self.wrong.push(format!("{what}, but the simulation says {said}"))
            }
        }
    }

    pub fn add(&mut self, other: Tally) {
        self.statements += other.statements;
        self.unknown += other.unknown;
        self.unknown_modes += other.unknown_modes;
        self.wrong.extend(other.wrong);
        self.unread.extend(other.unread);
    }
}

/// Whether the build went through, and where not.
pub fn outcome(analysis: &Analysis, run: &Run, tally: &mut Tally) {
    let reached = analysis.build.stages.iter().filter(|stage| stage.reached);
    let steps: Vec<&Step> = reached.flat_map(|stage| &stage.steps).map(AsRef::as_ref).collect();
    let failing = steps.iter().find(|step| matches!(step.outcome, Outcome::Fails(_)));
    let unsure = steps.iter().any(|step| matches!(step.outcome, Outcome::Unknown(_)));
    let text = |step: &Step| step.span.of(&analysis.text).to_owned();
    let verdict = match (run.failed, failing) {
        (true, Some(step)) => {
            // BuildKit names the command that failed.
            let command = run.messages.iter().find_map(|line| {
                let rest = line.split("process \"/bin/sh -c ").nth(1)?;
                rest.split("\" did not complete").next()
            });
            match command.map(|command| command.replace("\\\"", "\"").replace("\\\\", "\\")) {
                Some(command) if !text(step).contains(&command) => Verdict::Wrong(text(step)),
                _ => Verdict::Right,
            }
        }
        (false, None) if unsure => Verdict::Unknown,
        (false, None) => Verdict::Right,
        (true, None) if unsure => Verdict::Unknown,
        (true, None) => Verdict::Wrong("that nothing stops it".into()),
        (false, Some(step)) => Verdict::Wrong(format!("that it stops at {}", text(step))),
    };
    tally.verdict(format!("fails: {}", run.failed), verdict);
}

/// A claim that `step` printed.
pub fn claim(step: &Step, claim: &Claim) -> Verdict {
    let who = step.before.identity();
    match claim {
        Claim::Uid(path, uid) => number(during(step, path).0, *uid),
        Claim::Gid(path, gid) => number(during(step, path).1, *gid),
        Claim::Mode(path, mode) => number(during(step, path).2, *mode),
        Claim::Variable(name, _) if is_secret(step, name) => Verdict::Unknown,
        _ => of_identity(&who, &step.before, claim),
    }
}

fn is_secret(step: &Step, name: &str) -> bool {
    step.events.iter().any(|event| match &event.kind {
        EventKind::Mounted(mounted) => mounted.variable.as_deref() == Some(name),
        _ => false,
    })
}

/// What the container's own `id` said.
pub fn start(analysis: &Analysis, claim: &Claim) -> Verdict {
    let verdict = &analysis.verdict;
    match claim {
        Claim::IdUid(uid) => option(verdict.uid, *uid),
        Claim::IdGid(gid) => option(verdict.gid, *gid),
        _ => match last(analysis) {
            Some(state) => of_identity(&state.starts_as(), state, claim),
            None => Verdict::Wrong("that there is no image".into()),
        },
    }
}

/// The container can't be started for want of `name`.
pub fn refuses_start(analysis: &Analysis, name: &str) -> Verdict {
    let missing = last(analysis).and_then(|state| state.starts_as().missing);
    match missing {
        Some(missing) if missing.name == name => Verdict::Right,
        other => Verdict::Wrong(format!("{other:?}")),
    }
}

fn last(analysis: &Analysis) -> Option<&State> {
    let target = analysis.build.target?;
    analysis.build.stages[target].steps.last().map(|step| &*step.after)
}

fn of_identity(who: &Identity, state: &State, claim: &Claim) -> Verdict {
    match claim {
        Claim::IdUid(uid) => number(Some(who.uid.clone()), *uid),
        Claim::IdGid(gid) => number(Some(who.gid.clone()), *gid),
        Claim::IdGroups(groups) => {
            let Some(gid) = who.gid.known() else { return Verdict::Unknown };
            let mut ours = who.groups.clone();
            ours.push(*gid);
            ours.sort_unstable();
            ours.dedup();
            same(&ours, groups)
        }
        Claim::Pwd(path) => match state.workdir.known() {
            Some(ours) => same(&state.files.resolve(ours, true), path),
            None => Verdict::Unknown,
        },
        Claim::Variable(name, value) => match (state.env.get(name), name.as_str()) {
            (Some(Value::Known(ours, _)), _) => same(ours, value),
            (Some(Value::Unknown(_)), _) => Verdict::Unknown,
            (None, "HOME") => match &who.home {
                Some(home) => same(home, value),
                None => Verdict::Unknown,
            },
            (None, _) => same(&String::new(), value),
        },
        Claim::Uid(..) | Claim::Gid(..) | Claim::Mode(..) => Verdict::Unknown,
    }
}

type Owner = (Option<Value<u32>>, Option<Value<u32>>, Option<Value<u32>>);

/// Owner, group and mode of `path` while `step` runs: its mounts lie over the image.
fn during(step: &Step, path: &str) -> Owner {
    let mounted = step.events.iter().find_map(|event| match &event.kind {
        EventKind::Mounted(mounted) if mounted.target.is_known_and(|at| at == path) => {
            Some(mounted)
        }
        _ => None,
    });
    if let Some(mounted) = mounted {
        let (uid, gid) = (mounted.uid.clone(), mounted.gid.clone());
        return (Some(uid), Some(gid), Some(mounted.mode.clone()));
    }
    let covered = step.events.iter().any(|event| match &event.kind {
        EventKind::Mounted(mounted) => mounted.target.is_known_and(|at| {
            path.starts_with(&format!("{at}/")) || at.starts_with(&format!("{path}/"))
        }),
        _ => false,
    });
    if covered {
        return (None, None, None);
    }
    of(&step.after.files, path)
}

fn of(files: &Files, path: &str) -> Owner {
    let real = files.resolve(path, false);
    match files.get(&real) {
        Some(node) => (Some(node.uid.clone()), Some(node.gid.clone()), Some(node.mode.clone())),
        None => match files.may_hold(&real) {
            // File or directory, nobody knows which.
            Contents::More { owner, files: file, directories, .. } => {
                let mode = (file.known() == directories.known()).then(|| file.clone());
                (Some(owner.uid.clone()), Some(owner.gid.clone()), mode)
            }
            Contents::Listed if files.exists(&real) == Some(false) => {
                let nothing = Value::Known(u32::MAX, unroot::model::Cause::Default);
                (Some(nothing.clone()), Some(nothing.clone()), Some(nothing))
            }
            Contents::Listed => (None, None, None),
        },
    }
}

fn number(ours: Option<Value<u32>>, theirs: u32) -> Verdict {
    match ours.as_ref().and_then(Value::known) {
        Some(ours) => same(ours, &theirs),
        None => Verdict::Unknown,
    }
}

fn option(ours: Option<u32>, theirs: u32) -> Verdict {
    ours.map_or(Verdict::Unknown, |ours| same(&ours, &theirs))
}

fn same<T: PartialEq + std::fmt::Debug>(ours: &T, theirs: &T) -> Verdict {
    if ours == theirs { Verdict::Right } else { Verdict::Wrong(format!("{ours:?}")) }
}
