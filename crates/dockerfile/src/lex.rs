//! BuildKit's word splitting, as far as finding here-documents needs it: no variable is ever set,
//! so `$a` and `${a:-b}` stay, and only quotes, escapes and white space matter.
//!
//! It is no shell: `$( )` means nothing to it, and what it can't make sense of ends the search.

use std::iter::Peekable;
use std::str::CharIndices;

/// `${a:-"${b:-…` nests without end; no honest line comes near this.
const DEEPEST: u32 = 100;

/// What becomes of quotes and escape characters.
#[derive(Clone, Copy)]
pub(super) struct Keep {
    pub quotes: bool,
    pub escapes: bool,
}

/// A word and the bytes it was read from.
#[derive(Debug, Default)]
pub(super) struct LexWord {
    pub text: String,
    pub start: usize,
    pub end: usize,
}

/// Splits `text`; `None` where BuildKit gives up, such as at a quote that is never closed.
pub(super) fn lex(text: &str, keep: Keep) -> Option<Vec<LexWord>> {
    let mut lexer = Lexer {
        chars: text.char_indices().peekable(),
        keep_quotes: keep.quotes,
        words: Vec::new(),
        word: LexWord::default(),
    };
    lexer.run(None, keep.escapes, Mode::Top, 0)?;
    lexer.finish_word();
    Some(lexer.words)
}

/// Whether white space ends a word. Inside `$…` it does, inside quotes it does not, and whatever
/// is nested follows the outermost.
#[derive(Clone, Copy, PartialEq)]
enum Mode {
    Top,
    Splitting,
    Whole,
}

struct Lexer<'a> {
    chars: Peekable<CharIndices<'a>>,
    keep_quotes: bool,
    words: Vec<LexWord>,
    word: LexWord,
}

impl Lexer<'_> {
    fn peek(&mut self) -> Option<char> {
        self.chars.peek().map(|(_, char)| *char)
    }

    fn finish_word(&mut self) {
        if !self.word.text.is_empty() {
            self.words.push(std::mem::take(&mut self.word));
        }
    }

    fn put(&mut self, (at, char): (usize, char), mode: Mode) {
        if mode != Mode::Whole && char.is_whitespace() {
            self.finish_word();
            return;
        }
        if self.word.text.is_empty() {
            self.word.start = at;
        }
        self.word.text.push(char);
        self.word.end = at + char.len_utf8();
    }

    /// Reads up to `stop`, which is returned, or to the end.
    fn run(
        &mut self,
        stop: Option<char>,
        escapes: bool,
        mode: Mode,
        depth: u32,
    ) -> Option<(usize, char)> {
        if depth > DEEPEST {
            return None;
        }
        let inside = |own: Mode| if mode == Mode::Top { own } else { mode };
        while let Some((at, char)) = self.chars.next() {
            if Some(char) == stop {
                return Some((at, char));
            }
            match char {
                '$' => self.dollar(at, inside(Mode::Splitting), depth)?,
                '\'' => self.single(at, inside(Mode::Whole))?,
                '"' => self.double(at, escapes, inside(Mode::Whole), depth)?,
                '<' => self.less(at, inside(Mode::Whole)),
                '\\' => {
                    if escapes {
                        self.put((at, char), inside(Mode::Whole));
                    }
                    if let Some(next) = self.chars.next() {
                        self.put(next, inside(Mode::Whole));
                    }
                }
                _ => self.put((at, char), mode),
            }
        }
        stop.is_none().then_some((0, ' '))
    }

    /// `<<` takes the blanks after it into its word: `<< EOF` is one word.
    fn less(&mut self, at: usize, mode: Mode) {
        self.put((at, '<'), mode);
        if let Some(second) = self.chars.next_if(|(_, char)| *char == '<') {
            self.put(second, mode);
            while let Some(blank) = self.chars.next_if(|(_, char)| " \t\r\n".contains(*char)) {
                self.put(blank, mode);
            }
        }
    }

    fn single(&mut self, at: usize, mode: Mode) -> Option<()> {
        if self.keep_quotes {
            self.put((at, '\''), mode);
        }
        loop {
            let (at, char) = self.chars.next()?;
            if char != '\'' || self.keep_quotes {
                self.put((at, char), mode);
            }
            if char == '\'' {
                return Some(());
            }
        }
    }

    fn double(&mut self, at: usize, escapes: bool, mode: Mode, depth: u32) -> Option<()> {
        if self.keep_quotes {
            self.put((at, '"'), mode);
        }
        loop {
            let (at, char) = self.chars.next()?;
            match char {
                '"' => {
                    if self.keep_quotes {
                        self.put((at, char), mode);
                    }
                    return Some(());
                }
                '$' => self.dollar(at, mode, depth)?,
                '\\' => {
                    if escapes {
                        self.put((at, char), mode);
                    }
                    let special = self.chars.next_if(|(_, char)| "\"$\\".contains(*char));
                    self.put(special.unwrap_or((at, char)), mode);
                }
                _ => self.put((at, char), mode),
            }
        }
    }

    fn dollar(&mut self, at: usize, mode: Mode, depth: u32) -> Option<()> {
        self.put((at, '$'), mode);
        let Some(brace) = self.chars.next_if(|(_, char)| *char == '{') else {
            self.name(mode);
            return Some(());
        };
        self.put(brace, mode);
        if matches!(self.peek()?, '{' | '}' | ':') {
            return None;
        }
        self.name(mode);
        let mut modifier = self.chars.next()?;
        let stop = match modifier.1 {
            '}' => modifier,
            ':' | '+' | '-' | '?' | '#' | '%' => {
                self.put(modifier, mode);
                if modifier.1 == ':' {
                    modifier = self.chars.next()?;
                    self.put(modifier, mode);
                }
                let raw = matches!(modifier.1, '#' | '%');
                self.run(Some('}'), raw, mode, depth + 1)?
            }
            '/' => {
                self.put(modifier, mode);
                self.chars.next_if(|(_, char)| *char == '/');
                let slash = self.run(Some('/'), true, mode, depth + 1)?;
                self.put(slash, mode);
                self.run(Some('}'), true, mode, depth + 1)?
            }
            _ => return None,
        };
        self.put(stop, mode);
        Some(())
    }

    fn name(&mut self, mode: Mode) {
        let Some(first) = self.peek() else { return };
        let digits = first.is_numeric();
        if !digits && "@*#?-$!".contains(first) {
            if let Some(special) = self.chars.next() {
                self.put(special, mode);
            }
            return;
        }
        let part = |char: char| match digits {
            true => char.is_numeric(),
            false => char.is_alphanumeric() || char == '_',
        };
        while let Some(next) = self.chars.next_if(|(_, char)| part(*char)) {
            self.put(next, mode);
        }
    }
}

#[cfg(test)]
mod tests;
