//! Shell words become arguments: quotes, splitting, tildes, braces, patterns.

use super::braces;
use super::interpreter::{Interpreter, Stop};
use super::paths;
use super::place::Place;
use super::world::World;
use crate::glob;
use crate::model::{Identity, Value};
use shell::{Argument, Language, Part, Word};

/// What a part of a word becomes.
pub(super) enum Piece {
    /// Text; `quoted` or not, `splits` or not.
    Text { text: String, quoted: bool, splits: bool },
    /// `"$@"`: words of their own.
    Many(Vec<String>),
}

impl Piece {
    /// The value of an expansion.
    pub(super) fn value(text: String, quoted: bool) -> Self {
        Piece::Text { text, quoted, splits: !quoted }
    }
}

/// One argument in the making.
#[derive(Default)]
struct Field {
    text: String,
    /// The same as a pattern: what was quoted stands for itself.
    pattern: String,
}

impl Field {
    fn push(&mut self, text: &str, quoted: bool) {
        self.text.push_str(text);
        if quoted {
            self.pattern.push_str(&glob::escaped(text));
        } else {
            self.pattern.push_str(text);
        }
    }
}

/// Arguments as they come out of a word.
#[derive(Default)]
struct Fields {
    done: Vec<Field>,
    open: Option<Field>,
    /// White space ended the last field: a separator behind it belongs to it.
    after_blank: bool,
}

impl Fields {
    fn push(&mut self, text: &str, quoted: bool) {
        self.open.get_or_insert_default().push(text, quoted);
        self.after_blank = false;
    }

    fn close(&mut self) {
        self.done.extend(self.open.take());
    }

    /// Text that is split at each character of `separators`.
    fn split(&mut self, text: &str, separators: &str) {
        for char in text.chars() {
            if !separators.contains(char) {
                self.push(char.encode_utf8(&mut [0; 4]), false);
            } else if char.is_ascii_whitespace() {
                self.after_blank |= self.open.is_some();
                self.close();
            } else if self.open.is_some() || !std::mem::take(&mut self.after_blank) {
                self.open.get_or_insert_default();
                self.close();
            }
        }
    }
}

impl Interpreter {
    /// Expands `words`; an unquoted variable may give several arguments, or none, but inside bash's `[[ … ]]`.
    pub(super) fn arguments(
        &mut self,
        words: &[Word],
        place: &Place,
    ) -> Result<Vec<Argument>, Stop> {
        let language = self.shell.world.process.language;
        let first = words.first().and_then(Word::literal);
        let test = first.as_deref() == Some("[[") && language != Some(Language::Ash);
        let declares = first.as_deref().is_some_and(declares);
        let mut arguments = Vec::new();
        for word in words {
            let span = place.source(word.span);
            let name = word.parts.first().is_some_and(
                |part| matches!(part, Part::Literal { text, quoted: false } if text.contains('=')),
            );
            if test || (declares && name) {
                let value = self.text(word, place)?;
                arguments.push(Argument { value, span, pattern: false });
                continue;
            }
            if !braces::has_braces(word) || matches!(language, Some(Language::Dash | Language::Ash))
            {
                self.fields(word, place, &mut arguments)?;
                continue;
            }
            let spread = braces::spread(word).filter(|_| language.is_some());
            match spread {
                Some(words) => {
                    for word in &words {
                        self.fields(word, place, &mut arguments)?;
                    }
                }
                None => arguments.push(Argument { value: None, span, pattern: false }),
            }
        }
        Ok(arguments)
    }

    /// Adds what `word` becomes to `arguments`.
    fn fields(
        &mut self,
        word: &Word,
        place: &Place,
        arguments: &mut Vec<Argument>,
    ) -> Result<(), Stop> {
        let span = place.source(word.span);
        let unknown = Argument { value: None, span, pattern: false };
        let Some(pieces) = self.pieces(word, place, 0)? else {
            arguments.push(unknown);
            return Ok(());
        };
        let mut fields = Fields::default();
        if word.parts.is_empty() {
            fields.push("", true);
        }
        for piece in pieces {
            match piece {
                Piece::Text { text, quoted, splits: false } => fields.push(&text, quoted),
                Piece::Text { text, .. } => {
                    let Some(separators) = self.separators() else {
                        arguments.push(unknown);
                        return Ok(());
                    };
                    fields.split(&text, &separators);
                }
                Piece::Many(words) => {
                    for (at, text) in words.iter().enumerate() {
                        if at > 0 {
                            fields.close();
                        }
                        fields.push(text, true);
                    }
                }
            }
        }
        fields.close();
        for field in fields.done {
            if !glob::is_pattern(&field.pattern) {
                arguments.push(Argument::known(&field.text, span));
            } else if !self.shell.world.process.plain_patterns {
                arguments.push(unknown.clone());
            } else {
                match paths::matching(&self.shell, &field.pattern) {
                    Some(found) if found.is_empty() => {
                        arguments.push(Argument::known(&field.text, span));
                    }
                    Some(found) => {
                        arguments.extend(found.iter().map(|path| Argument::known(path, span)));
                    }
                    None => {
                        let value = Some(field.text);
                        arguments.push(Argument { value, span, pattern: true });
                    }
                }
            }
        }
        Ok(())
    }

    /// What separates words: `IFS`, unless it is unknown.
    pub(super) fn separators(&self) -> Option<String> {
        match self.shell.world.variables.get("IFS") {
            Some(Value::Known(text, _)) => Some(text.clone()),
            Some(Value::Unknown(_)) if self.shell.world.variables.is_listed("IFS") => None,
            // No image sets it.
            _ => Some(" \t\n".to_owned()),
        }
    }

    /// The word as one string, without splitting (an assignment, a redirection's target).
    pub(super) fn text(&mut self, word: &Word, place: &Place) -> Result<Option<String>, Stop> {
        self.text_within(word, place, 0)
    }

    pub(super) fn text_within(
        &mut self,
        word: &Word,
        place: &Place,
        depth: usize,
    ) -> Result<Option<String>, Stop> {
        self.whole(word, place, depth, |text, _| text)
    }

    /// The word as a pattern: what is quoted stands for itself.
    pub(super) fn pattern(
        &mut self,
        word: &Word,
        place: &Place,
        depth: usize,
    ) -> Result<Option<String>, Stop> {
        self.whole(word, place, depth, |text, quoted| match quoted {
            true => glob::escaped(&text),
            false => text,
        })
    }

    /// The word as one string, each piece as `write` has it, which is told whether the piece is quoted.
    fn whole(
        &mut self,
        word: &Word,
        place: &Place,
        depth: usize,
        write: impl Fn(String, bool) -> String,
    ) -> Result<Option<String>, Stop> {
        let Some(pieces) = self.pieces(word, place, depth)? else { return Ok(None) };
        let text = pieces.into_iter().map(|piece| match piece {
            Piece::Text { text, quoted, .. } => write(text, quoted),
            Piece::Many(words) => write(words.join(" "), true),
        });
        Ok(Some(text.collect()))
    }

    /// What the parts become; `None` where one of them is not known.
    fn pieces(
        &mut self,
        word: &Word,
        place: &Place,
        depth: usize,
    ) -> Result<Option<Vec<Piece>>, Stop> {
        let mut pieces = Some(Vec::with_capacity(word.parts.len()));
        for (at, part) in word.parts.iter().enumerate() {
            // What comes after something unknown may still run commands, or set variables.
            let piece = self.piece(part, at == 0, place, depth)?;
            match (&mut pieces, piece) {
                (Some(all), Some(piece)) => all.push(piece),
                _ => pieces = None,
            }
        }
        Ok(pieces)
    }

    fn piece(
        &mut self,
        part: &Part,
        is_first: bool,
        place: &Place,
        depth: usize,
    ) -> Result<Option<Piece>, Stop> {
        let plain = |text: String, quoted| Piece::Text { text, quoted, splits: false };
        Ok(match part {
            Part::Literal { text, quoted: false } if is_first && text.starts_with('~') => {
                self.tilde(text).map(|text| plain(text, false))
            }
            Part::Literal { text, quoted } => Some(plain(text.clone(), *quoted)),
            Part::Parameter(parameter) => self.parameter(parameter, place, depth)?,
            Part::Substitution { list, quoted } => {
                self.substitution(list, place).map(|text| Piece::value(text, *quoted))
            }
            Part::Arithmetic(text) => {
                self.arithmetic(text).map(|value| Piece::value(value.to_string(), false))
            }
            Part::AnsiQuoted { text, written } => match self.shell.world.process.language {
                Some(Language::Dash) => Some(plain(format!("${written}"), true)),
                Some(_) => text.clone().map(|text| plain(text, true)),
                None => None,
            },
            Part::Process | Part::Array | Part::Opaque => None,
        })
    }

    /// `~`, `~/x` and `~app/x`.
    fn tilde(&self, text: &str) -> Option<String> {
        let (name, rest) = match text.find('/') {
            Some(slash) => (&text[1..slash], &text[slash..]),
            None => (&text[1..], ""),
        };
        let home = match name {
            "" => self.home(),
            name => self.shell.world.accounts.user(name).found()?.home.clone(),
        };
        Some(home? + rest)
    }

    /// `HOME`.
    pub(super) fn home(&self) -> Option<String> {
        home(&self.shell.world, &self.shell.who)
    }
}

/// HOME of the identity that runs the command; `None` where it is unknown.
pub(super) fn home(world: &World, who: &Identity) -> Option<String> {
    match world.variables.get("HOME") {
        Some(Value::Known(home, _)) => Some(home.clone()),
        Some(Value::Unknown(_)) if world.variables.is_listed("HOME") => None,
        _ => who.home.clone(),
    }
}

/// Builtins whose arguments are assignments, which are not split.
pub(super) fn declares(name: &str) -> bool {
    matches!(name, "export" | "readonly" | "local" | "declare" | "typeset")
}
