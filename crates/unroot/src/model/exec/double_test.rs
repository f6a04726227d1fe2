//! Bash's `[[ … ]]`: conditions with `&&`, `||`, `!` and parentheses, and patterns on the right of `==`.

use super::exit::Exit;
use super::interpreter::{Interpreter, Stop};
use super::place::Place;
use super::programs::{self, Next};
use crate::glob::Syntax;
use crate::model::Cause;
use dockerfile::Span;
use shell::{Argument, Dialect, Invocation, Word};

impl Interpreter {
    /// The words between `[[` and `]]`.
    pub(super) fn double_test(
        &mut self,
        words: &[Word],
        command: Span,
        place: &Place,
    ) -> Result<Exit, Stop> {
        let inner = words.get(1..words.len() - 1).unwrap_or_default();
        Ok(match self.either(inner, command, place, 0)? {
            Some(true) => Exit::Ok,
            Some(false) => Exit::Fails(Cause::At(command)),
            None => Exit::Unknown,
        })
    }

    fn either(
        &mut self,
        words: &[Word],
        command: Span,
        place: &Place,
        depth: usize,
    ) -> Result<Option<bool>, Stop> {
        const DEEPEST: usize = 30;
        if depth > DEEPEST {
            return Ok(None);
        }
        for (operator, decides) in [("||", true), ("&&", false)] {
            let Some(at) = split(words, operator) else { continue };
            let left = self.either(&words[..at], command, place, depth + 1)?;
            if left == Some(decides) {
                return Ok(left);
            }
            let right = self.either(&words[at + 1..], command, place, depth + 1)?;
            let decided = [left, right].contains(&Some(decides));
            return Ok(match (left, right) {
                _ if decided => Some(decides),
                (Some(_), Some(_)) => Some(!decides),
                _ => None,
            });
        }
        let is = |word: Option<&Word>, text: &str| word.is_some_and(|word| is_plain(word, text));
        if is(words.first(), "!") {
            let holds = self.either(&words[1..], command, place, depth + 1)?;
            return Ok(holds.map(|holds| !holds));
        }
        if is(words.first(), "(") && is(words.last(), ")") && words.len() > 2 {
            return self.either(&words[1..words.len() - 1], command, place, depth + 1);
        }
        self.one_test(words, command, place)
    }

    fn one_test(
        &mut self,
        words: &[Word],
        command: Span,
        place: &Place,
    ) -> Result<Option<bool>, Stop> {
        if let [left, operator, right] = words {
            match operator.literal().as_deref() {
                Some(sign @ ("==" | "=" | "!=")) => {
                    let left = self.text(left, place)?;
                    let right = self.pattern(right, place, 0)?;
                    let fits =
                        left.zip(right).map(|(left, right)| Syntax::Shell.fits(&right, &left));
                    return Ok(fits.map(|fits| fits == (sign != "!=")));
                }
                Some("=~" | "<" | ">") => {
                    self.text(left, place)?;
                    self.text(right, place)?;
                    return Ok(None);
                }
                _ => {}
            }
        }
        let mut given = vec![Argument::known("[", command)];
        for word in words {
            let value = self.text(word, place)?;
            given.push(Argument { value, span: place.source(word.span), pattern: false });
        }
        given.push(Argument::known("]", command));
        let call = Invocation::read(given, command, Dialect::default());
        Ok(match programs::run(&mut self.shell, &call) {
            Next::Ends(Exit::Ok) => Some(true),
            Next::Ends(Exit::Fails(_)) => Some(false),
            _ => None,
        })
    }
}

fn is_plain(word: &Word, text: &str) -> bool {
    word.literal().as_deref() == Some(text)
}

/// Where the last `operator` outside of parentheses stands.
fn split(words: &[Word], operator: &str) -> Option<usize> {
    let mut depth = 0;
    let mut found = None;
    for (at, word) in words.iter().enumerate() {
        if is_plain(word, "(") {
            depth += 1;
        } else if is_plain(word, ")") {
            depth -= 1;
        } else if depth == 0 && is_plain(word, operator) {
            found = Some(at);
        }
    }
    found
}
