//! The exec form: a JSON array of strings. Hand-written, as the elements' places are needed.

use std::ops::Range;

/// Nesting that Go's reader gives up at.
const DEEPEST: usize = 10_000;

/// What stands where an exec form may stand.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Json {
    /// An array of strings: each with its escapes undone and its place, quotes included.
    Strings(Vec<(String, Range<usize>)>),
    /// An array that holds something else; where the first such thing stands.
    Others(Range<usize>),
    /// No JSON array.
    No,
}

/// Reads the whole of `text` as a JSON array.
pub(super) fn array(text: &str) -> Json {
    let mut reader = Reader { text, at: text.len() - text.trim_start().len() };
    match reader.array() {
        None => Json::No,
        Some((strings, None)) => Json::Strings(strings),
        Some((_, Some(other))) => Json::Others(other),
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

type Elements = (Vec<(String, Range<usize>)>, Option<Range<usize>>);

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        (self.next()? == byte).then_some(())
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    fn array(&mut self) -> Option<Elements> {
        self.expect(b'[')?;
        let mut strings = Vec::new();
        let mut other = None;
        self.blanks();
        if self.peek() == Some(b']') {
            self.at += 1;
        } else {
            loop {
                self.blanks();
                let start = self.at;
                if self.peek()? == b'"' {
                    let string = self.string()?;
                    strings.push((string, start..self.at));
                } else {
                    self.skip()?;
                    other.get_or_insert(start..self.at);
                }
                self.blanks();
                match self.next()? {
                    b',' => {}
                    b']' => break,
                    _ => return None,
                }
            }
        }
        self.blanks();
        self.peek().is_none().then_some((strings, other))
    }

    /// Skips any value, without recursion: a file can nest as deep as it is long.
    fn skip(&mut self) -> Option<()> {
        let mut open = Vec::new();
        loop {
            self.blanks();
            match self.peek()? {
                b'"' => {
                    self.string()?;
                }
                bracket @ (b'{' | b'[') => {
                    self.at += 1;
                    self.blanks();
                    if self.peek()? == bracket + 2 {
                        self.at += 1;
                    } else {
                        open.push(bracket);
                        if open.len() >= DEEPEST {
                            return None;
                        }
                        if bracket == b'{' {
                            self.name()?;
                        }
                        continue;
                    }
                }
                b't' => self.literal("true")?,
                b'f' => self.literal("false")?,
                b'n' => self.literal("null")?,
                _ => self.number()?,
            }
            loop {
                let Some(bracket) = open.last().copied() else { return Some(()) };
                self.blanks();
                match self.next()? {
                    b',' => {
                        if bracket == b'{' {
                            self.name()?;
                        }
                        break;
                    }
                    close if close == bracket + 2 => {
                        open.pop();
                    }
                    _ => return None,
                }
            }
        }
    }

    fn name(&mut self) -> Option<()> {
        self.blanks();
        self.string()?;
        self.blanks();
        self.expect(b':')
    }

    fn literal(&mut self, literal: &str) -> Option<()> {
        let rest = self.text.get(self.at..)?;
        self.at += literal.len();
        rest.starts_with(literal).then_some(())
    }

    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }

    fn number(&mut self) -> Option<()> {
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        if self.peek() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        Some(())
    }

    fn string(&mut self) -> Option<String> {
        self.expect(b'"')?;
        let mut out = String::new();
        loop {
            let start = self.at;
            while !matches!(self.peek()?, b'"' | b'\\' | 0..0x20) {
                self.at += 1;
            }
            out.push_str(&self.text[start..self.at]);
            match self.next()? {
                b'"' => return Some(out),
                b'\\' => out.push(self.escaped()?),
                _ => return None,
            }
        }
    }

    fn escaped(&mut self) -> Option<char> {
        Some(match self.next()? {
            byte @ (b'"' | b'\\' | b'/') => char::from(byte),
            b'b' => '\x08',
            b'f' => '\x0c',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let unit = self.unit()?;
                char::from_u32(unit).unwrap_or_else(|| self.pair(unit))
            }
            _ => return None,
        })
    }

    fn unit(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        self.at += 4;
        u32::from_str_radix(digits, 16).ok()
    }

    /// The character of the surrogate `high` and the escape after it; the replacement character,
    /// and nothing more read, where they make no pair.
    fn pair(&mut self, high: u32) -> char {
        let before = self.at;
        if high < 0xdc00
            && self.text[before..].starts_with("\\u")
            && let Some(low) = {
                self.at += 2;
                self.unit()
            }
            && (0xdc00..0xe000).contains(&low)
        {
            let code = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
            return char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
        }
        self.at = before;
        char::REPLACEMENT_CHARACTER
    }
}

#[cfg(test)]
mod tests;
