//! What a `$` or a backtick starts.

use super::scan::{Reader, read};
use super::tree::{List, Parameter, Part, Word};
use super::word::{Within, push};

/// Operators after a parameter's name, the longer before the shorter.
const OPERATORS: [&str; 22] = [
    ":-", ":=", ":?", ":+", ":", "-", "=", "?", "+", "##", "#", "%%", "%", "//", "/#", "/%", "/",
    "^^", "^", ",,", ",", "@",
];

impl Reader<'_> {
    /// `$…`; a dollar that starts nothing is plain text.
    pub fn dollar(&mut self, parts: &mut Vec<Part>, quoted: bool) -> Option<()> {
        let next = self.peek_at(1);
        match next {
            Some(b'(') => {
                let part = match self.arithmetic_end(self.pos + 1) {
                    Some(end) => {
                        let text = self.text[self.pos + 3..end - 2].to_owned();
                        self.pos = end;
                        Part::Arithmetic(text)
                    }
                    None => {
                        self.pos += 2;
                        Part::Substitution { list: self.substituted()?, quoted }
                    }
                };
                parts.push(part);
            }
            Some(b'{') => {
                self.pos += 2;
                let part = self.braces(quoted)?;
                parts.push(part);
            }
            Some(b'\'') if !quoted => self.ansi_quotes(parts)?,
            // Bash drops the dollar, others keep it; the quotes themselves come next.
            Some(b'"') if !quoted => {
                self.pos += 1;
                parts.push(Part::Opaque);
            }
            _ => {
                self.pos += 1;
                let length = self.parameter_length();
                if length == 0 {
                    push(parts, "$", quoted);
                } else {
                    let name = self.rest()[..length].to_string();
                    self.pos += length;
                    parts.push(parameter(name, "", None, quoted));
                }
            }
        }
        Some(())
    }

    /// The length of the name, or of the digit or special character that is one.
    fn parameter_length(&self) -> usize {
        match self.peek() {
            Some(b'0'..=b'9' | b'@' | b'*' | b'#' | b'?' | b'-' | b'$' | b'!') => 1,
            _ => self.name_length(),
        }
    }

    /// The rest of `${…}`.
    fn braces(&mut self, quoted: bool) -> Option<Part> {
        self.enter()?;
        let part = self.in_braces(quoted)?;
        self.leave();
        self.eat("}").then_some(part)
    }

    fn in_braces(&mut self, quoted: bool) -> Option<Part> {
        // `${#name}` and `${!name}`, where the sign is not itself the parameter.
        let sign = match self.peek() {
            Some(b'#') => "#",
            Some(b'!') => "!",
            _ => "",
        };
        if !sign.is_empty() {
            let start = self.pos;
            self.pos += 1;
            let length = self.braced_name_length();
            if length > 0 && self.peek_at(length) == Some(b'}') {
                let name = self.rest()[..length].to_string();
                self.pos += length;
                return Some(parameter(name, sign, None, quoted));
            }
            self.pos = start;
        }
        let length = self.braced_name_length();
        let name = self.rest()[..length].to_string();
        self.pos += length;
        if length > 0 && self.peek() == Some(b'}') {
            return Some(parameter(name, "", None, quoted));
        }
        let operator = OPERATORS.into_iter().find(|operator| self.rest().starts_with(operator));
        let Some(operator) = operator.filter(|_| length > 0) else {
            // Arrays, and what the shell itself refuses when it comes there.
            self.word(Within::Braces)?;
            return Some(Part::Opaque);
        };
        self.pos += operator.len();
        let pattern = matches!(operator.as_bytes()[0], b'#' | b'%' | b'/' | b'^' | b',');
        let within = if quoted && !pattern { Within::QuotedBraces } else { Within::Braces };
        let word = self.word(within)?;
        Some(parameter(name, operator, Some(word), quoted))
    }

    /// As `parameter_length`, but `${10}` has two digits.
    fn braced_name_length(&self) -> usize {
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 { digits } else { self.parameter_length() }
    }

    /// The end of the `((…))` that starts at `at`, if it is one. Not so: `((a); b)`.
    pub fn arithmetic_end(&self, at: usize) -> Option<usize> {
        let bytes = &self.text.as_bytes()[..self.end];
        if bytes.get(at..at + 2) != Some(b"((") {
            return None;
        }
        let mut level = 2;
        let mut at = at + 2;
        loop {
            match *bytes.get(at)? {
                b'\\' => at += 1,
                quote @ (b'\'' | b'"') => {
                    at += 1 + bytes.get(at + 1..)?.iter().position(|byte| *byte == quote)?;
                }
                b'(' => level += 1,
                b')' => level -= 1,
                _ => {}
            }
            at += 1;
            if level == 1 {
                return (bytes.get(at) == Some(&b')')).then_some(at + 1);
            }
        }
    }

    /// The commands up to a closing parenthesis, and past it.
    pub fn substituted(&mut self) -> Option<List> {
        self.enter()?;
        let list = self.list();
        if self.stuck || !self.eat(")") {
            return None;
        }
        self.leave();
        Some(list)
    }

    /// `` `…` ``
    pub fn backticks(&mut self, parts: &mut Vec<Part>, quoted: bool) -> Option<()> {
        self.enter()?;
        self.pos += 1;
        let start = self.pos;
        let bytes = &self.text.as_bytes()[..self.end];
        let mut close = start;
        let mut escaped = false;
        while *bytes.get(close)? != b'`' {
            if bytes[close] == b'\\' {
                escaped |= undone(bytes.get(close + 1).copied(), quoted);
                close += 1;
            }
            close += 1;
        }
        let list = if escaped {
            self.unescaped_list(close, quoted)?
        } else {
            let end = std::mem::replace(&mut self.end, close);
            let list = self.list();
            let all = self.pos == close && !self.stuck;
            self.end = end;
            all.then_some(list)?
        };
        self.pos = close + 1;
        self.leave();
        parts.push(Part::Substitution { list, quoted });
        Some(())
    }

    /// The commands up to `close`, read with the backslashes gone that backticks ask for.
    fn unescaped_list(&self, close: usize, quoted: bool) -> Option<List> {
        let mut text = String::new();
        let mut origin = Vec::new();
        let mut at = self.pos;
        while at < close {
            let from = at;
            if self.text.as_bytes()[at] == b'\\' {
                let next = self.text.as_bytes().get(at + 1).copied();
                at += usize::from(undone(next, quoted));
            }
            let char = self.text[at..].chars().next()?;
            let start = self.script_offset(from);
            let extra = at - from;
            for byte in 0..char.len_utf8() {
                origin.push(if byte == 0 { start } else { start + extra + byte });
            }
            text.push(char);
            at += char.len_utf8();
        }
        origin.push(self.script_offset(close));
        let (list, stuck) = read(&text, &origin, self.depth);
        (!stuck).then_some(list)
    }
}

/// Whether a backslash in backticks goes away before `next`.
fn undone(next: Option<u8>, quoted: bool) -> bool {
    matches!(next, Some(b'$' | b'`' | b'\\')) || (quoted && next == Some(b'"'))
}

fn parameter(name: String, operator: &str, word: Option<Word>, quoted: bool) -> Part {
    let operator = operator.to_string();
    Part::Parameter(Parameter { name, operator, word: word.map(Box::new), quoted })
}
