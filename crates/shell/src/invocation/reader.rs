//! Reads options as GNU's `getopt_long` does, with the ways in which other programs differ.

use super::tables::{Entry, Style, Table};
use super::{Argument, Given};

/// What the words are, by their places.
#[derive(Default)]
pub(super) struct Read {
    pub(super) options: Vec<Given>,
    pub(super) operands: Vec<usize>,
    pub(super) refused: Option<usize>,
}

/// Sorts `words`, of which the first is the program.
pub(super) fn read(words: &[Argument], table: Table) -> Read {
    let mut reader = Reader { words, table, at: 1, read: Read::default() };
    match table.style {
        Style::Raw => reader.rest(),
        Style::Tar => reader.bundle(),
        _ => {}
    }
    while reader.at < words.len() {
        reader.word();
    }
    reader.read
}

struct Reader<'a> {
    words: &'a [Argument],
    table: Table,
    /// The word that comes next.
    at: usize,
    read: Read,
}

impl Reader<'_> {
    /// All that is left are operands.
    fn rest(&mut self) {
        self.read.operands.extend(self.at..self.words.len());
        self.at = self.words.len();
    }

    fn word(&mut self) {
        let at = self.at;
        self.at += 1;
        let text = self.words[at].text();
        match text.strip_prefix('-').filter(|rest| !rest.is_empty()) {
            Some("-") => self.rest(),
            Some(_) if self.is_mode(text) => self.read.operands.push(at),
            Some(rest) => match (rest.strip_prefix('-'), self.table.style) {
                (long, Style::Perl | Style::Dash) => self.long(at, long.unwrap_or(rest)),
                (Some(long), _) => self.long(at, long),
                (None, _) => self.letters(at, 1),
            },
            None => {
                self.read.operands.push(at);
                if self.table.style == Style::First {
                    self.rest();
                }
            }
        }
    }

    /// `-x` and `-rwx` of `chmod`, where the mode is expected.
    fn is_mode(&self, text: &str) -> bool {
        self.table.style == Style::Modes
            && self.read.operands.is_empty()
            && text.chars().all(|char| "rwxXst=+-,ugoa".contains(char))
    }

    /// `--name`, `--name=value`; `name` is what follows the dashes.
    fn long(&mut self, at: usize, name: &str) {
        let word = &self.words[at];
        let (name, attached) = match name.split_once('=') {
            Some((name, value)) => (name, Some(word.tail(word.text().len() - value.len()))),
            None => (name, None),
        };
        let entry = match self.table.style {
            Style::Perl => self.table.find_long(&name.to_ascii_lowercase(), true),
            Style::Dash => self.table.find_long(name, true),
            _ => self.table.find_long(name, false),
        };
        let Some(entry) = entry else {
            self.unknown(at, attached);
            return;
        };
        if attached.is_some() && entry.is_flag() {
            self.refuse(at);
        }
        self.give(at, entry, attached);
    }

    /// Letters from the byte `from` of the word, the last of which may have its value attached.
    fn letters(&mut self, at: usize, from: usize) {
        let text = self.words[at].text();
        for (offset, letter) in text[from..].char_indices() {
            let next = from + offset + letter.len_utf8();
            let Some(entry) = self.table.find_letter(letter) else {
                self.unknown(at, None);
                continue;
            };
            if entry.is_flag() {
                self.give(at, entry, None);
                continue;
            }
            let attached = (next < text.len()).then(|| self.words[at].tail(next));
            self.give(at, entry, attached);
            break;
        }
    }

    /// `tar xzf archive`: letters without a dash, whose values follow in their order.
    fn bundle(&mut self) {
        let bundled = self.words.get(1).map(Argument::text).unwrap_or_default();
        if bundled.is_empty() || bundled.contains(['-', '.', '/']) {
            return;
        }
        self.at = 2;
        for letter in bundled.chars() {
            match self.table.find_letter(letter) {
                Some(entry) => self.give(1, entry, None),
                None => self.unknown(1, None),
            }
        }
    }

    /// Notes an option, with the next word as its value if it takes one and has none attached.
    fn give(&mut self, at: usize, entry: Entry, attached: Option<Argument>) {
        let value = match attached {
            None if entry.needs_value() => match self.words.get(self.at) {
                Some(next) => {
                    self.at += 1;
                    Some(next.clone())
                }
                None => {
                    self.refuse(at);
                    None
                }
            },
            attached => attached,
        };
        self.read.options.push(Given { name: Some(entry.name()), word: at, value });
    }

    fn unknown(&mut self, at: usize, value: Option<Argument>) {
        self.refuse(at);
        self.read.options.push(Given { name: None, word: at, value });
    }

    fn refuse(&mut self, at: usize) {
        self.read.refused = self.read.refused.or(Some(at));
    }
}
