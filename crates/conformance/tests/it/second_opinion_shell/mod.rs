//! Reads every RUN of the shared corpus beside shuck-parser, and breaks the scripts to see that
//! nothing breaks the reader.

mod scripts;
mod shuck;

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

// The 27 scripts read differently, each looked at:
// - 25 are PowerShell or cmd. We read nothing from the first parenthesis that sh can't have
//   there; shuck skips over it.
// - 2 have a number before a here-document (`5<<A`), which shuck takes for an argument.
#[test]
fn shuck_reads_the_same() {
    let Some(scripts) = scripts::scripts() else { return };
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
    println!("{refused_by_both} of the {refused} scripts that shuck refuses are unknown to us too");
    let total = scripts.len();
    println!(
        "shell: {total} scripts, {alike} read alike, {refused} shuck refuses, {differ} differ"
    );
    assert!(total > 10_000, "where are the scripts?");
    assert!(alike * 1000 >= (alike + differ) * 997, "{differ} scripts read differently");
    assert!(refused_by_both + 1 >= refused, "read what shuck refuses");
}

#[test]
fn broken_scripts_break_nothing() {
    let Some(scripts) = scripts::scripts() else { return };
    let nasty =
        ["'", "\"", "`", "\\", "${", "$((", "(", ")", "\n", "<<E", "\u{a0}", "#", "\0", "&|"];
    let mut read = 0;
    for (number, (_, script)) in scripts.iter().step_by(31).enumerate() {
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
    println!("shell: {read} broken scripts read");
    assert!(read > 100_000);
}
