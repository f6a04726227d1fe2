//! Goals and questions.

use crate::shape::{Account, Line, Mode, Number, Path, PolicyId, RuleId, read, read_variant};
use crate::{Asks, Goal, Kind, Problem, Quiz};
use serde::Deserialize;
use serde_json::{Map, Value};

/// Choices that a question may have.
const CHOICES: usize = 8;

#[derive(Deserialize)]
struct GoalKeys {
    says: Line,
    is: Line,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

/// The keys of each kind of goal; `is` names the kind.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
enum KindKeys {
    Builds {},
    StartsAsNonRoot {},
    StartsAsRoot {},
    Uid {
        number: Number,
    },
    Gid {
        number: Number,
    },
    User {
        name: Line,
    },
    DropsTo {
        user: Line,
    },
    Writable {
        path: Path,
    },
    NotWritable {
        path: Path,
    },
    Readable {
        path: Path,
    },
    NotReadable {
        path: Path,
    },
    Owner {
        path: Path,
        user: Account,
        group: Option<Account>,
    },
    Mode {
        path: Path,
        mode: Mode,
    },
    NoFinding {
        rule: RuleId,
        #[serde(default)]
        ignored: bool,
    },
    NoWarnings {},
    RunsAs {
        line: Line,
        user: Account,
    },
    Admitted {
        policy: PolicyId,
    },
    Keeps {
        line: Line,
    },
    Stages {
        number: Number,
    },
}

impl From<KindKeys> for Kind {
    fn from(keys: KindKeys) -> Kind {
        match keys {
            KindKeys::Builds {} => Kind::Builds,
            KindKeys::StartsAsNonRoot {} => Kind::StartsAsNonRoot,
            KindKeys::StartsAsRoot {} => Kind::StartsAsRoot,
            KindKeys::Uid { number } => Kind::Uid(number.0),
            KindKeys::Gid { number } => Kind::Gid(number.0),
            KindKeys::User { name } => Kind::User(name.0),
            KindKeys::DropsTo { user } => Kind::DropsTo(user.0),
            KindKeys::Writable { path } => Kind::Writable(path.0),
            KindKeys::NotWritable { path } => Kind::NotWritable(path.0),
            KindKeys::Readable { path } => Kind::Readable(path.0),
            KindKeys::NotReadable { path } => Kind::NotReadable(path.0),
            KindKeys::Owner { path, user, group } => {
                Kind::Owner { path: path.0, user: user.0, group: group.map(|group| group.0) }
            }
            KindKeys::Mode { path, mode } => Kind::Mode { path: path.0, mode: mode.0 },
            KindKeys::NoFinding { rule, ignored } => Kind::NoFinding { rule: rule.0, ignored },
            KindKeys::NoWarnings {} => Kind::NoWarnings,
            KindKeys::RunsAs { line, user } => Kind::RunsAs { line: line.0, user: user.0 },
            KindKeys::Admitted { policy } => Kind::Admitted(policy.0),
            KindKeys::Keeps { line } => Kind::Keeps(line.0),
            KindKeys::Stages { number } => Kind::Stages(number.0),
        }
    }
}

/// A goal; `place` is how a problem calls it.
pub(super) fn goal(value: Value, place: &str) -> Result<Goal, Problem> {
    let GoalKeys { says: Line(says), is: Line(is), rest } = read(value, place)?;
    let kind: KindKeys = read_variant("is", &is, rest, place)?;
    Ok(Goal { says, kind: kind.into() })
}

#[derive(Deserialize)]
struct QuizKeys {
    asks: Line,
    choices: Choices,
    #[serde(flatten)]
    rest: Map<String, Value>,
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

/// The keys of each question; `asks` names it.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
enum AsksKeys {
    Owner { path: Path },
    StartsAs {},
    RunsLine { line: Line },
    Mode { path: Path },
    Writable { path: Path },
}

/// A question, whose words stand in the lesson's text.
pub(super) fn quiz(value: Value, question: String, place: &str) -> Result<Quiz, Problem> {
    let QuizKeys { asks: Line(asks), choices: Choices(choices), rest } = read(value, place)?;
    let asks = match read_variant("asks", &asks, rest, place)? {
        AsksKeys::Owner { path } => Asks::Owner(path.0),
        AsksKeys::StartsAs {} => Asks::StartsAs,
        AsksKeys::RunsLine { line } => Asks::RunsLine(line.0),
        AsksKeys::Mode { path } => Asks::Mode(path.0),
        AsksKeys::Writable { path } => Asks::Writable(path.0),
    };
    Ok(Quiz { question, asks, choices })
}
