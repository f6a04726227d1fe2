//! Reading Dockerfiles, against what BuildKit's own parser reads from each of them.

use conformance::cases::{Case, cases};
use conformance::shared::Set;
use dockerfile::{Body, Dockerfile, Instruction, Joined, Keyword, Span, dump, parse};
use serde_json::Value;

/// What must be alike of every instruction.
const KEYS: [&str; 13] = [
    "Kw", "Start", "End", "Flags", "Args", "Json", "Orig", "Typ", "Shell", "Cmd", "HD", "Sub",
    "Comments",
];

/// What differs from BuildKit's reading.
fn differences(case: &Case) -> Vec<String> {
    let file = parse(&case.text);
    let ours = dump(&file, &case.text);
    let mut found = Vec::new();
    // A file that BuildKit's parser refuses as a whole has no reading to compare with.
    if case.expected["Err"].is_null() {
        if ours["Escape"] != case.expected["Escape"] {
            found.push(format!("Escape: {}", ours["Escape"]));
        }
        let ours = ours["Ins"].as_array().expect("a list");
        if ours.len() != case.instructions().len() {
            found.push(format!("{} instructions", ours.len()));
        }
        for (ours, theirs) in ours.iter().zip(case.instructions()) {
            for key in KEYS.iter().filter(|key| ours[**key] != theirs[**key]) {
                let line = &theirs["Start"];
                found.push(format!("line {line}: {key}: {} for {}", ours[key], theirs[key]));
            }
            if ours["Err"].is_null() != theirs["Err"].is_null() {
                found.push(format!("refusal: {} for {}", ours["Err"], theirs["Err"]));
            }
        }
    }
    if file.problems.is_empty() != case.accepted() {
        found.push(format!("accepted: {}; problems: {:?}", case.accepted(), file.problems));
    }
    found
}

#[test]
fn every_file_reads_like_buildkit() {
    for Set { origin, items: cases } in cases() {
        let (mut accepted, mut alike, mut refused_alike, mut instructions) = (0, 0, 0, 0);
        for case in &cases {
            let differences = differences(case);
            for difference in differences.iter().take(3) {
                println!("{}: {difference}", case.name);
            }
            instructions += case.instructions().len();
            accepted += usize::from(case.accepted());
            alike += usize::from(case.accepted() && differences.is_empty());
            refused_alike += usize::from(!case.accepted() && differences.is_empty());
        }
        let refused = cases.len() - accepted;
        let unread = cases.iter().filter(|case| !case.expected["Err"].is_null()).count();
        println!(
            "syntax ({origin}): {refused} refused by BuildKit, all else in them read alike in \
             {refused_alike} ({unread} of them give nothing to compare)"
        );
        println!(
            "syntax ({origin}): {} files, {instructions} instructions; {accepted} files accepted by \
             BuildKit, {alike} read alike",
            cases.len()
        );
        assert_eq!((alike, refused_alike), (accepted, refused));
        assert!(instructions > 1500 && accepted > 150 && refused > 20, "hardly anything was read");
    }
}

/// Panics unless every span of `file` is where it says.
fn check_spans(file: &Dockerfile, text: &str) {
    let fits = |span: Span| {
        assert!(text.get(span.range()).is_some(), "{span:?} is no piece of the text");
    };
    let mut before = 0;
    for instruction in &file.instructions {
        assert!(before <= instruction.span.start, "instructions overlap");
        before = instruction.span.end;
        check_instruction(instruction, text, &fits);
    }
    for directive in &file.directives {
        fits(directive.span);
        assert!(directive.span.contains(directive.name.span));
        assert!(directive.span.contains(directive.value.span));
        assert_eq!(directive.value.span.of(text), directive.value.text);
    }
    for comment in &file.comments {
        fits(comment.span);
        assert!(comment.span.of(text).starts_with('#'));
    }
    file.problems.iter().for_each(|problem| fits(problem.span));
}

fn check_instruction(instruction: &Instruction, text: &str, fits: &dyn Fn(Span)) {
    let span = instruction.span;
    fits(span);
    check_joined(&instruction.line, text);
    let word = &instruction.keyword_word;
    fits(word.span);
    // A keyword can be broken by a continuation.
    if !word.span.of(text).contains('\n') {
        assert_eq!(word.span.of(text), word.text);
    }
    let inside = |part: Span| {
        fits(part);
        assert!(span.contains(part), "{part:?} lies outside {span:?}");
    };
    inside(word.span);
    for flag in &instruction.flags {
        inside(flag.span);
        assert!(flag.span.contains(flag.name.span), "{flag:?}");
        fits(flag.name.span);
        if let Some(value) = &flag.value {
            assert!(flag.span.contains(value.span), "{flag:?}");
            fits(value.span);
        }
    }
    for argument in &instruction.arguments {
        inside(argument.span);
        let written = argument.span.of(text);
        let plain = !instruction.json
            && !argument.text.is_empty()
            && argument.span.start < argument.span.end;
        if plain && !written.contains('\n') {
            assert_eq!(written, argument.text);
        }
        // HEALTHCHECK has a word before the array.
        let first = instruction.keyword == Keyword::Healthcheck;
        if instruction.json && instruction.arguments.len() == 1 && !first {
            assert!(written.starts_with('"') && written.ends_with('"'), "{written}");
        }
    }
    for heredoc in &instruction.heredocs {
        inside(heredoc.marker);
        inside(heredoc.body);
        check_joined(&heredoc.content, text);
        let written = heredoc.marker.of(text);
        assert!(written.contains("<<") || written.contains('\n'), "{heredoc:?}");
    }
    if let Some(problem) = &instruction.problem {
        assert_eq!(instruction.body, Body::Unknown);
        fits(problem.span);
    }
    if let Body::Onbuild(inner) = &instruction.body {
        assert!(span.contains(inner.span));
        check_instruction(inner, text, fits);
    }
}

fn check_joined(joined: &Joined, text: &str) {
    for (at, byte) in joined.text().bytes().enumerate() {
        assert_eq!(text.as_bytes()[joined.source(at)], byte, "byte {at} of {:?}", joined.text());
    }
}

#[test]
fn spans_are_where_they_say() {
    for case in cases().iter().flat_map(|set| &set.items) {
        println!("{}", case.name);
        check_spans(&parse(&case.text), &case.text);
    }
}

/// Small numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below.max(1) as u64) as usize
    }
}

/// Pieces that have broken readers before.
const NASTY: [&str; 32] = [
    "\u{a0}",
    "\u{2140}",
    "\u{85}",
    "\u{2028}",
    "\u{feff}",
    "\0",
    "\r",
    "\r\n",
    "\n",
    "\\",
    "\\\n",
    "\\\\\n",
    "`\n",
    "\"",
    "'",
    "${",
    "${a:-\"${b:-",
    "$((",
    "<<",
    "<<EOF\n",
    " <<-'é' ",
    "EOF\n",
    "[\"",
    "[\"\\ud83d",
    "--",
    " --é=\u{a0}",
    "=",
    "#",
    "# escape=`\n",
    "ONBUILD ONBUILD ",
    "🐳",
    "\nHEALTHCHECK \u{3000}",
];

fn mutate(text: &str, dice: &mut Dice) -> String {
    let mut text = text.to_owned();
    for _ in 0..=dice.roll(3) {
        let mut at = dice.roll(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        match dice.roll(4) {
            0 => text.truncate(at),
            1 => {
                let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
                let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline + 1);
                text.replace_range(start..end, "");
            }
            _ => text.insert_str(at, NASTY[dice.roll(NASTY.len())]),
        }
    }
    text
}

#[test]
fn mutilated_files_are_read_too() {
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    let mut last = String::new();
    for case in cases().iter().flat_map(|set| &set.items) {
        for _ in 0..20 {
            last.clone_from(&mutate(&case.text, &mut dice));
            let file = std::panic::catch_unwind(|| {
                let file = parse(&last);
                check_spans(&file, &last);
                dump(&file, &last)
            });
            assert!(file.is_ok(), "{} became {last:?}", case.name);
        }
    }
}

#[test]
fn any_short_text_is_read() {
    let mut dice = Dice(7);
    for _ in 0..20_000 {
        let count = dice.roll(9);
        let words = ["RUN ", "ENV ", "COPY ", "a", " ", "FROM a\n", "ONBUILD RUN ", "CMD "];
        let text: String = (0..count)
            .map(|_| match dice.roll(2) {
                0 => words[dice.roll(words.len())],
                _ => NASTY[dice.roll(NASTY.len())],
            })
            .collect();
        let file = parse(&text);
        check_spans(&file, &text);
        let _: Value = dump(&file, &text);
    }
}

#[test]
fn reading_takes_time_in_proportion() {
    let hostile = [
        "RUN \\\n".repeat(100_000),
        "ONBUILD ".repeat(100_000),
        "RUN <<A\n".repeat(50_000),
        "RUN a \\\n# b\n\n".repeat(50_000),
        format!("RUN {}", "[".repeat(1_000_000)),
        format!("RUN <<A {}", "\"${a:-".repeat(200_000)),
        format!("RUN{}", " --a=b".repeat(50_000)),
        format!("ENV{}", " a=b".repeat(200_000)),
    ];
    let start = std::time::Instant::now();
    for text in &hostile {
        parse(text);
    }
    let took = start.elapsed();
    assert!(took.as_secs() < 10, "{took:?}");
}
