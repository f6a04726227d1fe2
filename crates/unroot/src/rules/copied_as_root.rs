//! After USER, or into the application's directory, COPY or ADD without --chown.

use super::context::{Context, Moment, Sink, finding, fix};
use super::handover::{Handovers, is_gone};
use super::repair::spec_for_files;
use crate::finding::{Fix, Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::{Copied, State, Step, is_within};
use dockerfile::{Body, Edit};

/// See `copied-as-root.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Info,
    guide: Section::CopiedFiles,
    also: &["tally copy-after-user-without-chown"],
    ..rule!("copied-as-root")
};

/// Directories of the system: what is copied there is seldom the program's own data.
const SYSTEM: [&str; 9] =
    ["/bin", "/boot", "/dev", "/etc", "/lib", "/proc", "/sbin", "/sys", "/usr"];

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    let Some(last) = cx.last_state() else { return };
    let who = last.identity();
    // While root starts there are worse things to say, and nobody else to own the files.
    if who.missing.is_none() && !who.is_ordinary() {
        return;
    }
    let handovers = Handovers::of(cx);
    for (Moment { stage, at, step, event }, copied) in cx.copies() {
        if !belongs_to_root(copied)
            || is_gone(stage, at, copied)
            || handovers.come_later(at, copied)
            || is_for_people(cx, step)
        {
            continue;
        }
        let after_user = step.identity_before().is_ordinary();
        if !(after_user && is_ordinary(copied) || in_application(copied, last)) {
            continue;
        }
        if !after_user && handovers.came_before(at, copied) {
            continue;
        }
        let instruction = cx.instruction(step);
        let word = &instruction.keyword_word.text;
        let message = format!(
            "These files belong to root. `USER` does not change who owns what `{word}` brings; \
             `--chown` does."
        );
        let mut reasons = vec![Reason::at(event.command, "brings files as root, whoever USER is")];
        if let Some(span) = last.user.cause().span() {
            let spec = span.of(cx.text);
            reasons.push(Reason::at(span, format!("the container runs as `{spec}`")));
        }
        let mut finding = finding(&RULE, event.span, message).certain_if(cx.is_start_certain());
        finding.because = reasons;
        let wanted = cx.offers_fixes && !step.triggered;
        let repair = spec_for_files(last).filter(|_| wanted).and_then(|spec| {
            let edit = Edit::insert(instruction.keyword_word.span.end, format!(" --chown={spec}"));
            let fix = fix(format!("Add --chown={spec}"), vec![edit])?;
            Some(linked(fix, instruction.flag("link").is_some(), &spec))
        });
        sink.push(finding.fix(repair.map(Fix::preferred)));
    }
}

/// `--link` copies onto an empty root, where names can't be looked up.
fn linked(fix: Fix, link: bool, spec: &str) -> Fix {
    let named = spec.contains(|char: char| char.is_ascii_alphabetic());
    if link && named {
        return fix.review("with `--link` BuildKit can't look names up; a number works everywhere");
    }
    fix
}

fn belongs_to_root(copied: &Copied) -> bool {
    !copied.chown
        && !copied.from
        && copied.uid.known() == Some(&0)
        && copied.destination.known().is_some()
}

/// Licences and their like, which no program has to write.
fn is_for_people(cx: &Context, step: &Step) -> bool {
    let (Body::Copy(copy) | Body::Add(copy)) = &cx.instruction(step).body else { return false };
    let mut sources = copy.sources.iter();
    sources.all(|source| {
        let name = source.text.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        let name = name.to_ascii_lowercase();
        ["attribution", "authors", "changelog", "copying", "licen", "notice", "readme"]
            .iter()
            .any(|begin| name.starts_with(begin))
    }) && !copy.sources.is_empty()
}

/// Somewhere a program may keep things of its own: not a system directory, and no single file in
/// the root.
fn is_ordinary(copied: &Copied) -> bool {
    let Some(path) = copied.destination.known() else { return false };
    let top_level_file = path.rfind('/') == Some(0) && !copied.into_directory;
    !SYSTEM.iter().any(|system| is_within(path, system)) && path != "/" && !top_level_file
}

fn in_application(copied: &Copied, last: &State) -> bool {
    let Some(path) = copied.destination.known() else { return false };
    let home = last.identity().home;
    let roots = [last.workdir.known().map(String::as_str), home.as_deref()];
    let own = |root: &str| root.len() > 1 && is_within(path, root);
    is_ordinary(copied) && roots.into_iter().flatten().any(own)
}
