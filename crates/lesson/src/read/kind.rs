//! Goals and questions.

use crate::table::Table;
use crate::{Asks, Goal, Kind, Problem, Quiz, Who};
use serde_json::Value;
use unroot::finding::Rule;
use unroot::model::join;
use unroot::rules;
use unroot::verdict::Policy;

/// Choices that a question may have.
const CHOICES: usize = 8;

/// A goal; `place` is how a problem calls it.
pub(super) fn goal(value: Value, place: &str) -> Result<Goal, Problem> {
    let mut table = Table::of(value, place)?;
    let says = table.line("says")?;
    let is = table.line("is")?;
    let kind = match is.as_str() {
        "builds" => Kind::Builds,
        "starts-as-non-root" => Kind::StartsAsNonRoot,
        "starts-as-root" => Kind::StartsAsRoot,
        "uid" => Kind::Uid(table.number("number")?),
        "gid" => Kind::Gid(table.number("number")?),
        "user" => Kind::User(table.line("name")?),
        "drops-to" => Kind::DropsTo(table.line("user")?),
        "writable" => Kind::Writable(path(&mut table)?),
        "not-writable" => Kind::NotWritable(path(&mut table)?),
        "readable" => Kind::Readable(path(&mut table)?),
        "not-readable" => Kind::NotReadable(path(&mut table)?),
        "owner" => Kind::Owner {
            path: path(&mut table)?,
            user: who(&mut table, "user")?,
            group: if table.has("group") { Some(who(&mut table, "group")?) } else { None },
        },
        "mode" => Kind::Mode { path: path(&mut table)?, mode: mode(&mut table)? },
        "no-finding" => {
            Kind::NoFinding { rule: rule(&mut table)?, ignored: table.flag("ignored")? }
        }
        "no-warnings" => Kind::NoWarnings,
        "runs-as" => Kind::RunsAs { line: table.line("line")?, user: who(&mut table, "user")? },
        "admitted" => Kind::Admitted(policy(&mut table)?),
        "keeps" => Kind::Keeps(table.line("line")?),
        "stages" => Kind::Stages(table.number("number")?),
        other => return Err(table.problem(format!("nobody knows the kind `{other}`"))),
    };
    table.end()?;
    Ok(Goal { says, kind })
}

/// A question, whose words stand in the lesson's text.
pub(super) fn quiz(value: Value, question: String, place: &str) -> Result<Quiz, Problem> {
    let mut table = Table::of(value, place)?;
    let asks = match table.line("asks")?.as_str() {
        "owner" => Asks::Owner(path(&mut table)?),
        "starts-as" => Asks::StartsAs,
        "runs-line" => Asks::RunsLine(table.line("line")?),
        "mode" => Asks::Mode(path(&mut table)?),
        "writable" => Asks::Writable(path(&mut table)?),
        other => return Err(table.problem(format!("nobody can be asked for `{other}`"))),
    };
    let mut choices: Vec<String> = Vec::new();
    for choice in table.list("choices", CHOICES)? {
        match choice {
            Value::String(choice) if choices.contains(&choice) => {
                return Err(table.problem(format!("the choice `{choice}` comes twice")));
            }
            Value::String(choice) if !choice.is_empty() => choices.push(choice),
            _ => return Err(table.problem("a choice has to be text, in quotes")),
        }
    }
    if choices.len() < 2 {
        return Err(table.problem("a question has at least two choices"));
    }
    table.end()?;
    Ok(Quiz { question, asks, choices })
}

/// An absolute path, clean.
fn path(table: &mut Table) -> Result<String, Problem> {
    let path = table.line("path")?;
    if join("/", &path) == path {
        return Ok(path);
    }
    let message =
        format!("`{path}` is no whole path: it begins with `/`, and does not end with one");
    Err(table.problem(message))
}

/// A name in quotes, or a number without them.
fn who(table: &mut Table, key: &str) -> Result<Who, Problem> {
    if table.is_number(key) {
        return table.number(key).map(Who::Id);
    }
    let name = table.line(key)?;
    if name.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(table.problem(format!("`{key}` is a number: write {name} without quotes")));
    }
    Ok(Who::Name(name))
}

/// Four octal digits.
fn mode(table: &mut Table) -> Result<u32, Problem> {
    let text = table.line("mode")?;
    let mode =
        u32::from_str_radix(&text, 8).ok().filter(|_| text.len() == 4 && !text.starts_with('+'));
    mode.ok_or_else(|| table.problem("`mode` has to be four octal digits, such as `0750`"))
}

fn rule(table: &mut Table) -> Result<&'static Rule, Problem> {
    let id = table.line("rule")?;
    rules::find(&id).ok_or_else(|| table.problem(format!("no rule is called `{id}`")))
}

fn policy(table: &mut Table) -> Result<Policy, Problem> {
    let id = table.line("policy")?;
    let found = Policy::ALL.into_iter().find(|policy| policy.id() == id);
    found.ok_or_else(|| table.problem(format!("no policy is called `{id}`")))
}
