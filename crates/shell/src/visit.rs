//! Going through a script.

use super::tree::{Command, List, Part, Redirect, Simple, Word};

impl List {
    /// Every simple command by where it starts: those in substitutions after the command that
    /// holds them, those in groups, branches, loops and functions too.
    pub fn simple_commands(&self) -> Vec<&Simple> {
        let mut found = Vec::new();
        in_list(self, &mut found);
        found
    }
}

fn in_list<'a>(list: &'a List, found: &mut Vec<&'a Simple>) {
    for (_, pipeline) in &list.items {
        for command in &pipeline.commands {
            in_command(command, found);
        }
    }
}

fn in_command<'a>(command: &'a Command, found: &mut Vec<&'a Simple>) {
    match command {
        Command::Simple(simple) => in_simple(simple, found),
        Command::Group(list, redirects) | Command::Subshell(list, redirects) => {
            in_list(list, found);
            in_redirects(redirects, found);
        }
        Command::If { branches, otherwise, redirects } => {
            for (condition, body) in branches {
                in_list(condition, found);
                in_list(body, found);
            }
            if let Some(list) = otherwise {
                in_list(list, found);
            }
            in_redirects(redirects, found);
        }
        Command::For { words, body, redirects, .. } => {
            words.iter().flatten().for_each(|word| in_word(word, found));
            in_list(body, found);
            in_redirects(redirects, found);
        }
        Command::While { condition, body, redirects, .. } => {
            in_list(condition, found);
            in_list(body, found);
            in_redirects(redirects, found);
        }
        Command::Case(case) => {
            in_word(&case.word, found);
            for (patterns, list) in &case.arms {
                patterns.iter().for_each(|word| in_word(word, found));
                in_list(list, found);
            }
            in_redirects(&case.redirects, found);
        }
        Command::Function { body, .. } => in_command(body, found),
        Command::Unknown(_) => {}
    }
}

fn in_simple<'a>(simple: &'a Simple, found: &mut Vec<&'a Simple>) {
    found.push(simple);
    let values = simple.assignments.iter().filter_map(|assignment| assignment.value.as_ref());
    let mut redirects = simple.redirects.as_slice();
    for word in values.chain(&simple.words) {
        let before = redirects.partition_point(|redirect| redirect.span < word.span);
        in_redirects(&redirects[..before], found);
        redirects = &redirects[before..];
        in_word(word, found);
    }
    in_redirects(redirects, found);
}

fn in_redirects<'a>(redirects: &'a [Redirect], found: &mut Vec<&'a Simple>) {
    redirects.iter().for_each(|redirect| in_word(&redirect.target, found));
}

fn in_word<'a>(word: &'a Word, found: &mut Vec<&'a Simple>) {
    for part in &word.parts {
        match part {
            Part::Substitution { list, .. } => in_list(list, found),
            Part::Parameter(parameter) => {
                parameter.word.iter().for_each(|word| in_word(word, found));
            }
            _ => {}
        }
    }
}
