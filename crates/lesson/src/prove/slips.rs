//! Slips: texts that somebody might end up with who nearly had the solution.

use dockerfile::{Body, Command, Instruction, Keyword, Span};
use std::sync::Arc;
use unroot::Analysis;

/// A UID that no image here has given to anybody.
const STRANGER: &str = "4321";

/// The FROMs of a solution alone, and the solution with one slip: an instruction missing, misspelt or
/// on the wrong side of its neighbour; a flag or a part of a RUN missing; a USER that names root or
/// somebody else; copied files given to whoever starts, or to root; a directory opened to everybody.
/// None comes twice.
pub(super) fn of(solution: &Analysis) -> Vec<String> {
    let mut slips = Slips { text: &solution.text, made: Vec::new() };
    let instructions = &solution.dockerfile.instructions;
    slips.only_from(instructions);
    for (at, instruction) in instructions.iter().enumerate() {
        slips.without(slips.lines(instruction));
        slips.misspelt(instruction);
        for flag in &instruction.flags {
            slips.without(slips.with_blank(flag.span));
        }
        match &instruction.body {
            Body::User(user) => {
                for other in ["root", STRANGER] {
                    slips.replaced(user.span, other);
                }
            }
            Body::Copy(_) | Body::Add(_) => slips.given(instruction, solution),
            Body::Run(Command::Shell { script, .. }) => slips.parts(script.span),
            _ => {}
        }
        if let Some(next) = instructions.get(at + 1) {
            slips.swapped(instruction, next);
        }
    }
    slips.opened(solution);
    slips.made
}

struct Slips<'a> {
    text: &'a str,
    made: Vec<String>,
}

impl Slips<'_> {
    fn push(&mut self, text: String) {
        if text != self.text && !self.made.contains(&text) {
            self.made.push(text);
        }
    }

    fn replaced(&mut self, span: Span, by: &str) {
        let (before, after) = (&self.text[..span.start], &self.text[span.end..]);
        self.push([before, by, after].concat());
    }

    fn without(&mut self, span: Span) {
        self.replaced(span, "");
    }

    /// The lines of an instruction, with their ending.
    fn lines(&self, instruction: &Instruction) -> Span {
        let end = instruction.span.end;
        let rest = self.text[end..].find('\n').map_or(self.text.len(), |at| end + at + 1);
        Span::new(instruction.span.start, rest)
    }

    /// A flag with the blank behind it.
    fn with_blank(&self, span: Span) -> Span {
        let rest = &self.text[span.end..];
        Span::new(span.start, span.end + rest.len() - rest.trim_start_matches(' ').len())
    }

    fn only_from(&mut self, instructions: &[Arc<Instruction>]) {
        let from = instructions.iter().filter(|one| one.keyword == Keyword::From);
        let lines: Vec<&str> = from.map(|one| self.lines(one).of(self.text)).collect();
        self.push(lines.concat());
    }

    fn misspelt(&mut self, instruction: &Instruction) {
        let end = instruction.keyword_word.span.end;
        self.without(Span::new(end - 1, end));
    }

    /// Each command of `a && b && c` left out.
    fn parts(&mut self, script: Span) {
        let parts: Vec<&str> = script.of(self.text).split("&&").collect();
        for left_out in 0..parts.len() {
            if parts.len() == 1 {
                break;
            }
            let kept = parts.iter().enumerate().filter(|(at, _)| *at != left_out);
            let kept: Vec<&str> = kept.map(|(_, part)| *part).collect();
            self.replaced(script, kept.join("&&").trim_start());
        }
    }

    /// Copied files given to whoever starts, and to root.
    fn given(&mut self, instruction: &Instruction, solution: &Analysis) {
        let starts = solution.verdict.user.clone();
        let starts = starts.or_else(|| solution.verdict.uid.map(|uid| uid.to_string()));
        for owner in starts.as_deref().into_iter().chain(["root"]) {
            match instruction.flag("chown").and_then(|flag| flag.value.as_ref()) {
                Some(value) => self.replaced(value.span, owner),
                None => {
                    let at = instruction.keyword_word.span.end;
                    self.replaced(Span::at(at), &format!(" --chown={owner}"));
                }
            }
        }
    }

    fn swapped(&mut self, first: &Instruction, second: &Instruction) {
        let (upper, lower) = (self.lines(first), self.lines(second));
        let between = &self.text[upper.end..lower.start];
        let mut moved = lower.of(self.text).to_owned();
        if !moved.ends_with('\n') {
            moved.push('\n');
        }
        let text = [moved.as_str(), between, upper.of(self.text)].concat();
        self.replaced(Span::new(upper.start, lower.end), &text);
    }

    /// The working directory opened to everybody, as root would do it at the end of the last stage.
    fn opened(&mut self, solution: &Analysis) {
        let last = solution.build.target_stage().and_then(|stage| stage.steps.last());
        let Some(workdir) = last.and_then(|step| step.after.workdir.known()) else { return };
        let user = solution.dockerfile.instructions.iter().rev();
        let user = user.clone().find(|one| one.keyword == Keyword::User).or(user.clone().next());
        if let Some(user) = user {
            let open = format!("RUN chmod -R 777 {workdir}\n");
            self.replaced(Span::at(user.span.start), &open);
        }
    }
}
