//! Commands made of lists: conditions, loops, `case`.

use super::exit::Exit;
use super::interpreter::{Departure, Interpreter, Jump, Reach};
use super::place::Place;
use super::world::World;
use crate::glob::Syntax;
use crate::model::{Cause, Value};
use shell::{Argument, Case, Command, List, Word};

/// Turns of a loop that are followed one by one.
const TURNS: usize = 64;

/// Ways through a choice, to be joined.
#[derive(Default)]
struct Ways {
    worlds: Vec<World>,
    exits: Vec<Exit>,
    leaves: Option<Reach>,
    /// One of them ends the shell or the function with a failure.
    fails: bool,
}

impl Ways {
    fn exit(&self) -> Exit {
        match &self.exits[..] {
            exits if exits.contains(&Exit::Doubtful) => Exit::Doubtful,
            exits if !self.fails && exits.iter().all(|exit| *exit == Exit::Ok) => Exit::Ok,
            _ => Exit::Unknown,
        }
    }
}

impl Interpreter {
    pub(super) fn compound(&mut self, command: &Command, place: &Place) -> Exit {
        match command {
            Command::Group(list, redirects) => {
                self.redirected(redirects, place, |inner| inner.list(list, place))
            }
            Command::Subshell(list, redirects) => {
                let exit = self.redirected(redirects, place, |inner| {
                    inner.isolated(|inner| inner.list(list, place))
                });
                self.spared = false;
                exit
            }
            Command::If { branches, otherwise, redirects } => {
                self.redirected(redirects, place, |inner| {
                    inner.conditions(branches, otherwise.as_ref(), place)
                })
            }
            Command::For { name, words, body, redirects } => {
                self.redirected(redirects, place, |inner| {
                    inner.turns(name, words.as_deref(), body, place)
                })
            }
            Command::While { until, condition, body, redirects } => {
                self.redirected(redirects, place, |inner| {
                    inner.repeated(*until, condition, body, place)
                })
            }
            Command::Case(case) => {
                self.redirected(&case.redirects, place, |inner| inner.case(case, place))
            }
            Command::Function { name, body, .. } => {
                self.functions.push((name.clone(), body.clone()));
                Exit::Ok
            }
            Command::Unknown(span) => {
                let at = place.source(*span);
                self.shell.anything(at);
                self.print(None);
                Exit::Unknown
            }
            Command::Simple(simple) => self.simple(simple, place),
        }
    }

    /// A list whose status is asked for: `set -e` does not count in it.
    fn condition(&mut self, list: &List, place: &Place) -> Exit {
        let outer = std::mem::replace(&mut self.tested, true);
        let holds = self.list(list, place);
        self.tested = outer;
        self.spared = false;
        holds
    }

    fn conditions(
        &mut self,
        branches: &[(List, List)],
        otherwise: Option<&List>,
        place: &Place,
    ) -> Exit {
        let Some(((condition, body), rest)) = branches.split_first() else {
            return otherwise.map_or(Exit::Ok, |list| self.list(list, place));
        };
        let holds = self.condition(condition, place);
        if self.leaves() {
            return holds;
        }
        match holds {
            Exit::Ok => self.list(body, place),
            Exit::Fails(_) => self.conditions(rest, otherwise, place),
            Exit::Unknown | Exit::Doubtful => {
                let mut ways = Ways::default();
                self.way(&mut ways, |inner| inner.list(body, place));
                self.way(&mut ways, |inner| inner.conditions(rest, otherwise, place));
                self.join(ways, place)
            }
        }
    }

    /// Follows one of several ways; the next one starts where this one did.
    fn way(&mut self, ways: &mut Ways, go: impl FnOnce(&mut Interpreter) -> Exit) {
        let before = self.shell.world.clone();
        let said = (self.printed.clone(), self.shell.piped_text.clone());
        let outer = std::mem::replace(&mut self.shell.conditional, true);
        let exit = go(self);
        self.shell.conditional = outer;
        let departure = self.departure(&exit);
        let after = std::mem::replace(&mut self.shell.world, before);
        self.said_perhaps(said);
        match departure {
            Departure::Fails => ways.fails = true,
            Departure::Leaves(reach) => {
                ways.leaves = ways.leaves.max(reach);
                ways.worlds.push(after);
                ways.exits.push(exit);
            }
        }
    }

    /// The ways come together.
    fn join(&mut self, ways: Ways, place: &Place) -> Exit {
        let exit = ways.exit();
        let at = self.undecided(place);
        let mut worlds = ways.worlds.into_iter();
        let Some(first) = worlds.next() else {
            // Each of them fails.
            self.shell.world.halted = true;
            return Exit::Fails(Cause::At(self.shell.instruction));
        };
        self.shell.world = first;
        worlds.for_each(|world| self.shell.world.join(world, at));
        self.perhaps_left = self.perhaps_left.max(ways.leaves);
        self.spared = false;
        exit
    }

    fn turns(&mut self, name: &str, words: Option<&[Word]>, body: &List, place: &Place) -> Exit {
        let values = match words {
            Some(words) => match self.arguments(words, place) {
                Ok(values) => Some(values),
                Err(stop) => return self.stopped(stop),
            },
            None => self.positional_arguments(),
        };
        let known = |value: &Argument| value.value.is_some() && !value.pattern;
        let values = values.filter(|values| values.len() <= TURNS && values.iter().all(known));
        let Some(values) = values else {
            let unknown = Value::Unknown(Cause::Undecided(self.shell.instruction));
            if !name.is_empty() {
                self.assign(name, unknown);
            }
            return self.some_turns(None, body, place);
        };
        let perhaps_left = self.perhaps_left;
        let mut last = Exit::Ok;
        self.spared = false;
        for value in values {
            self.assign(name, Value::Known(value.text().to_owned(), Cause::At(value.span)));
            last = self.turn(body, place);
            if self.ends_loop() {
                break;
            }
        }
        self.behind_loop(perhaps_left, last)
    }

    /// One turn of a loop.
    fn turn(&mut self, body: &List, place: &Place) -> Exit {
        self.loops += 1;
        let exit = self.list(body, place);
        self.loops -= 1;
        exit
    }

    /// Whether no other turn follows; a jump that is meant for this loop ends here.
    fn ends_loop(&mut self) -> bool {
        match self.jump {
            Some(Jump::Continue(1)) => {
                self.jump = None;
                false
            }
            Some(Jump::Break(1)) => {
                self.jump = None;
                true
            }
            Some(Jump::Break(levels)) => {
                self.jump = Some(Jump::Break(levels - 1));
                true
            }
            Some(Jump::Continue(levels)) => {
                self.jump = Some(Jump::Continue(levels - 1));
                true
            }
            Some(Jump::Return) => true,
            None => self.shell.world.halted,
        }
    }

    /// The loop is over: what it may have left is left.
    fn behind_loop(&mut self, before: Option<Reach>, exit: Exit) -> Exit {
        if self.perhaps_left == Some(Reach::Loop) && before != self.perhaps_left {
            self.perhaps_left = before;
            return if exit == Exit::Doubtful { exit } else { Exit::Unknown };
        }
        exit
    }

    fn repeated(&mut self, until: bool, condition: &List, body: &List, place: &Place) -> Exit {
        let perhaps_left = self.perhaps_left;
        let mut last = Exit::Ok;
        for _ in 0..TURNS {
            let holds = self.condition(condition, place);
            if self.leaves() {
                return self.behind_loop(perhaps_left, holds);
            }
            match (holds, until) {
                (Exit::Ok, false) | (Exit::Fails(_), true) => {}
                (Exit::Ok, true) | (Exit::Fails(_), false) => {
                    return self.behind_loop(perhaps_left, last);
                }
                _ => break,
            }
            last = self.turn(body, place);
            if self.ends_loop() {
                return self.behind_loop(perhaps_left, last);
            }
            if self.perhaps_left != perhaps_left {
                break;
            }
        }
        let exit = self.some_turns(Some(condition), body, place);
        self.behind_loop(perhaps_left, exit)
    }

    /// A loop with an unknown number of turns: what one turn leaves to the next is unknown too.
    fn some_turns(&mut self, condition: Option<&List>, body: &List, place: &Place) -> Exit {
        let perhaps_left = self.perhaps_left;
        for _ in 0..2 {
            for name in assigned(body).chain(condition.into_iter().flat_map(assigned)) {
                self.assign(&name, Value::Unknown(Cause::Undecided(self.shell.instruction)));
            }
            self.maybe(place, |inner| {
                if let Some(condition) = condition {
                    inner.condition(condition, place);
                }
                let exit = inner.turn(body, place);
                inner.ends_loop();
                exit
            });
        }
        if self.perhaps_left == Some(Reach::Loop) {
            self.perhaps_left = perhaps_left;
        }
        self.spared = false;
        Exit::Unknown
    }

    fn case(&mut self, case: &Case, place: &Place) -> Exit {
        let word = match self.text(&case.word, place) {
            Ok(word) => word,
            Err(stop) => return self.stopped(stop),
        };
        let mut ways = Ways::default();
        let mut falls_through = true;
        for (words, body) in &case.arms {
            // Where one pattern is not known, another may still fit.
            let mut fits = Some(false);
            for pattern in words {
                let pattern = match self.pattern(pattern, place, 0) {
                    Ok(pattern) => pattern,
                    Err(stop) => return self.stopped(stop),
                };
                let one = match (pattern, &word) {
                    (Some(pattern), _) if pattern == "*" => Some(true),
                    (Some(pattern), Some(word)) => Some(Syntax::Shell.fits(&pattern, word)),
                    _ => None,
                };
                match one {
                    Some(true) => {
                        fits = one;
                        break;
                    }
                    Some(false) => {}
                    None => fits = None,
                }
            }
            match fits {
                Some(true) if ways.exits.is_empty() && !ways.fails => {
                    return self.list(body, place);
                }
                Some(false) => {}
                _ => self.way(&mut ways, |inner| inner.list(body, place)),
            }
            if fits == Some(true) {
                falls_through = false;
                break;
            }
        }
        if ways.exits.is_empty() && !ways.fails {
            return Exit::Ok;
        }
        if falls_through {
            self.way(&mut ways, |_| Exit::Ok);
        }
        self.join(ways, place)
    }
}

/// The variables that a list may set.
fn assigned(list: &List) -> impl Iterator<Item = String> {
    let mut names = Vec::new();
    for simple in list.simple_commands() {
        if simple.words.is_empty() {
            names.extend(simple.assignments.iter().map(|assignment| assignment.name.clone()));
        }
        let mut words = simple.words.iter().filter_map(Word::literal);
        if words.next().is_some_and(|program| program == "read" || super::words::declares(&program))
        {
            let given = words.filter(|word| !word.starts_with('-'));
            names.extend(given.map(|word| word.split('=').next().unwrap_or_default().to_owned()));
        }
    }
    names.retain(|name| !name.is_empty());
    names.into_iter()
}
