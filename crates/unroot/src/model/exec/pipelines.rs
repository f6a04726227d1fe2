//! Pipelines, and what their commands print for one another.

use super::exit::Exit;
use super::interpreter::Interpreter;
use super::place::Place;
use crate::model::Cause;
use shell::{Command, Pipeline};

/// Bytes of text that are followed: what is longer counts as unknown.
pub(super) const LONGEST: usize = 16 * 1024;

impl Interpreter {
    pub(super) fn pipeline(&mut self, pipeline: &Pipeline, place: &Place) -> Exit {
        self.spared = false;
        let exit = match &pipeline.commands[..] {
            [command] if pipeline.in_background => {
                self.isolated(|inner| inner.command(command, place))
            }
            [command] => self.command(command, place),
            commands => self.joined(commands, place),
        };
        if pipeline.commands.len() > 1 || pipeline.in_background {
            self.spared = false;
        }
        if !pipeline.negated {
            return exit;
        }
        match exit {
            Exit::Ok => Exit::Fails(Cause::At(self.shell.instruction)),
            Exit::Fails(_) => Exit::Ok,
            Exit::Doubtful | Exit::Unknown => Exit::Unknown,
        }
    }

    /// Commands with `|` between them: each reads what the one before it prints.
    fn joined(&mut self, commands: &[Command], place: &Place) -> Exit {
        let outer = (self.shell.fed, self.shell.piped_text.clone());
        let mut all = Exit::Ok;
        let mut last = Exit::Ok;
        for (at, command) in commands.iter().enumerate() {
            let go = |inner: &mut Self| inner.isolated(|inner| inner.command(command, place));
            last = if at + 1 == commands.len() {
                go(self)
            } else {
                let (exit, text) = self.printing(go);
                self.shell.fed = true;
                self.shell.piped_text = text;
                exit
            };
            all = all.and(last.clone());
        }
        (self.shell.fed, self.shell.piped_text) = outer;
        match self.shell.world.process.pipefail {
            Some(true) => all,
            Some(false) => last,
            None if all == last => last,
            None => Exit::Unknown,
        }
    }

    /// Runs `go`, and gives what it prints, if that is known.
    pub(super) fn printing(
        &mut self,
        go: impl FnOnce(&mut Interpreter) -> Exit,
    ) -> (Exit, Option<String>) {
        let outer = self.printed.replace(Some(String::new()));
        let exit = go(self);
        let text = std::mem::replace(&mut self.printed, outer).flatten();
        (exit, text)
    }

    /// Something is printed.
    pub(super) fn print(&mut self, text: Option<&str>) {
        let Some(printed) = &mut self.printed else { return };
        match (printed.as_mut(), text) {
            (Some(before), Some(text)) if before.len() + text.len() <= LONGEST => {
                before.push_str(text);
            }
            _ => *printed = None,
        }
    }
}
