//! What holds for every text whatsoever. Fuzzing looks for one that breaks them (`fuzz/`); the
//! inputs that it kept are run with the other tests.

use dockerfile::{Body, Dockerfile, Instruction, Span, parse};
use unroot::finding::{Applicability, Finding, Proof, Severity};
use unroot::model::{Assumptions, Builder, simulate, simulate_again};
use unroot::start::{self, Grade};
use unroot::verdict::{Answer, RunsAs};
use unroot::{Analysis, Prover, advice, analyze, fix_all, rules};

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
    nothing_is_lost(&dockerfile, text);
}

/// Every line belongs to an instruction, a comment or a directive, unless it is blank or a lone escape character.
fn nothing_is_lost(dockerfile: &Dockerfile, text: &str) {
    let instructions = dockerfile.instructions.iter().map(|one| one.span);
    let comments = dockerfile.comments.iter().map(|one| one.span);
    let directives = dockerfile.directives.iter().map(|one| one.span);
    let mut spans: Vec<Span> = instructions.chain(comments).chain(directives).collect();
    spans.sort_unstable_by_key(|span| (span.start, span.end));
    let mut at = 0;
    let end = Span::new(text.len(), text.len());
    for span in spans.into_iter().chain([end]) {
        let between = text.get(at..span.start).unwrap_or_default();
        let blank =
            |char: char| char.is_whitespace() || char == '\u{feff}' || char == dockerfile.escape;
        let blank = between.chars().all(blank);
        assert!(blank, "{between:?} belongs to nothing");
        at = at.max(span.end);
    }
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
        let assignments = command.assignments.iter().map(|assignment| assignment.span);
        let parts = assignments.chain(command.words.iter().map(|word| word.span));
        let parts = parts.map(|span| (span.start, span.end));
        let inside = parts
            .clone()
            .all(|(start, end)| command.span.start <= start && end <= command.span.end);
        assert!(inside, "a word lies outside of {:?}", command.span);
        assert!(parts.is_sorted_by(|one, next| one.1 <= next.0), "words overlap");
    }
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
    if repaired.stopped {
        return;
    }
    assert_eq!(fix_all(&after).text, repaired.text, "fix all twice");
    let left = after.findings.iter().flat_map(|finding| &finding.fixes);
    let safe = |applicability: &Applicability| *applicability == Applicability::Safe;
    assert!(!left.into_iter().any(|fix| fix.preferred && safe(&fix.applicability)), "safe is left");
}

/// Proofs: they say of each fix what a whole new analysis of the fixed text says. Gives how many fixes were looked at.
pub fn proofs(text: &str) -> usize {
    let analysis = analyze(text, &Assumptions::default());
    let offered =
        rules::check(&analysis.build, &analysis.dockerfile, &analysis.text, &analysis.start).0;
    assert_eq!(offered.len(), analysis.findings.len());
    let mut looked_at = 0;
    for (finding, proved) in offered.iter().zip(&analysis.findings) {
        assert_eq!((finding.rule.id, finding.span), (proved.rule.id, proved.span));
        for fix in &finding.fixes {
            let fixed = fix.edits.apply(text);
            let kept = proved.fixes.iter().find(|other| other.edits == fix.edits);
            assert!(
                kept.is_none_or(|kept| kept.proof == Proof::Proved),
                "“{}” is untried",
                fix.title
            );
            let after = Prover::new(&fixed, &Assumptions::default()).so_far();
            let holds = fixed != text && holds(&analysis, &after, finding);
            let rule = finding.rule.id;
            assert_eq!(kept.is_some(), holds, "{rule}: “{}” of\n{text}", fix.title);
            looked_at += 1;
        }
    }
    looked_at
}

/// Whether a fix for `finding` of `before` that leads to `after` holds: the finding is gone, nothing as bad appears, it builds
/// as far, and the container gains no privilege. Remarks may come where root goes.
fn holds(before: &Analysis, after: &Analysis, finding: &Finding) -> bool {
    let (old, new) = (&before.verdict, &after.verdict);
    let least = match new.runs_as > old.runs_as {
        true => finding.severity.max(Severity::Warning),
        false => finding.severity,
    };
    let grave = |analysis: &Analysis, rule: &str| {
        let found = analysis.findings.iter();
        found.filter(|found| found.rule.id == rule && found.severity >= least).count()
    };
    let nothing_new =
        after.findings.iter().all(|new| grave(after, new.rule.id) <= grave(before, new.rule.id));
    // What would break the image is not offered, however well it builds.
    let loses_root = (old.runs_as, new.runs_as) == (RunsAs::Root, RunsAs::NonRoot);
    let grade = start::grade(&after.start, &after.build, &after.dockerfile, &after.text);
    let refused = loses_root && matches!(grade, Grade::Refused(_));
    !refused
        && count(after, finding.rule.id) < count(before, finding.rule.id)
        && nothing_new
        && problems(&after.dockerfile) <= problems(&before.dockerfile)
        && (old.builds == Answer::No || new.builds != Answer::No)
        && new.runs_as >= old.runs_as
}
