//! Reads every RUN of the corpus beside shuck-parser, and breaks the scripts to see that
//! nothing breaks the reader.

mod scripts;
mod shuck;

use conformance::shared::{Origin, Set};
use shell::{self, List, Redirect, RedirectKind};

/// The text of every simple command's assignments, words and redirections' targets.
type Reading<'a> = Vec<Vec<&'a str>>;

fn ours<'a>(list: &List, script: &'a str) -> Reading<'a> {
    let mut reading = Vec::new();
    for simple in list.simple_commands() {
        let named = |redirect: &&Redirect| redirect.kind != RedirectKind::Duplicate;
        let targets = simple.redirects.iter().filter(named).map(|redirect| redirect.target.span);
        let assignments = simple.assignments.iter().map(|assignment| assignment.span);
        let words = simple.words.iter().map(|word| word.span);
        let items: Vec<&str> =
            assignments.chain(words).chain(targets).map(|span| span.of(script)).collect();
        // To shuck `[[` is no simple command.
        if !items.is_empty() && items[0] != "[[" {
            reading.push(items);
        }
    }
    reading
}

fn theirs(script: &str) -> Option<Reading<'_>> {
    let commands = shuck::commands(script)?;
    let text = |span| script.get(span).unwrap_or("?");
    Some(commands.into_iter().map(|items| items.into_iter().map(text).collect()).collect())
}

/// Whether something in `list` could not be read.
fn has_unknown(list: &List) -> bool {
    format!("{list:?}").contains("Unknown(")
}

// The 27 shared scripts read differently, each looked at:
// - 25 are PowerShell or cmd. We read nothing from the first parenthesis that sh can't have
//   there; shuck skips over it.
// - 2 have a number before a here-document (`5<<A`), which shuck takes for an argument.
// Of the 3 fixtures, 2 have such a number and 1 is Python.
#[test]
fn shuck_reads_the_same() {
    for Set { origin, items: scripts } in scripts::scripts() {
        let (mut alike, mut refused, mut refused_by_both, mut differ) = (0, 0, 0, 0);
        for (name, script) in &scripts {
            let list = shell::parse(script);
            let unknown = has_unknown(&list);
            match theirs(script) {
                None => {
                    refused += 1;
                    refused_by_both += usize::from(unknown);
                }
                Some(theirs) if !unknown && ours(&list, script) == theirs => alike += 1,
                Some(_) => {
                    differ += 1;
                    println!("{name} reads differently: {script}\n");
                }
            }
        }
        let total = scripts.len();
        println!(
            "{refused_by_both} of the {refused} scripts that shuck refuses are unknown to us too"
        );
        println!(
            "shell ({origin}): {total} scripts, {alike} read alike, {refused} shuck refuses, \
             {differ} differ"
        );
        let least = if origin == Origin::Shared { 10_000 } else { 350 };
        assert!(total > least, "where are the scripts?");
        let most = if origin == Origin::Shared { (alike + differ) * 3 / 1000 } else { 3 };
        assert!(differ <= most, "{differ} scripts read differently");
        assert!(refused_by_both + 1 >= refused, "read what shuck refuses");
    }
}

#[test]
fn broken_scripts_break_nothing() {
    let nasty =
        ["'", "\"", "`", "\\", "${", "$((", "(", ")", "\n", "<<E", "\u{a0}", "#", "\0", "&|"];
    for Set { origin, items: scripts } in scripts::scripts() {
        let mut read = 0;
        // About 400 scripts of each set.
        let some = scripts.iter().step_by(scripts.len() / 400 + 1);
        for (number, (_, script)) in some.enumerate() {
            for (at, _) in script.char_indices().take(1500) {
                let piece = nasty[(number + at) % nasty.len()];
                let (head, tail) = script.split_at(at);
                for broken in [head, tail, &format!("{head}{piece}{tail}")] {
                    let list = shell::parse(broken);
                    for simple in list.simple_commands() {
                        assert!(broken.get(simple.span.range()).is_some(), "{broken:?}");
                    }
                    read += 1;
                }
            }
        }
        println!("shell ({origin}): {read} broken scripts read");
        let least = if origin == Origin::Shared { 100_000 } else { 30_000 };
        assert!(read > least);
    }
}
