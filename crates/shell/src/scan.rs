//! The cursor over a script: bytes, blanks, comments, reserved words.

use super::tree::List;
use dockerfile::Span;

/// How deep commands and expansions may lie in one another; what is deeper is not read.
const DEEPEST: usize = 40;

/// Reads one script. Methods that return `Option` give `None` where the text can't be read; the
/// list that holds the command then ends with `Unknown`, and `stuck` makes all others end too.
pub(super) struct Reader<'a> {
    pub text: &'a str,
    /// Where each byte of `text` (and its end) stands in the script, when it is not the script.
    origin: &'a [usize],
    pub pos: usize,
    /// Nothing from here on belongs to what is being read.
    pub end: usize,
    pub depth: usize,
    pub stuck: bool,
    pub pending: Vec<Pending>,
    pub bodies: Vec<Body>,
    /// The bodies that an earlier reading of the same text found.
    pub known: Vec<Body>,
}

/// A here-document whose body comes after the current line.
pub(super) struct Pending {
    /// Where its redirection starts.
    pub at: usize,
    pub delimiter: String,
    pub strip_tabs: bool,
}

/// A here-document's body that was read.
pub(super) struct Body {
    /// Where its redirection starts.
    pub at: usize,
    pub text: String,
}

/// Reads `text` to its end. The flag tells whether something in it could not be read.
pub(super) fn read(text: &str, origin: &[usize], depth: usize) -> (List, bool) {
    let mut first = Reader::new(text, origin, depth, Vec::new());
    let list = first.script();
    if first.bodies.is_empty() {
        return (list, first.stuck);
    }
    // A body follows the line of its `<<`, when the redirection is long built and put away.
    let mut second = Reader::new(text, origin, depth, first.bodies);
    (second.script(), second.stuck)
}

impl<'a> Reader<'a> {
    pub fn new(text: &'a str, origin: &'a [usize], depth: usize, known: Vec<Body>) -> Self {
        Reader {
            text,
            origin,
            pos: 0,
            end: text.len(),
            depth,
            stuck: false,
            pending: Vec::new(),
            bodies: Vec::new(),
            known,
        }
    }

    fn script(&mut self) -> List {
        let mut list = self.list();
        if self.pos < self.end {
            self.stop(&mut list);
        }
        list
    }

    /// The byte `ahead` of the cursor.
    pub fn peek_at(&self, ahead: usize) -> Option<u8> {
        let at = self.pos + ahead;
        if at < self.end { self.text.as_bytes().get(at).copied() } else { None }
    }

    pub fn peek(&self) -> Option<u8> {
        self.peek_at(0)
    }

    /// What is left.
    pub fn rest(&self) -> &'a str {
        &self.text[self.pos..self.end]
    }

    /// Steps over `token` where it stands at the cursor.
    pub fn eat(&mut self, token: &str) -> bool {
        let here = self.rest().starts_with(token);
        if here {
            self.pos += token.len();
        }
        here
    }

    /// The script's own span of `start..end` of `text`.
    pub fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.script_offset(start), self.script_offset(end))
    }

    pub fn script_offset(&self, at: usize) -> usize {
        self.origin.get(at).copied().unwrap_or(at)
    }

    /// Goes one level down, unless that is too deep.
    pub fn enter(&mut self) -> Option<()> {
        self.depth += 1;
        (self.depth <= DEEPEST).then_some(())
    }

    pub fn leave(&mut self) {
        self.depth -= 1;
    }

    /// Skips blanks, continuations and a comment: to be called between tokens only.
    pub fn blanks(&mut self) {
        loop {
            match self.peek() {
                Some(b' ' | b'\t') => self.pos += 1,
                Some(b'\\') if self.peek_at(1) == Some(b'\n') => self.pos += 2,
                Some(b'#') => self.pos += self.rest().find('\n').unwrap_or(self.rest().len()),
                _ => return,
            }
        }
    }

    /// Skips blanks and newlines, with the here-documents that follow them.
    pub fn newlines(&mut self) {
        loop {
            self.blanks();
            if self.peek() != Some(b'\n') {
                return;
            }
            self.newline();
        }
    }

    /// The text at the cursor up to where an unquoted word would end, if short enough to be reserved.
    pub fn upcoming(&self) -> &'a str {
        let longest = "function".len() + 1;
        let bytes = self.rest().bytes().take(longest);
        let length = bytes.take_while(|byte| byte.is_ascii() && !is_meta(*byte)).count();
        &self.text[self.pos..self.pos + length]
    }

    /// Steps over the reserved word `word` where it stands at the cursor.
    pub fn eat_word(&mut self, word: &str) -> bool {
        let here = self.upcoming() == word;
        if here {
            self.pos += word.len();
        }
        here
    }

    /// The length of the name at the start of what is left; 0 where there is none.
    pub fn name_length(&self) -> usize {
        name_length(self.rest().as_bytes())
    }
}

/// Ends an unquoted word.
pub(super) fn is_meta(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b';' | b'&' | b'|' | b'<' | b'>' | b'(' | b')')
}

pub(super) fn name_length(bytes: &[u8]) -> usize {
    let length =
        bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    if bytes.first().is_some_and(u8::is_ascii_digit) { 0 } else { length }
}
