//! Goals and questions.

use crate::shape::{Account, Keys, Line, Mode, Number, Path, PolicyId, RuleId};
use crate::{Asks, Goal, Kind, Problem, Quiz};
use serde::Deserialize;
use serde_json::Value;

/// Choices that a question may have.
const CHOICES: usize = 8;

/// A goal; `place` is how a problem calls it. `is` names its kind, which has keys of its own.
pub(super) fn goal(value: Value, place: &str) -> Result<Goal, Problem> {
    let mut keys = Keys::of(value, place)?;
    let Line(says) = keys.take("says")?;
    let Line(is) = keys.take("is")?;
    let kind = match is.as_str() {
        "builds" => Kind::Builds,
        "starts-as-non-root" => Kind::StartsAsNonRoot,
        "starts-as-root" => Kind::StartsAsRoot,
        "uid" => Kind::Uid(keys.number()?),
        "gid" => Kind::Gid(keys.number()?),
        "user" => Kind::User(keys.line("name")?),
        "drops-to" => Kind::DropsTo(keys.line("user")?),
        "writable" => Kind::Writable(keys.path()?),
        "not-writable" => Kind::NotWritable(keys.path()?),
        "readable" => Kind::Readable(keys.path()?),
        "not-readable" => Kind::NotReadable(keys.path()?),
        "owner" => Kind::Owner {
            path: keys.path()?,
            user: keys.take::<Account>("user")?.0,
            group: keys.maybe::<Account>("group")?.map(|group| group.0),
        },
        "mode" => Kind::Mode { path: keys.path()?, mode: keys.take::<Mode>("mode")?.0 },
        "no-finding" => Kind::NoFinding {
            rule: keys.take::<RuleId>("rule")?.0,
            ignored: keys.maybe("ignored")?.unwrap_or_default(),
        },
        "no-warnings" => Kind::NoWarnings,
        "runs-as" => {
            Kind::RunsAs { line: keys.line("line")?, user: keys.take::<Account>("user")?.0 }
        }
        "admitted" => Kind::Admitted(keys.take::<PolicyId>("policy")?.0),
        "keeps" => Kind::Keeps(keys.line("line")?),
        "stages" => Kind::Stages(keys.number()?),
        other => return Err(unknown("is", other, &Kind::NAMES, place)),
    };
    keys.end()?;
    Ok(Goal { says, kind })
}

impl Keys<'_> {
    fn line(&mut self, key: &str) -> Result<String, Problem> {
        self.take(key).map(|Line(line)| line)
    }

    fn number(&mut self) -> Result<u32, Problem> {
        self.take("number").map(|Number(number)| number)
    }

    fn path(&mut self) -> Result<String, Problem> {
        self.take("path").map(|Path(path)| path)
    }
}

fn unknown(key: &str, name: &str, known: &[&str], place: &str) -> Problem {
    let known = known.join("`, `");
    Problem::at(place, format!("`{key}`: unknown name `{name}`, expected one of `{known}`"))
}

#[derive(Deserialize)]
#[serde(try_from = "Vec<String>")]
struct Choices(Vec<String>);

impl TryFrom<Vec<String>> for Choices {
    type Error = String;

    fn try_from(choices: Vec<String>) -> Result<Self, String> {
        if !(2..=CHOICES).contains(&choices.len()) {
            return Err(format!("a question has at least two choices, and {CHOICES} at most"));
        }
        let twice = choices.iter().enumerate().find(|(at, choice)| choices[..*at].contains(choice));
        match twice {
            Some((_, choice)) => Err(format!("the choice `{choice}` comes twice")),
            None if choices.iter().any(String::is_empty) => Err("a choice is empty".to_owned()),
            None => Ok(Choices(choices)),
        }
    }
}

/// A question, whose words stand in the lesson's text. `asks` says what is asked for, which has keys of
/// its own.
pub(super) fn quiz(value: Value, question: String, place: &str) -> Result<Quiz, Problem> {
    let mut keys = Keys::of(value, place)?;
    let Choices(choices) = keys.take("choices")?;
    let asks = match keys.line("asks")?.as_str() {
        "owner" => Asks::Owner(keys.path()?),
        "starts-as" => Asks::StartsAs,
        "runs-line" => Asks::RunsLine(keys.line("line")?),
        "mode" => Asks::Mode(keys.path()?),
        "writable" => Asks::Writable(keys.path()?),
        other => return Err(unknown("asks", other, &Asks::NAMES, place)),
    };
    keys.end()?;
    Ok(Quiz { question, asks, choices })
}
