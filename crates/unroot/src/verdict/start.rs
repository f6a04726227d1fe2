//! How the verdict is reached.

use super::{Answer, RunsAs, Verdict, failure, steps_down};
use crate::finding::{Certainty, Reason, describe};
use crate::image::Family;
use crate::model::{Build, Cause, Identity, Outcome, State, Step, Stop, Subject, Value};
use dockerfile::LineIndex;

/// Where names become numbers when a container starts.
const RESOLVER: &str = "github:moby/sys user/user.go, GetExecUser";

/// What the image that `build` makes starts as. `text` is the Dockerfile, for line numbers.
pub fn of(build: &Build, text: &str) -> Verdict {
    let Some(stage) = build.target.map(|target| &build.stages[target]) else {
        return no_stage(build);
    };
    let state = &stage.steps.last().expect("a stage has its FROM").after;
    let who = state.starts_as();
    let windows = state.family == Some(Family::Windows);
    let mut verdict = match (&who.missing, who.uid.known()) {
        _ if windows => on_windows(state, build),
        (Some(_), _) => cannot_start(&who, state, build),
        (None, Some(uid)) => known(*uid, &who, state, build),
        (None, None) => named_or_unknown(&who, state),
    };
    verdict.drops_to = (verdict.runs_as == RunsAs::Root).then(|| steps_down::to(state)).flatten();
    if let Some(to) = &verdict.drops_to {
        verdict.because += &format!(" The start command then steps down to `{to}`.");
    }
    if let Some(stop) = build.stops() {
        let lines = LineIndex::new(text);
        let (span, because) = match stop {
            Stop::Refused(span) => (span, failure::unreadable(lines.line(span.start))),
            Stop::Step(step, span) => (span, failure::sentence(step, lines.line(span.start))),
        };
        verdict.builds = Answer::No;
        verdict.headline = "This image does not build".into();
        verdict.because = because;
        verdict.stops = vec![Reason::at(span, "the build stops here")];
        verdict.reasons.insert(0, verdict.stops[0].clone());
    } else if let Some((step, cause)) = doubtful(build) {
        let doubt = Reason::at(step.span, "whether this line works can't be told from here");
        verdict.builds = Answer::Unknown;
        verdict.stops = vec![doubt.clone(), describe(cause)];
        verdict.reasons.push(doubt);
    } else {
        verdict.builds = Answer::Yes;
    }
    verdict
}

fn empty(headline: String, because: String, certainty: Certainty) -> Verdict {
    Verdict {
        runs_as: RunsAs::Unknown,
        uid: None,
        gid: None,
        user: None,
        certainty,
        headline,
        because,
        reasons: Vec::new(),
        drops_to: None,
        builds: Answer::Unknown,
        stops: Vec::new(),
    }
}

fn no_stage(build: &Build) -> Verdict {
    let because = match &build.assumptions.target {
        Some(target) if !build.stages.is_empty() => format!("No stage is called `{target}`."),
        _ => "There is no FROM, so there is no image.".to_owned(),
    };
    let mut verdict =
        empty("Nothing to build".into(), because.clone(), Certainty::Unknown(because));
    verdict.builds = Answer::No;
    verdict
}

/// The first step that the target needs and that may fail, and why that can't be told.
fn doubtful(build: &Build) -> Option<(&Step, &Cause)> {
    let reached = build.stages.iter().filter(|stage| stage.reached);
    let mut steps = reached.flat_map(|stage| &stage.steps);
    steps.find_map(|step| match &step.outcome {
        // What a program does is its own business: nothing here speaks against it.
        Outcome::Unknown(Cause::Opaque(_) | Cause::Outside(_)) => None,
        Outcome::Unknown(cause) => Some((&**step, cause)),
        _ => None,
    })
}

fn known(uid: u32, who: &Identity, state: &State, build: &Build) -> Verdict {
    let runs_as = if uid == 0 { RunsAs::Root } else { RunsAs::NonRoot };
    let certain = state.user.cause().is_certain() && (uid == 0 || who.uid.cause().is_certain());
    let certainty = if certain { Certainty::Certain } else { Certainty::Likely };
    // What the reader states needs no such word.
    let stated = matches!(state.user.cause(), Cause::Assumed);
    let starts = if certain || stated { "Starts" } else { "Most likely starts" };
    let headline = match &who.name {
        Some(name) => format!("{starts} as {name}, UID {uid}"),
        None if uid == 0 => format!("{starts} as root, UID 0"),
        None if state.accounts.user_by_uid(uid).is_missing() => {
            format!("{starts} as UID {uid}, which has no name in the image")
        }
        None => format!("{starts} as UID {uid}"),
    };
    let mut verdict = empty(headline, because(state, build), certainty);
    verdict.runs_as = runs_as;
    verdict.uid = Some(uid);
    verdict.gid = who.gid.known().copied();
    verdict.user = who.name.clone();
    verdict.reasons = reasons(state, who);
    verdict
}

/// One sentence on where the user comes from.
fn because(state: &State, build: &Build) -> String {
    let spec = state.user.known().map_or("", String::as_str);
    match state.user.cause() {
        Cause::At(_) if spec.is_empty() && state.family != Some(Family::Windows) => {
            "The last `USER` is empty, which means root.".into()
        }
        Cause::At(_) => format!("The last `USER` says `{spec}`."),
        Cause::Assumed => "You stated how the base image starts.".into(),
        Cause::ShowsRoot(_) => "No `USER` is set. Nobody here knows the base image, but one of the lines after it works for \
                                root alone, so it most likely starts as root."
            .into(),
        Cause::Copied(name, _) if spec.is_empty() => format!(
            "No `USER` is set, and `{name}` is most likely a copy of the official image, which starts as root."
        ),
        Cause::Image(name) | Cause::Pattern(name) if spec.is_empty() => {
            let created = build.stages.iter().filter(|stage| stage.reached).any(|stage| {
                let events = stage.steps.iter().flat_map(|step| &step.events);
                let mut kinds = events.map(|event| &event.kind);
                kinds.any(|kind| matches!(kind, crate::model::EventKind::UserCreated { .. }))
            });
            let start = match &**name {
                "scratch" => "an empty image starts as root".to_owned(),
                name => format!("`{name}` starts as root"),
            };
            let only = if created {
                "A user is created, but no `USER` switches to it"
            } else {
                "No `USER` is set"
            };
            format!("{only}, and {start}.")
        }
        Cause::Image(name) | Cause::Pattern(name) if state.starts_as().is_root() => {
            format!("No `USER` is set, and `{name}` starts as root.")
        }
        Cause::Image(name) | Cause::Pattern(name) | Cause::Copied(name, _) => {
            format!("No `USER` is set, and `{name}` starts as `{spec}`.")
        }
        _ => "That is how a container starts.".into(),
    }
}

fn reasons(state: &State, who: &Identity) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let spec = state.user.known().map_or("", String::as_str);
    match state.user.cause() {
        Cause::At(span) if spec.is_empty() && state.family != Some(Family::Windows) => {
            reasons.push(Reason::at(*span, "an empty `USER` means root"))
        }
        Cause::At(span) => reasons.push(Reason::at(*span, format!("switches to `{spec}`"))),
        cause => reasons.push(describe(cause)),
    }
    let account = who.name.as_ref().and_then(|name| state.accounts.user(name).found());
    if let Some(user) = account.filter(|user| user.name != "root") {
        let mut reason = describe(&user.cause);
        if matches!(user.cause, Cause::At(_) | Cause::Package(_)) {
            let uid = user
                .uid
                .known()
                .map_or("a UID that can't be told".into(), |uid| format!("UID {uid}"));
            reason.text = format!("creates `{}`, {uid}", user.name);
        }
        reasons.push(reason);
    }
    reasons
}

/// Whether `USER` so makes the administrator of a Windows container: empty means it too (BuildKit,
/// util/windows/util_windows.go).
pub fn is_windows_administrator(user: &str) -> bool {
    user.is_empty() || user.eq_ignore_ascii_case("ContainerAdministrator")
}

/// A name is all that there is to tell: Windows has no UIDs.
fn on_windows(state: &State, build: &Build) -> Verdict {
    let Value::Known(spec, _) = &state.user else { return unknown(state, String::new()) };
    let administrator = is_windows_administrator(spec);
    let name = if administrator { "ContainerAdministrator" } else { spec };
    let because = because(state, build) + " Windows has no UIDs.";
    let mut verdict = empty(format!("Starts as {name}"), because, Certainty::Certain);
    verdict.runs_as = if administrator { RunsAs::Root } else { RunsAs::NonRoot };
    verdict.user = Some(name.to_owned());
    verdict.reasons = reasons(state, &state.identity());
    verdict
}

fn cannot_start(who: &Identity, state: &State, build: &Build) -> Verdict {
    let missing = who.missing.as_ref().expect("checked by the caller");
    let name = &missing.name;
    let what = missing.subject.name();
    let certainty = if missing.certain { Certainty::Certain } else { Certainty::Likely };
    let because = format!("`USER` names the {what} `{name}`, and nothing creates it.");
    let mut verdict = empty(format!("Can't start: no {what} `{name}`"), because, certainty);
    verdict.user = (missing.subject == Subject::User).then(|| name.clone());
    let named = match state.user.cause() {
        Cause::At(span) => Reason::at(*span, format!("names `{name}`")),
        cause => describe(cause),
    };
    let text =
        format!("no step creates the {what} `{name}`, and the base image is not known to have it");
    let absent = Reason { text, ..base(state, build) };
    verdict.reasons = vec![
        named,
        absent,
        Reason::fact(
            "the name is looked up when the container starts, and then it fails",
            RESOLVER,
        ),
    ];
    verdict
}

/// The FROM that the target's names come from.
fn base(state: &State, build: &Build) -> Reason {
    let first = build.target_stage().and_then(|target| build.chain(target).pop());
    match first.and_then(|stage| stage.steps.first()) {
        Some(from) => Reason::at(from.span, String::new()),
        None => describe(state.user.cause()),
    }
}

fn named_or_unknown(who: &Identity, state: &State) -> Verdict {
    match (&state.user, &who.name) {
        (Value::Unknown(cause @ Cause::ShowsOrdinary(_)), _) => ordinary(cause),
        (Value::Known(..), Some(name)) if !is_powerful(name) => {
            let why = why_unknown(who.uid.cause());
            let mut verdict = empty(
                format!("Starts as {name}, UID not known"),
                format!("The image's user is `{name}`; its number can't be told: {}.", why.text),
                Certainty::Likely,
            );
            // An own name is not root's, unless its line says 0. Where the file of names was written
            // anew, there may be no such line.
            let listed = state.accounts.user(name).found().is_some();
            let rewritten = state.accounts.rewritten.is_some() && !listed;
            verdict.runs_as = if rewritten { RunsAs::Unknown } else { RunsAs::NonRoot };
            if rewritten {
                verdict.certainty = Certainty::Unknown(why.text.clone());
            }
            verdict.user = Some(name.clone());
            verdict.gid = who.gid.known().copied();
            verdict.reasons = vec![describe(state.user.cause()), why];
            verdict
        }
        _ => unknown(state, String::new()),
    }
}

/// Names that have all rights, wherever they come from.
fn is_powerful(name: &str) -> bool {
    let names = ["root", "toor", "admin", "administrator", "ContainerAdministrator", "SYSTEM"];
    names.iter().any(|known| name.eq_ignore_ascii_case(known))
}

fn ordinary(cause: &Cause) -> Verdict {
    let because = "No `USER` is set. Nobody here knows the base image, but a line after it needs `sudo`, which root does not.";
    let mut verdict =
        empty("Most likely starts as an ordinary user".into(), because.into(), Certainty::Likely);
    verdict.runs_as = RunsAs::NonRoot;
    verdict.reasons = vec![describe(cause)];
    verdict
}

/// Why a number is not known; an image's name alone would not say it.
fn why_unknown(cause: &Cause) -> Reason {
    match cause {
        Cause::Image(name) => {
            let text = format!("which numbers `{name}` has given away already is not known");
            Reason { text, ..describe(cause) }
        }
        cause => describe(cause),
    }
}

fn unknown(state: &State, why: String) -> Verdict {
    let reason = describe(state.user.cause());
    let why = if why.is_empty() { capitalise(reason.text.clone()) } else { why };
    let mut verdict =
        empty("Can't tell who starts".into(), format!("{why}."), Certainty::Unknown(why));
    verdict.reasons = vec![reason];
    verdict
}

/// Our own words all begin in ASCII; the tables for all of Unicode weigh some 20 kB.
fn capitalise(mut text: String) -> String {
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}
