//! Goals about who runs: the container, and single lines.

use super::steps::{absent, steps_with};
use super::{image, names};
use crate::{Reached, Who};
use unroot::Analysis;
use unroot::finding::Certainty;
use unroot::model::{Identity, Lookup, Missing, Subject};
use unroot::verdict::{RunsAs, Verdict};

/// The verdict of an image that builds as far as is known.
fn verdict(analysis: &Analysis) -> Result<&Verdict, Reached> {
    image(analysis).map(|_| &analysis.verdict)
}

/// What a goal comes to that the verdict speaks against, or can't answer.
fn otherwise(verdict: &Verdict, known: bool) -> Reached {
    // Nobody of that name: the container can't start, whatever a number would be.
    let cannot_start =
        verdict.runs_as == RunsAs::Unknown && !matches!(verdict.certainty, Certainty::Unknown(_));
    if known || cannot_start {
        Reached::Missed(format!("{}.", verdict.headline))
    } else {
        Reached::Unknown(verdict.because.clone())
    }
}

pub(super) fn is_root(analysis: &Analysis, root: bool) -> Reached {
    let verdict = match verdict(analysis) {
        Ok(verdict) => verdict,
        Err(missed) => return missed,
    };
    let wanted = if root { RunsAs::Root } else { RunsAs::NonRoot };
    let certain = verdict.certainty == Certainty::Certain;
    match verdict.runs_as {
        runs_as if runs_as == wanted && certain => Reached::Met,
        runs_as => otherwise(verdict, certain || (runs_as != RunsAs::Unknown && runs_as != wanted)),
    }
}

pub(super) fn uid(analysis: &Analysis, uid: u32) -> Reached {
    number(analysis, uid, |verdict| verdict.uid)
}

pub(super) fn gid(analysis: &Analysis, gid: u32) -> Reached {
    match number(analysis, gid, |verdict| verdict.gid) {
        Reached::Missed(why) => Reached::Missed(match analysis.verdict.gid {
            Some(other) => format!("Starts with GID {other}."),
            None => why,
        }),
        other => other,
    }
}

fn number(analysis: &Analysis, wanted: u32, of: fn(&Verdict) -> Option<u32>) -> Reached {
    match verdict(analysis) {
        Err(missed) => missed,
        Ok(verdict) => match of(verdict) {
            Some(number) if number == wanted => Reached::Met,
            other => otherwise(verdict, other.is_some()),
        },
    }
}

pub(super) fn user(analysis: &Analysis, name: &str) -> Reached {
    match verdict(analysis) {
        Err(missed) => missed,
        // A name that nobody has is in the verdict too, and does not start.
        Ok(verdict)
            if verdict.user.as_deref() == Some(name) && verdict.runs_as != RunsAs::Unknown =>
        {
            Reached::Met
        }
        Ok(verdict) => otherwise(verdict, verdict.runs_as != RunsAs::Unknown),
    }
}

pub(super) fn drops_to(analysis: &Analysis, user: &str) -> Reached {
    let image = match image(analysis) {
        Ok(image) => image,
        Err(missed) => return missed,
    };
    let verdict = &analysis.verdict;
    match (verdict.runs_as, verdict.drops_to.as_deref()) {
        (RunsAs::Root, Some(to)) if to == user => match image.state.accounts.user(user) {
            Lookup::Missing { .. } if user.parse::<u32>().is_err() => {
                Reached::Missed(format!("No user is called `{user}` in this image."))
            }
            Lookup::Maybe(cause) => {
                image.unknown(&format!("Whether there is a user `{user}`"), &cause)
            }
            _ => Reached::Met,
        },
        (RunsAs::Root, Some(to)) => Reached::Missed(format!("It steps down to `{to}`.")),
        (RunsAs::Root, None) => {
            Reached::Missed(format!("{}, and nothing steps down.", verdict.headline))
        }
        (runs_as, _) => otherwise(verdict, runs_as != RunsAs::Unknown),
    }
}

pub(super) fn runs_as(analysis: &Analysis, line: &str, user: &Who) -> Reached {
    let mut reached = Reached::Missed(absent(line));
    for (instruction, who) in steps_with(analysis, line) {
        let line = instruction.first_line;
        match is(who, user) {
            Some(true) => reached = Reached::Met,
            Some(false) => {
                let user = |missing: &Missing| missing.subject == Subject::User;
                let nobody = who.missing.as_ref().is_some_and(user);
                let rest = if nobody { ", whom nothing creates" } else { "" };
                let who = names::told_identity(who);
                return Reached::Missed(format!("Line {line} runs as {who}{rest}."));
            }
            None => return Reached::Unknown(format!("Who runs line {line} can't be told.")),
        }
    }
    reached
}

/// Whether `who` is the user that a course names.
fn is(who: &Identity, user: &Who) -> Option<bool> {
    let uid = || who.uid.known().copied();
    match user {
        _ if who.missing.is_some() => Some(false),
        Who::Id(id) => Some(uid()? == *id),
        Who::Name(name) if name == "root" => Some(uid()? == 0),
        Who::Name(name) if who.name.as_ref() == Some(name) => Some(true),
        Who::Name(_) => {
            // Somebody of another name, or a number that has none.
            let known = who.name.is_some() || uid().is_some();
            known.then_some(false)
        }
    }
}
