//! Words: quotes, escapes and the text between expansions.

use super::scan::{Reader, is_meta, name_length};
use super::tree::{Part, Word};

/// What a word stands in, which decides where it ends.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Within {
    /// A command: ends at blanks and operators.
    Command,
    /// `[[ … ]]`: ends at blanks only.
    Test,
    /// `${name:-…}`: ends at the brace.
    Braces,
    /// The same in double quotes, where single quotes are plain text.
    QuotedBraces,
}

impl Reader<'_> {
    /// The word at the cursor; its span is empty where there is none.
    pub fn word(&mut self, within: Within) -> Option<Word> {
        let start = self.pos;
        let quoted = within == Within::QuotedBraces;
        let mut parts = Vec::new();
        while let Some(byte) = self.peek() {
            match byte {
                b'\\' if quoted && self.peek_at(1) == Some(b'"') => {
                    self.escape_in_quotes(&mut parts, b'"');
                }
                b'\\' if quoted => self.escape_in_quotes(&mut parts, b'}'),
                b'\\' => self.escape(&mut parts),
                b'\'' if !quoted => {
                    self.pos += 1;
                    let length = self.rest().find('\'')?;
                    push(&mut parts, &self.rest()[..length], true);
                    self.pos += length + 1;
                }
                b'"' => self.double_quotes(&mut parts)?,
                b'$' => self.dollar(&mut parts, quoted)?,
                b'`' => self.backticks(&mut parts, quoted)?,
                b'<' | b'>' if within == Within::Command && self.peek_at(1) == Some(b'(') => {
                    self.pos += 2;
                    self.substituted()?;
                    parts.push(Part::Process);
                }
                b'(' if within == Within::Command && is_assignment(&self.text[start..self.pos]) => {
                    self.array()?;
                    parts.push(Part::Array);
                }
                _ if ends(byte, within) => break,
                _ => self.plain(&mut parts, within),
            }
        }
        Some(Word { span: self.span(start, self.pos), parts })
    }

    /// A word that must be there.
    pub fn some_word(&mut self, within: Within) -> Option<Word> {
        let start = self.pos;
        let word = self.word(within)?;
        (self.pos > start).then_some(word)
    }

    /// Text without any meaning of its own; at least one byte.
    fn plain(&mut self, parts: &mut Vec<Part>, within: Within) {
        let stops =
            |byte: &u8| matches!(byte, b'\\' | b'\'' | b'"' | b'$' | b'`') || ends(*byte, within);
        let rest = self.rest();
        let length = rest.bytes().skip(1).position(|byte| stops(&byte));
        let length = length.map_or(rest.len(), |at| at + 1);
        push(parts, &rest[..length], within == Within::QuotedBraces);
        self.pos += length;
    }

    /// A backslash outside quotes.
    fn escape(&mut self, parts: &mut Vec<Part>) {
        self.pos += 1;
        match self.rest().chars().next() {
            Some('\n') => self.pos += 1,
            Some(char) => {
                push(parts, &self.rest()[..char.len_utf8()], true);
                self.pos += char.len_utf8();
            }
            None => push(parts, "\\", false),
        }
    }

    /// A backslash in double quotes or a here-document, where it is plain text before most characters but `also`.
    pub fn escape_in_quotes(&mut self, parts: &mut Vec<Part>, also: u8) {
        let length = match self.peek_at(1) {
            Some(b'\n') => 2,
            Some(byte) if matches!(byte, b'$' | b'`' | b'\\') || byte == also => {
                push(parts, &self.text[self.pos + 1..self.pos + 2], true);
                2
            }
            _ => {
                push(parts, "\\", true);
                1
            }
        };
        self.pos += length;
    }

    /// `"…"`
    fn double_quotes(&mut self, parts: &mut Vec<Part>) -> Option<()> {
        self.pos += 1;
        loop {
            match self.peek()? {
                b'"' => break,
                b'\\' => self.escape_in_quotes(parts, b'"'),
                b'$' => self.dollar(parts, true)?,
                b'`' => self.backticks(parts, true)?,
                _ => {
                    let rest = self.rest();
                    let length = rest.find(['"', '\\', '$', '`'])?;
                    push(parts, &rest[..length], true);
                    self.pos += length;
                }
            }
        }
        self.pos += 1;
        Some(())
    }

    /// `$'…'`
    pub fn ansi_quotes(&mut self, parts: &mut Vec<Part>) -> Option<()> {
        self.pos += 2;
        let mut text = String::new();
        let mut known = true;
        let mut chars = self.rest().char_indices();
        let length = loop {
            match chars.next()? {
                (at, '\'') => break at,
                (_, '\\') => match chars.next()?.1 {
                    'n' => text.push('\n'),
                    't' => text.push('\t'),
                    'r' => text.push('\r'),
                    'a' => text.push('\x07'),
                    'b' => text.push('\x08'),
                    'e' | 'E' => text.push('\x1b'),
                    'f' => text.push('\x0c'),
                    'v' => text.push('\x0b'),
                    char @ ('\\' | '\'' | '"' | '?') => text.push(char),
                    _ => known = false,
                },
                (_, char) => text.push(char),
            }
        };
        let written = self.rest()[..length].to_owned();
        self.pos += length + 1;
        parts.push(Part::AnsiQuoted { text: known.then_some(text), written });
        Some(())
    }

    /// `(…)` after `NAME=`.
    pub fn array(&mut self) -> Option<()> {
        self.enter()?;
        self.pos += 1;
        loop {
            self.newlines();
            if self.eat(")") {
                break;
            }
            self.some_word(Within::Command)?;
        }
        self.leave();
        Some(())
    }
}

/// Adds `text` to the last part, or as a new one.
pub(super) fn push(parts: &mut Vec<Part>, text: &str, quoted: bool) {
    match parts.last_mut() {
        Some(Part::Literal { text: before, quoted: same }) if *same == quoted => {
            before.push_str(text);
        }
        _ if text.is_empty() => {}
        _ => parts.push(Part::Literal { text: text.to_string(), quoted }),
    }
}

fn ends(byte: u8, within: Within) -> bool {
    match within {
        Within::Command => is_meta(byte),
        Within::Test => matches!(byte, b' ' | b'\t' | b'\n'),
        Within::Braces | Within::QuotedBraces => byte == b'}',
    }
}

/// Whether `text` is `NAME=` or `NAME+=`.
fn is_assignment(text: &str) -> bool {
    let length = name_length(text.as_bytes());
    length > 0 && matches!(&text[length..], "=" | "+=")
}
