//! What holds for every text whatsoever. Fuzzing looks for one that breaks them (`fuzz/`); the
//! inputs that it kept are run with the other tests.

use dockerfile::{Body, Dockerfile, Instruction, Span, parse};
use unroot::finding::{Applicability, Finding};
use unroot::model::{Assumptions, Builder, simulate, simulate_again};
use unroot::verdict::Answer;
use unroot::{Analysis, advice, analyze, fix_all};

/// A span lies in the text, and cuts no character in two.
fn lies_in(span: Span, text: &str, what: &str) {
    assert!(span.start <= span.end && span.end <= text.len(), "{what}: {span:?}");
    assert!(
        text.is_char_boundary(span.start) && text.is_char_boundary(span.end),
        "{what}: {span:?}"
    );
}

/// Reading: any text gives a tree; its parts lie in the text, in order, and in one another.
pub fn syntax(text: &str) {
    let dockerfile = parse(text);
    let mut end = 0;
    for instruction in &dockerfile.instructions {
        assert!(end <= instruction.span.start, "instructions overlap at {:?}", instruction.span);
        end = instruction.span.end;
        whole(instruction, text);
    }
    for comment in &dockerfile.comments {
        lies_in(comment.span, text, "comment");
        assert!(comment.span.of(text).starts_with('#'));
    }
    dockerfile.problems.iter().for_each(|problem| lies_in(problem.span, text, "problem"));
    assert_eq!(dockerfile, parse(text), "read twice, read alike");
}

fn whole(instruction: &Instruction, text: &str) {
    lies_in(instruction.span, text, "instruction");
    assert!(instruction.first_line <= instruction.last_line);
    assert!(instruction.span.contains(instruction.keyword_word.span));
    for flag in &instruction.flags {
        lies_in(flag.span, text, "flag");
        assert!(instruction.span.contains(flag.span) && flag.span.contains(flag.name.span));
    }
    instruction.arguments.iter().for_each(|argument| lies_in(argument.span, text, "argument"));
    for heredoc in &instruction.heredocs {
        lies_in(heredoc.marker, text, "marker");
        lies_in(heredoc.body, text, "body");
    }
    if let Body::Onbuild(inner) = &instruction.body {
        whole(inner, text);
    }
}

/// Shell text: any script gives a tree, whose commands lie in the script.
pub fn script(text: &str) {
    let list = shell::parse(text);
    for command in list.simple_commands() {
        lies_in(command.span, text, "command");
        command.words.iter().for_each(|word| lies_in(word.span, text, "word"));
        command.redirects.iter().for_each(|redirect| lies_in(redirect.span, text, "redirect"));
    }
    assert_eq!(list, shell::parse(text), "read twice, read alike");
}

/// The whole analysis, for each builder: findings lie in the text and say something.
pub fn analysis(text: &str) {
    for builder in [Builder::BuildKit, Builder::Classic, Builder::Buildah] {
        let analysis = analyze(text, &Assumptions { builder, ..Assumptions::default() });
        analysis.findings.iter().for_each(|finding| says_something(finding, text));
        let reasons = analysis.verdict.reasons.iter().filter_map(|reason| reason.span);
        reasons.for_each(|span| lies_in(span, text, "reason"));
        assert!(!analysis.verdict.headline.is_empty() && !analysis.verdict.because.is_empty());
        how_to_run(&analysis, text);
    }
}

/// Simulated after another text that begins alike, a text gives what it gives by itself.
pub fn again(text: &str) {
    let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at + 1).collect();
    // The first line, the last one, and a few between.
    let some = ends.iter().step_by(ends.len() / 3 + 1).chain(ends.last());
    let assumptions = Assumptions::default();
    let old = parse(text);
    let before = simulate(&old, &assumptions);
    for at in some {
        let (head, tail) = text.split_at(*at);
        let longer = format!("{head}USER whoever\n{tail}");
        let rest = tail.split_once('\n').map_or("", |(_, rest)| rest);
        for other in [longer, format!("{head}{rest}"), head.to_owned()] {
            let new = parse(&other);
            let fresh = simulate(&new, &assumptions);
            let resumed = simulate_again(&new, &assumptions, (&old, &before));
            assert_eq!(resumed, fresh, "another text from byte {at}");
            let back = simulate_again(&old, &assumptions, (&new, &fresh));
            assert_eq!(back, before, "and back, from byte {at}");
        }
    }
    for builder in [Builder::Classic, Builder::Buildah] {
        let assumptions = Assumptions { builder, ..Assumptions::default() };
        let other = simulate_again(&old, &assumptions, (&old, &before));
        assert_eq!(other, simulate(&old, &assumptions), "another builder");
    }
    let assumptions = Assumptions { target: Some("0".into()), ..Assumptions::default() };
    let first = simulate_again(&old, &assumptions, (&old, &before));
    assert_eq!(first, simulate(&old, &assumptions), "another target");
}

/// How to run it, or why that can't be said: the places that flags point at lie in the text.
fn how_to_run(analysis: &Analysis, text: &str) {
    match advice::of(&analysis.build, &analysis.verdict, &analysis.outside) {
        Err(why) => assert!(!why.trim().is_empty()),
        Ok(advice) => {
            for form in advice::Form::ALL {
                let rendered = advice::render(&advice, form);
                let controls = rendered.text.chars().filter(|char| char.is_control());
                assert!(controls.into_iter().all(|char| char == '\n'), "{}", rendered.text);
                let spans = rendered.flags.iter().filter_map(|flag| flag.span);
                spans.for_each(|span| lies_in(span, text, "flag"));
            }
        }
    }
}

fn says_something(finding: &Finding, text: &str) {
    lies_in(finding.span, text, finding.rule.id);
    assert!(!finding.message.trim().is_empty());
    assert!(!finding.because.is_empty(), "{} gives no reason", finding.rule.id);
    for reason in finding.because.iter() {
        reason.span.iter().for_each(|span| lies_in(*span, text, finding.rule.id));
        let shown = reason.span.is_some() || reason.source.is_some();
        assert!(shown, "{}: “{}” has neither place nor source", finding.rule.id, reason.text);
    }
    assert!(finding.fixes.iter().filter(|fix| fix.preferred).count() <= 1);
    for fix in &finding.fixes {
        fix.edits.iter().for_each(|edit| lies_in(edit.span, text, finding.rule.id));
    }
}

/// How many findings a rule has.
fn count(analysis: &Analysis, rule: &str) -> usize {
    analysis.findings.iter().filter(|finding| finding.rule.id == rule).count()
}

fn problems(dockerfile: &Dockerfile) -> usize {
    dockerfile.problems.len()
}

/// Repairs: each one removes its finding, keeps the text readable and gains no privilege; "fix
/// all" ends, and a second time changes nothing.
pub fn repairs(text: &str) {
    let before = analyze(text, &Assumptions::default());
    for finding in &before.findings {
        for fix in &finding.fixes {
            let after = analyze(&fix.edits.apply(text), &Assumptions::default());
            let rule = finding.rule.id;
            assert!(count(&after, rule) < count(&before, rule), "{rule}: “{}” left it", fix.title);
            assert!(
                after.verdict.runs_as >= before.verdict.runs_as,
                "{rule}: “{}” gains privilege",
                fix.title
            );
            assert!(problems(&after.dockerfile) <= problems(&before.dockerfile), "{rule}");
        }
    }
    let repaired = fix_all(&before);
    let after = analyze(&repaired.text, &Assumptions::default());
    assert!(after.verdict.runs_as >= before.verdict.runs_as, "fix all gains privilege");
    if before.verdict.builds != Answer::No {
        assert_ne!(after.verdict.builds, Answer::No, "fix all breaks the build");
    }
    assert_eq!(fix_all(&after).text, repaired.text, "fix all twice");
    let left = after.findings.iter().flat_map(|finding| &finding.fixes);
    let safe = |applicability: &Applicability| *applicability == Applicability::Safe;
    assert!(!left.into_iter().any(|fix| fix.preferred && safe(&fix.applicability)), "safe is left");
}
