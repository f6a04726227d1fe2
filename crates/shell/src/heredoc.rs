//! Here-documents: their bodies stand after the line that asks for them.

use super::scan::{Body, Pending, Reader};
use super::tree::{Part, Redirect, Word};
use super::word::push;

impl Reader<'_> {
    /// Notes the here-document whose redirection starts at `at` and whose delimiter, just read,
    /// starts at `from`; gives its body if an earlier reading found it.
    pub fn here_document(
        &mut self,
        at: usize,
        from: usize,
        target: &Word,
        strip_tabs: bool,
    ) -> Option<String> {
        // A delimiter is never expanded: `<<$END` ends at a line `$END`.
        let delimiter = target.literal().unwrap_or_else(|| self.text[from..self.pos].to_string());
        self.pending.push(Pending { at, delimiter, strip_tabs });
        let found = self.known.binary_search_by_key(&at, |body| body.at).ok()?;
        Some(std::mem::take(&mut self.known[found].text))
    }

    /// Steps over the newline at the cursor and the bodies that follow it.
    pub fn newline(&mut self) {
        self.pos += 1;
        for pending in std::mem::take(&mut self.pending) {
            let text = self.body(&pending);
            self.bodies.push(Body { at: pending.at, text });
        }
    }

    fn body(&mut self, pending: &Pending) -> String {
        let mut text = String::new();
        while self.pos < self.end {
            let rest = self.rest();
            let length = rest.find('\n').map_or(rest.len(), |at| at + 1);
            self.pos += length;
            let line = &rest[..length];
            let line = if pending.strip_tabs { line.trim_start_matches('\t') } else { line };
            if line.strip_suffix('\n').unwrap_or(line) == pending.delimiter {
                break;
            }
            text.push_str(line);
        }
        text
    }
}

impl Redirect {
    /// The body of a here-document as a word, whose spans are bytes of the body: with what it substitutes, unless
    /// its delimiter is quoted. `None` where there is no body, or it can't be read.
    pub fn here_document(&self) -> Option<Word> {
        let body = self.body.as_deref()?;
        let mut word = Word::default();
        let quoted = |part: &Part| !matches!(part, Part::Literal { quoted: false, .. });
        if self.target.parts.is_empty() || self.target.parts.iter().any(quoted) {
            push(&mut word.parts, body, true);
            return Some(word);
        }
        let mut reader = Reader::new(body, &[], 0, Vec::new());
        while let Some(byte) = reader.peek() {
            match byte {
                b'\\' => reader.escape_in_quotes(&mut word.parts, b'\\'),
                b'$' => reader.dollar(&mut word.parts, true)?,
                b'`' => reader.backticks(&mut word.parts, true)?,
                _ => {
                    let rest = reader.rest();
                    let length = rest.find(['\\', '$', '`']).unwrap_or(rest.len());
                    push(&mut word.parts, &rest[..length], true);
                    reader.pos += length;
                }
            }
        }
        (!reader.stuck).then_some(word)
    }
}
