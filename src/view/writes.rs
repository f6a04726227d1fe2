//! What a step writes: users, and paths that it makes or gives away.

use super::Fate;
use super::fate::pairs;
use std::sync::Arc;
use unroot::model::{EventKind, Step};

/// Names that are told; of more, how many.
const FEW: usize = 3;

/// The first few names, and how many more there are.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Few {
    /// The first ones.
    pub first: Vec<String>,
    /// How many more.
    pub more: usize,
}

impl Few {
    pub(super) fn of<'a>(names: impl IntoIterator<Item = &'a String>) -> Self {
        let mut few = Few::default();
        names.into_iter().for_each(|name| few.add(name));
        few
    }

    fn add(&mut self, name: &str) {
        match self.first.len() < FEW {
            true => self.first.push(name.to_owned()),
            false => self.more += 1,
        }
    }
}

/// What a step writes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Writes {
    /// Users that it makes.
    pub users: Few,
    /// Paths that it makes.
    pub made: Few,
    /// Paths that belong to somebody else after it.
    pub given: Few,
    /// Paths that have another mode after it.
    pub modes: Few,
}

/// What `step` writes for certain.
pub(super) fn writes(step: &Step) -> Writes {
    let mut writes = Writes::default();
    for event in step.events.iter().filter(|event| !event.conditional) {
        if let EventKind::UserCreated { name, .. } = &event.kind {
            writes.users.add(name);
        }
    }
    let (before, after) = (&step.before.files, &step.after.files);
    // Most steps hand on what they got.
    if Arc::ptr_eq(before, after) {
        return writes;
    }
    for pair in pairs(before, after) {
        match pair.fate() {
            Fate::New => writes.made.add(pair.path),
            Fate::Other { owner, mode } => {
                if owner {
                    writes.given.add(pair.path);
                }
                if mode {
                    writes.modes.add(pair.path);
                }
            }
            Fate::Same | Fate::Gone => {}
        }
    }
    writes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Place, step_at};
    use unroot::model::Assumptions;

    fn of_last(text: &str) -> Writes {
        let analysis = unroot::analyze(text, &Assumptions::default());
        step_at(&analysis, Place::end(&analysis).unwrap()).unwrap().writes
    }

    #[test]
    fn users_and_paths_are_told_all_or_the_first_few() {
        let made = "FROM debian:12\nRUN useradd one && useradd two && mkdir /a /b /c /d\n";
        let writes = of_last(made);
        assert_eq!(writes.users.first, ["one", "two"]);
        assert_eq!(writes.made.first, ["/a", "/b", "/c"]);
        assert_eq!(writes.made.more, 1);
        let writes = of_last(&format!("{made}RUN chown one /a && chmod 700 /b\n"));
        assert_eq!(
            (writes.given.first, writes.modes.first),
            (vec!["/a".into()], vec!["/b".into()])
        );
        assert_eq!(of_last("FROM debian:12\n"), Writes::default());
    }
}
