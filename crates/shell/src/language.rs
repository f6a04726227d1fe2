//! Which shell reads a script, and what it can't read.
//!
//! What each one refuses was seen with dash 0.5.12, BusyBox 1.35 and bash 5.2.

use super::tree::{
    Assignment, Command, List, Part, Pipeline, Redirect, RedirectKind, Simple, Word,
};

/// A shell of the language of `sh`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// `/bin/sh` of Debian and Ubuntu.
    Dash,
    /// BusyBox's, `/bin/sh` of Alpine.
    Ash,
    /// `/bin/sh` elsewhere, and `bash` itself.
    Bash,
}

impl List {
    /// How many of the list's pipelines run before `language` meets a line with a syntax error; `None` where it
    /// reads all. A line runs when it is read as a whole.
    pub fn until_refused(&self, language: Language) -> Option<usize> {
        if language == Language::Bash {
            return None;
        }
        let at = self.items.iter().position(|(_, pipeline)| in_pipeline(pipeline, language))?;
        let lines = self.items[..=at].iter().rposition(|(_, pipeline)| pipeline.on_new_line);
        Some(lines.unwrap_or(0))
    }
}

fn in_list(list: &List, language: Language) -> bool {
    list.items.iter().any(|(_, pipeline)| in_pipeline(pipeline, language))
}

fn in_pipeline(pipeline: &Pipeline, language: Language) -> bool {
    pipeline.pipes_errors || pipeline.commands.iter().any(|command| in_command(command, language))
}

fn in_command(command: &Command, language: Language) -> bool {
    let list = |list: &List| in_list(list, language);
    let word = |word: &Word| in_word(word, language);
    let redirects = |all: &[Redirect]| all.iter().any(|one| in_redirect(one, language));
    match command {
        Command::Simple(simple) => in_simple(simple, language),
        Command::Group(body, after) | Command::Subshell(body, after) => {
            list(body) || redirects(after)
        }
        Command::If { branches, otherwise, redirects: after } => {
            branches.iter().any(|(condition, body)| list(condition) || list(body))
                || otherwise.as_ref().is_some_and(list)
                || redirects(after)
        }
        Command::For { name, words, body, redirects: after } => {
            // `for ((…))` has no name.
            name.is_empty() || words.iter().flatten().any(word) || list(body) || redirects(after)
        }
        Command::While { condition, body, redirects: after, .. } => {
            list(condition) || list(body) || redirects(after)
        }
        Command::Case(case) => {
            let arm =
                |(patterns, body): &(Vec<Word>, List)| patterns.iter().any(word) || list(body);
            word(&case.word) || case.arms.iter().any(arm) || redirects(&case.redirects)
        }
        Command::Function { body, keyword, .. } => {
            (*keyword && language == Language::Dash) || in_command(body, language)
        }
        Command::Unknown(_) => false,
    }
}

fn in_simple(simple: &Simple, language: Language) -> bool {
    let assignment = |assignment: &Assignment| match &assignment.value {
        Some(word) => in_word(word, language),
        None => true,
    };
    simple.assignments.iter().any(assignment)
        || simple.words.iter().any(|word| in_word(word, language))
        || simple.redirects.iter().any(|redirect| in_redirect(redirect, language))
}

fn in_redirect(redirect: &Redirect, language: Language) -> bool {
    redirect.kind == RedirectKind::HereString || in_word(&redirect.target, language)
}

fn in_word(word: &Word, language: Language) -> bool {
    word.parts.iter().any(|part| match part {
        Part::Array => true,
        Part::Process => language == Language::Dash,
        Part::Substitution { list, .. } => in_list(list, language),
        Part::Parameter(parameter) => {
            parameter.word.as_ref().is_some_and(|word| in_word(word, language))
        }
        _ => false,
    })
}
