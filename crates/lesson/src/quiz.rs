//! A question whose answer nobody writes down: the analysis gives it.

use super::check::{image, names, steps_with};
use unroot::Analysis;
use unroot::model::may_write;

/// A question with choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quiz {
    /// The question, Markdown.
    pub question: String,
    /// What the analysis is asked for.
    pub asks: Asks,
    /// The answers to choose from; at least two, none twice.
    pub choices: Vec<String>,
}

/// What can be asked. Paths are absolute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asks {
    /// Who owns the path at the end: a name, else the number.
    Owner(String),
    /// Who the container starts as: a name, else the number.
    StartsAs,
    /// Who runs the instruction with these words: a name, else the number.
    RunsLine(String),
    /// The mode of the path at the end: four octal digits.
    Mode(String),
    /// Whether the running user can write there: `yes` or `no`.
    Writable(String),
}

impl Asks {
    /// Every name, in the order of the documentation.
    pub const NAMES: [&str; 5] = ["owner", "starts-as", "runs-line", "mode", "writable"];

    /// What `asks` says in a course.
    pub fn name(&self) -> &'static str {
        match self {
            Asks::Owner(_) => "owner",
            Asks::StartsAs => "starts-as",
            Asks::RunsLine(_) => "runs-line",
            Asks::Mode(_) => "mode",
            Asks::Writable(_) => "writable",
        }
    }
}

impl Quiz {
    /// The answer for `analysis`; `None` where it can't be told.
    pub fn answer(&self, analysis: &Analysis) -> Option<String> {
        let image = image(analysis).ok()?;
        match &self.asks {
            Asks::Owner(path) => {
                let uid = *image.node(path).ok()?.uid.known()?;
                Some(names::user(uid, &image.state.accounts))
            }
            Asks::StartsAs => image.state.starts_as().label(),
            Asks::RunsLine(line) => {
                let mut who = steps_with(analysis, line).map(|(_, who)| who.label());
                let first = who.next()??;
                who.all(|other| other.as_ref() == Some(&first)).then_some(first)
            }
            Asks::Mode(path) => image.node(path).ok()?.mode.known().map(|mode| names::mode(*mode)),
            Asks::Writable(path) => {
                let path = image.existing(path).ok()?;
                let can = may_write(&image.who, &path, &image.state.files)?;
                Some(if can { "yes" } else { "no" }.to_owned())
            }
        }
    }

    /// The place of the right choice, from 0; `None` where the answer can't be told, or is not among
    /// the choices.
    pub fn right(&self, analysis: &Analysis) -> Option<usize> {
        let answer = self.answer(analysis)?;
        self.choices.iter().position(|choice| *choice == answer)
    }
}
