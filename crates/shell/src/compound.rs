//! Commands made of lists. One that breaks off keeps what was read; its innermost list then ends
//! with `Unknown`.

use super::scan::Reader;
use super::tree::{Case, Command, List, Simple, Word};
use super::word::Within;
use std::sync::Arc;

impl Reader<'_> {
    /// One command of a pipeline.
    pub fn command(&mut self) -> Option<Command> {
        if self.peek() != Some(b'(') && !is_compound(self.upcoming()) {
            return if self.reserved() { None } else { self.simple() };
        }
        self.enter()?;
        let command = self.compound();
        self.leave();
        command
    }

    /// Whether the word at the cursor can't start a command.
    fn reserved(&self) -> bool {
        matches!(
            self.upcoming(),
            "then" | "else" | "elif" | "fi" | "do" | "done" | "esac" | "}" | "!"
        )
    }

    fn compound(&mut self) -> Option<Command> {
        if self.peek() == Some(b'(') {
            return Some(self.parentheses());
        }
        let word = self.upcoming();
        self.pos += word.len();
        match word {
            "{" => {
                let list = self.list_until("}");
                Some(Command::Group(list, self.redirects()))
            }
            "if" => Some(self.conditional()),
            "for" => self.counted(),
            "case" => self.case(),
            "function" => {
                self.blanks();
                let name = self.some_word(Within::Command)?.literal()?;
                self.blanks();
                self.function(name, true)
            }
            _ => Some(self.conditioned(word == "until")),
        }
    }

    fn parentheses(&mut self) -> Command {
        let start = self.pos;
        if let Some(word) = self.arithmetic() {
            let mut simple = Simple { words: vec![word], ..Simple::default() };
            let mut end = self.pos;
            simple.redirects = self.redirects();
            if !simple.redirects.is_empty() {
                end = self.pos;
            }
            simple.span = self.span(start, end);
            return Command::Simple(simple);
        }
        self.pos += 1;
        let mut list = self.list();
        if list.items.is_empty() || self.stuck || !self.eat(")") {
            self.stop(&mut list);
        }
        Command::Subshell(list, self.redirects())
    }

    /// A list that is not empty, and the reserved word after it.
    fn list_until(&mut self, word: &str) -> List {
        let mut list = self.list();
        if list.items.is_empty() || self.stuck || !self.eat_word(word) {
            self.stop(&mut list);
        }
        list
    }

    fn conditional(&mut self) -> Command {
        let mut branches = Vec::new();
        let mut otherwise = None;
        loop {
            let condition = self.list_until("then");
            let mut body = self.list();
            let empty = body.items.is_empty();
            let more = !empty && self.eat_word("elif");
            let last = !empty && !more && self.eat_word("else");
            if !more && !last && (empty || !self.eat_word("fi")) {
                self.stop(&mut body);
            }
            branches.push((condition, body));
            if last {
                otherwise = Some(self.list_until("fi"));
            }
            if !more {
                break;
            }
        }
        Command::If { branches, otherwise, redirects: self.redirects() }
    }

    fn conditioned(&mut self, until: bool) -> Command {
        let condition = self.list_until("do");
        let body = if self.stuck { List::default() } else { self.list_until("done") };
        Command::While { until, condition, body, redirects: self.redirects() }
    }

    fn counted(&mut self) -> Option<Command> {
        self.blanks();
        let mut name = String::new();
        let mut words = None;
        if let Some(word) = self.arithmetic() {
            // Bash's `for ((…))` counts in a way that is not read: no name, one unknown word.
            words = Some(vec![word]);
        } else {
            name.push_str(&self.rest()[..self.name_length()]);
            self.pos += name.len();
            self.newlines();
            if self.eat_word("in") {
                words = Some(self.words()?);
            }
        }
        self.blanks();
        self.eat(";");
        self.newlines();
        if !self.eat_word("do") {
            return None;
        }
        let body = self.list_until("done");
        Some(Command::For { name, words, body, redirects: self.redirects() })
    }

    /// Words up to the end of the command.
    fn words(&mut self) -> Option<Vec<Word>> {
        let mut words = Vec::new();
        loop {
            self.blanks();
            let start = self.pos;
            let word = self.word(Within::Command)?;
            if self.pos == start {
                let ends = matches!(self.peek(), Some(b';' | b'\n'));
                return ends.then_some(words);
            }
            words.push(word);
        }
    }

    fn case(&mut self) -> Option<Command> {
        self.blanks();
        let word = self.some_word(Within::Command)?;
        self.newlines();
        if !self.eat_word("in") {
            return None;
        }
        let mut arms = Vec::new();
        while !self.stuck {
            self.newlines();
            if self.eat_word("esac") {
                break;
            }
            let start = self.pos;
            let patterns = self.patterns();
            let mut list = List::default();
            if patterns.is_some() {
                list = self.list();
            } else {
                self.pos = start;
            }
            let more = patterns.is_some() && self.eat(";");
            if more {
                self.eat(";");
                self.eat("&");
            } else if patterns.is_none() || self.stuck || self.upcoming() != "esac" {
                self.stop(&mut list);
            }
            arms.push((patterns.unwrap_or_default(), list));
        }
        Some(Command::Case(Case { word, arms, redirects: self.redirects() }))
    }

    /// `a | b)` with or without `(` before it.
    fn patterns(&mut self) -> Option<Vec<Word>> {
        self.eat("(");
        let mut patterns = Vec::new();
        loop {
            self.blanks();
            patterns.push(self.some_word(Within::Command)?);
            self.blanks();
            if self.eat(")") {
                return Some(patterns);
            }
            if !self.eat("|") {
                return None;
            }
        }
    }

    /// What follows a function's name: `()` (which bash's `function` may leave out) and the body.
    pub fn function(&mut self, name: String, keyword: bool) -> Option<Command> {
        self.enter()?;
        if self.eat("(") {
            self.blanks();
            if !self.eat(")") {
                return None;
            }
        }
        self.newlines();
        let body = Arc::new(self.command()?);
        self.leave();
        Some(Command::Function { name, body, keyword })
    }
}

fn is_compound(word: &str) -> bool {
    matches!(word, "{" | "if" | "for" | "while" | "until" | "case" | "function")
}
