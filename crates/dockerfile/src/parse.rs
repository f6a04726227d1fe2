//! The whole file.

use super::directives::Directives;
use super::heredoc::{Terminators, heredoc, markers, skip_open_body};
use super::instruction::{Context, Reading, read};
use super::lines::{Line, Lines, logical, too_long};
use super::{Body, Comment, Dockerfile, Instruction, Keyword, Problem};
use crate::Span;
use std::sync::Arc;

/// Reads a Dockerfile the way BuildKit does. Any text gives a tree: what can't be read becomes an
/// instruction with [`Body::Unknown`] and a [`Problem`], and the lines after it are read as ever.
/// Takes time in proportion to the length of `text`.
pub fn parse(text: &str) -> Dockerfile {
    let mut reader = Reader::new(Lines::new(text));
    if let Some(span) = too_long(text) {
        let message = "BuildKit reads no line that is longer than 65,535 bytes.".to_owned();
        reader.problems.push(Problem { span, message });
    }
    let mut directives = Directives::new();
    while let Some(line) = reader.lines.next() {
        if !directives.read(&line, &mut reader.problems) {
            reader.line(line, directives.escape);
        }
    }
    if reader.instructions.is_empty() {
        let message = "The file holds no instruction.".to_owned();
        reader.problems.push(Problem { span: Span::at(text.len()), message });
    }
    Dockerfile {
        escape: directives.escape,
        directives: directives.found,
        comments: reader.comments,
        instructions: reader.instructions,
        problems: reader.problems,
    }
}

/// What is read below the directives, line by line.
pub(super) struct Reader<'a> {
    pub(super) lines: Lines<'a>,
    terminators: Terminators<'a>,
    pub(super) comments: Vec<Comment>,
    pub(super) instructions: Vec<Arc<Instruction>>,
    pub(super) problems: Vec<Problem>,
    /// Whether a FROM was seen, or its absence was told.
    pub(super) staged: bool,
}

impl<'a> Reader<'a> {
    /// Reads on at `lines`, with nothing read before.
    pub(super) fn new(lines: Lines<'a>) -> Self {
        Reader {
            lines,
            terminators: Terminators::default(),
            comments: Vec::new(),
            instructions: Vec::new(),
            problems: Vec::new(),
            staged: false,
        }
    }

    /// Reads `line`, and the lines after it where an instruction starts here.
    pub(super) fn line(&mut self, line: Line<'a>, escape: char) {
        if let Some(comment) = line.comment() {
            self.comments.push(comment);
        } else if !line.trimmed().0.is_empty() {
            self.instruction(line, escape);
        }
    }

    /// Reads the instruction that starts on `line`.
    fn instruction(&mut self, line: Line<'a>, escape: char) {
        let line = logical(line, &mut self.lines, escape, &mut self.comments);
        let length = line.joined.text().len();
        let context = Context {
            line: Arc::new(line.joined),
            escape,
            lines: (line.first_line, line.last_line),
            end: line.end,
        };
        let Reading { mut instruction, takes_heredocs, .. } = read(&context, 0..length, false);
        if takes_heredocs {
            self.heredocs(&mut instruction);
        }
        if let Some(problem) = &instruction.problem {
            self.problems.push(problem.clone());
        }
        match instruction.keyword {
            Keyword::From => self.staged = true,
            Keyword::Arg => {}
            _ if !self.staged && instruction.problem.is_none() => {
                self.staged = true;
                let message = "Only ARG can come before the first FROM.".to_owned();
                self.problems.push(Problem { span: instruction.keyword_word.span, message });
            }
            _ => {}
        }
        self.instructions.push(Arc::new(instruction));
    }

    /// Reads the bodies of the here-documents that `instruction` announces.
    fn heredocs(&mut self, instruction: &mut Instruction) {
        let line = Arc::clone(&instruction.line);
        let mut found = Vec::new();
        let mut end = instruction.span.end;
        let mut problem = None;
        match markers(line.text()) {
            Err(_) => {
                let message = "The name of a here-document can't be read.".to_owned();
                problem = Some(Problem { span: instruction.keyword_word.span, message });
            }
            Ok(markers) => {
                for marker in markers {
                    let span = line.span(marker.start, marker.end);
                    if let Some((body, last)) = self.terminators.body(&marker, &mut self.lines) {
                        found.push(heredoc(marker, span, body, self.lines.source()));
                        end = last;
                        continue;
                    }
                    let message = format!("No line `{}` ends this here-document.", marker.name);
                    problem = Some(Problem { span, message });
                    end = skip_open_body(&mut self.lines).unwrap_or(end);
                    break;
                }
            }
        }
        let last_line = self.lines.number();
        attach(instruction, &|instruction| {
            instruction.span.end = end;
            instruction.last_line = last_line;
            instruction.heredocs.clone_from(&found);
        });
        if let Some(problem) = problem {
            instruction.body = Body::Unknown;
            instruction.problem.get_or_insert(problem);
        }
    }
}

/// Applies `change` to `instruction` and to the one that it keeps for children.
fn attach(instruction: &mut Instruction, change: &dyn Fn(&mut Instruction)) {
    change(instruction);
    if let Body::Onbuild(inner) = &mut instruction.body {
        attach(inner, change);
    }
}

#[cfg(test)]
mod tests;
