//! `unroot rules` and `unroot explain`.

use super::outcome::{Failure, Outcome};
use super::output::print;
use unroot::rules;

pub fn list() -> Result<Outcome, Failure> {
    let width = rules::all().map(|rule| rule.id.len()).max().unwrap_or(0);
    let line = |rule: &unroot::finding::Rule| {
        format!("{:width$}  {:7}  {}\n", rule.id, rule.severity.name(), rule.title)
    };
    print(&rules::all().map(line).collect::<String>())?;
    Ok(Outcome::Clean)
}

pub fn explain(id: &str) -> Result<Outcome, Failure> {
    let rule = rules::find(id).ok_or_else(|| Failure(format!("no rule is called '{id}'")))?;
    print(rule.text)?;
    Ok(Outcome::Clean)
}
