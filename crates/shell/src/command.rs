//! Lists, pipelines and simple commands.

use super::scan::{Reader, name_length};
use super::tree::{Assignment, Command, Connector, List, Part, Pipeline, Simple, Word};
use super::word::Within;

impl Reader<'_> {
    /// Pipelines up to the end, a closing parenthesis or a reserved word that closes something.
    pub fn list(&mut self) -> List {
        let mut items: Vec<(Connector, Pipeline)> = Vec::new();
        let mut connector = Connector::Then;
        loop {
            let before = self.pos;
            self.newlines();
            let owed = matches!(connector, Connector::And | Connector::Or);
            let on_new_line =
                !owed && !items.is_empty() && self.text[before..self.pos].contains('\n');
            if !owed && self.closes() {
                break;
            }
            items.push((connector, Pipeline { on_new_line, ..self.pipeline() }));
            match self.connector() {
                Some(next) => connector = next,
                None => break,
            }
            if connector == Connector::Background {
                put_in_background(&mut items);
            }
        }
        List { items }
    }

    /// Whether a list ends here.
    fn closes(&self) -> bool {
        match self.peek() {
            None | Some(b')') => true,
            Some(b';') => matches!(self.peek_at(1), Some(b';' | b'&')),
            _ => matches!(
                self.upcoming(),
                "then" | "else" | "elif" | "fi" | "do" | "done" | "esac" | "}"
            ),
        }
    }

    fn connector(&mut self) -> Option<Connector> {
        self.blanks();
        if self.stuck || (self.peek() == Some(b';') && self.closes()) {
            None
        } else if self.eat("&&") {
            Some(Connector::And)
        } else if self.eat("||") {
            Some(Connector::Or)
        } else if self.eat("&") {
            Some(Connector::Background)
        } else if self.eat(";") || self.peek() == Some(b'\n') {
            Some(Connector::Then)
        } else {
            None
        }
    }

    fn pipeline(&mut self) -> Pipeline {
        let mut negated = false;
        while self.eat_word("!") {
            negated = !negated;
            self.blanks();
        }
        let mut commands = Vec::new();
        let mut pipes_errors = false;
        loop {
            let start = self.pos;
            match self.command() {
                Some(command) => commands.push(command),
                None => commands.push(self.unknown(start)),
            }
            self.blanks();
            if self.stuck || self.peek() != Some(b'|') || self.peek_at(1) == Some(b'|') {
                break;
            }
            self.pos += 1;
            pipes_errors |= self.eat("&");
            self.newlines();
        }
        Pipeline { negated, commands, on_new_line: false, in_background: false, pipes_errors }
    }

    /// Gives up on everything from `start` on.
    fn unknown(&mut self, start: usize) -> Command {
        self.stuck = true;
        self.pos = self.end;
        Command::Unknown(self.span(start, self.end))
    }

    /// Ends `list` with what can't be read, once.
    pub fn stop(&mut self, list: &mut List) {
        if !self.stuck {
            let commands = vec![self.unknown(self.pos)];
            let pipeline = Pipeline {
                negated: false,
                commands,
                on_new_line: false,
                in_background: false,
                pipes_errors: false,
            };
            list.items.push((Connector::Then, pipeline));
        }
    }

    /// Words, assignments and redirections; or a function, which starts like them.
    pub fn simple(&mut self) -> Option<Command> {
        let start = self.pos;
        let mut end = start;
        let mut simple = Simple::default();
        loop {
            self.blanks();
            if self.redirects_here() {
                simple.redirects.push(self.redirect()?);
            } else if simple.words.is_empty() && self.assigns_here() {
                simple.assignments.push(self.assignment()?);
            } else if self.peek() == Some(b'(') && end > start {
                let alone = simple.assignments.is_empty() && simple.redirects.is_empty();
                let [name] = simple.words.as_slice() else { return None };
                return self.function(name.literal().filter(|_| alone)?, false);
            } else {
                let from = self.pos;
                let word = self.word(Within::Command)?;
                if self.pos == from {
                    break;
                }
                let test = simple.words.is_empty() && &self.text[from..self.pos] == "[[";
                simple.words.push(word);
                if test {
                    self.test(&mut simple.words)?;
                }
            }
            end = self.pos;
        }
        simple.span = self.span(start, end);
        (end > start).then_some(Command::Simple(simple))
    }

    /// The words of `[[ … ]]`, whose operators are words like any other.
    fn test(&mut self, words: &mut Vec<Word>) -> Option<()> {
        loop {
            while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\\')) {
                match self.peek() {
                    Some(b'\n') => self.newline(),
                    Some(b'\\') if self.peek_at(1) != Some(b'\n') => break,
                    Some(b'\\') => self.pos += 2,
                    _ => self.pos += 1,
                }
            }
            if self.upcoming() == "]]" {
                words.push(self.word(Within::Command)?);
                return Some(());
            }
            words.push(self.some_word(Within::Test)?);
        }
    }

    fn assigns_here(&self) -> bool {
        let rest = self.rest().as_bytes();
        let length = name_length(rest);
        length > 0 && matches!(&rest[length..], [b'=', ..] | [b'+', b'=', ..])
    }

    fn assignment(&mut self) -> Option<Assignment> {
        let start = self.pos;
        let name = self.rest()[..self.name_length()].to_string();
        self.pos += name.len();
        let append = self.eat("+");
        self.pos += 1;
        let value = if self.peek() == Some(b'(') {
            self.array()?;
            None
        } else {
            Some(self.word(Within::Command)?)
        };
        Some(Assignment { span: self.span(start, self.pos), name, append, value })
    }

    /// `((…))` as a command of one word that can't be told.
    pub fn arithmetic(&mut self) -> Option<Word> {
        let start = self.pos;
        self.pos = self.arithmetic_end(start)?;
        let text = self.text[start + 2..self.pos - 2].to_owned();
        Some(Word { span: self.span(start, self.pos), parts: vec![Part::Arithmetic(text)] })
    }
}

/// `&` sends the last pipeline away, with those that `&&` and `||` tie to it.
fn put_in_background(items: &mut [(Connector, Pipeline)]) {
    for (connector, pipeline) in items.iter_mut().rev() {
        pipeline.in_background = true;
        if !matches!(connector, Connector::And | Connector::Or) {
            break;
        }
    }
}
