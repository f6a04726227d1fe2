//! Colours for the editor, read off the tree that the analysis reads too.

use dockerfile::{Body, Command, Dockerfile, Instruction, Span, order};

/// A kind of colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum Class {
    Keyword,
    Flag,
    Comment,
    String,
    Variable,
    Number,
    Heredoc,
}

/// A coloured piece of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where.
    pub span: Span,
    /// In which colour.
    pub class: Class,
}

/// The coloured pieces of `text`, sorted and disjoint.
pub fn tokens(dockerfile: &Dockerfile, text: &str) -> Vec<Token> {
    let mut out = Tokens { text, found: Vec::new() };
    for directive in &dockerfile.directives {
        out.add(directive.span, Class::Comment);
    }
    for comment in &dockerfile.comments {
        out.add(comment.span, Class::Comment);
    }
    for instruction in &dockerfile.instructions {
        out.instruction(instruction, instruction.span);
    }
    out.finish(dockerfile)
}

struct Tokens<'a> {
    text: &'a str,
    found: Vec<Token>,
}

impl Tokens<'_> {
    fn add(&mut self, span: Span, class: Class) {
        if span.start < span.end {
            self.found.push(Token { span, class });
        }
    }

    fn instruction(&mut self, instruction: &Instruction, whole: Span) {
        self.add(instruction.keyword_word.span, Class::Keyword);
        for flag in &instruction.flags {
            self.add(Span::new(flag.span.start, flag.name.span.end), Class::Flag);
        }
        for heredoc in &instruction.heredocs {
            self.add(heredoc.marker, Class::Heredoc);
            self.add(heredoc.body, Class::Heredoc);
            self.add(Span::new(heredoc.body.end, whole.end), Class::Heredoc);
        }
        match &instruction.body {
            Body::From { image, name: Some(name) } => {
                let between = Span::new(image.span.end, name.span.start.max(image.span.end));
                let words = between.of(self.text);
                let start = between.start + (words.len() - words.trim_start().len());
                self.add(Span::new(start, start + words.trim().len()), Class::Keyword);
            }
            Body::Healthcheck(Some(command)) => self.healthcheck(instruction, command),
            Body::Onbuild(inner) => self.instruction(inner, whole),
            _ => {}
        }
    }

    /// `CMD` inside HEALTHCHECK.
    fn healthcheck(&mut self, instruction: &Instruction, command: &Command) {
        let end = match command {
            Command::Shell { script, .. } => script.span.start,
            Command::Exec(words) => {
                words.first().map_or(instruction.span.end, |word| word.span.start)
            }
        };
        let start =
            instruction.flags.last().map_or(instruction.keyword_word.span.end, |f| f.span.end);
        let Some(between) = self.text.get(start..end) else { return };
        if let Some(at) = between.to_ascii_uppercase().find("CMD") {
            self.add(Span::new(start + at, start + at + 3), Class::Keyword);
        }
    }

    /// Sorts what the tree gave, and colours words in what is left of the instructions.
    fn finish(mut self, dockerfile: &Dockerfile) -> Vec<Token> {
        sort(&mut self.found);
        let mut end = 0;
        self.found.retain(|token| {
            let disjoint = token.span.start >= end;
            end = if disjoint { token.span.end } else { end };
            disjoint
        });
        let tree = std::mem::take(&mut self.found);
        let mut next = tree.iter().peekable();
        for instruction in &dockerfile.instructions {
            let mut at = instruction.span.start;
            while let Some(token) = next.next_if(|token| token.span.start < instruction.span.end) {
                self.words(at, token.span.start);
                self.found.push(*token);
                at = at.max(token.span.end);
            }
            self.words(at, instruction.span.end);
        }
        self.found.extend(next);
        sort(&mut self.found);
        self.found
    }

    /// Strings, variables and numbers between `start` and `end`.
    fn words(&mut self, start: usize, end: usize) {
        let Some(text) = self.text.get(start..end.max(start)) else { return };
        let bytes = text.as_bytes();
        let mut at = 0;
        let mut string: Option<(u8, usize)> = None;
        while at < bytes.len() {
            let (byte, from) = (bytes[at], at);
            at += 1;
            match (byte, string) {
                (b'\\', _) => at += 1,
                (b'$', quote) if quote.is_none_or(|(q, _)| q == b'"') => {
                    let length = variable(&bytes[from..]);
                    if length == 0 {
                        continue;
                    }
                    if let Some((_, opened)) = &mut string {
                        self.add(Span::new(start + *opened, start + from), Class::String);
                        *opened = from + length;
                    }
                    at = from + length;
                    self.add(Span::new(start + from, start + at), Class::Variable);
                }
                (_, Some((quote, opened))) if byte == quote => {
                    self.add(Span::new(start + opened, start + at), Class::String);
                    string = None;
                }
                (b'"' | b'\'', None) if closes(&bytes[at..], byte) => string = Some((byte, from)),
                (b'0'..=b'9', None) if from == 0 || is_edge(bytes[from - 1]) => {
                    let digits = bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
                    at = from + digits;
                    if bytes.get(at).is_none_or(|b| is_edge(*b)) {
                        self.add(Span::new(start + from, start + at), Class::Number);
                    }
                }
                _ => {}
            }
        }
    }
}

fn sort(tokens: &mut [Token]) {
    order::sort(tokens, |a, b| a.span.cmp(&b.span));
}

/// Length of `$NAME` or `${…}` at the start of `bytes`; 0 if it is neither.
fn variable(bytes: &[u8]) -> usize {
    if bytes.get(1) == Some(&b'{') {
        return bytes.iter().position(|b| *b == b'}').map_or(0, |at| at + 1);
    }
    let name = bytes[1..].iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count();
    if name == 0 { 0 } else { name + 1 }
}

/// Whether `quote` is closed in `bytes`.
fn closes(bytes: &[u8], quote: u8) -> bool {
    let mut escaped = false;
    bytes.iter().any(|byte| {
        let closed = *byte == quote && !escaped;
        escaped = *byte == b'\\' && !escaped;
        closed
    })
}

fn is_edge(byte: u8) -> bool {
    byte.is_ascii_whitespace() || b":=/,;()|&".contains(&byte)
}
