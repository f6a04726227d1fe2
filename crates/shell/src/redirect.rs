//! Redirections.

use super::scan::Reader;
use super::tree::{Redirect, RedirectKind};
use super::word::Within;

/// Operators, the longer before the shorter.
const OPERATORS: [(&str, RedirectKind); 12] = [
    ("&>>", RedirectKind::Both),
    ("&>", RedirectKind::Both),
    ("<<<", RedirectKind::HereString),
    ("<<-", RedirectKind::Heredoc),
    ("<<", RedirectKind::Heredoc),
    ("<>", RedirectKind::ReadWrite),
    ("<&", RedirectKind::Duplicate),
    ("<", RedirectKind::Read),
    (">>", RedirectKind::Append),
    (">&", RedirectKind::Duplicate),
    (">|", RedirectKind::Write),
    (">", RedirectKind::Write),
];

impl Reader<'_> {
    /// Whether a redirection starts at the cursor. `<(` starts a word.
    pub fn redirects_here(&self) -> bool {
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        match self.peek_at(digits) {
            Some(b'<' | b'>') => digits < 10 && (digits > 0 || self.peek_at(1) != Some(b'(')),
            Some(b'&') => digits == 0 && self.peek_at(1) == Some(b'>'),
            _ => false,
        }
    }

    /// The redirection at the cursor.
    pub fn redirect(&mut self) -> Option<Redirect> {
        let start = self.pos;
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        let fd = self.rest()[..digits].parse().ok();
        self.pos += digits;
        let (operator, kind) =
            OPERATORS.into_iter().find(|(operator, _)| self.rest().starts_with(operator))?;
        self.pos += operator.len();
        self.blanks();
        let from = self.pos;
        let target = self.some_word(Within::Command)?;
        let body = match kind {
            RedirectKind::Heredoc => self.here_document(start, from, &target, operator == "<<-"),
            _ => None,
        };
        Some(Redirect { span: self.span(start, self.pos), fd, kind, target, body })
    }

    /// The redirections after a compound command. One that can't be read is left where it stands.
    pub fn redirects(&mut self) -> Vec<Redirect> {
        let mut redirects = Vec::new();
        loop {
            self.blanks();
            let start = self.pos;
            if !self.redirects_here() {
                return redirects;
            }
            match self.redirect() {
                Some(redirect) => redirects.push(redirect),
                None => {
                    self.pos = start;
                    return redirects;
                }
            }
        }
    }
}
