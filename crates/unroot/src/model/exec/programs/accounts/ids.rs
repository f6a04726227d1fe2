//! How free numbers are found.

use super::context::AccountsContext;
use crate::model::{Cause, DoubtKind, Value};
use std::ops::RangeInclusive;

/// Whose numbers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ids {
    Users,
    Groups,
}

/// Numbers of system accounts, or of people's.
#[derive(Clone, Debug)]
pub(super) struct Range {
    pub system: bool,
    pub ids: RangeInclusive<u32>,
}

impl Range {
    pub fn new(system: bool, first: u32, last: u32) -> Range {
        Range { system, ids: first..=last }
    }
}

/// shadow: one above the highest number of the range that is used (people), one below the lowest
/// (system); gaps count only when that end is reached. `lib/find_new_uid.c`.
pub(super) fn shadow(range: &Range, used: &[u32]) -> Option<u32> {
    let (first, last) = (*range.ids.start(), *range.ids.end());
    let free = |id: &u32| !used.contains(id);
    let inside = used.iter().copied().filter(|id| range.ids.contains(id));
    if range.system {
        match inside.min() {
            None => Some(last),
            Some(lowest) if lowest > first => Some(lowest - 1),
            Some(_) => range.ids.clone().rev().find(free),
        }
    } else {
        match inside.max() {
            None => Some(first),
            Some(highest) if highest < last => Some(highest + 1),
            Some(_) => range.ids.clone().find(free),
        }
    }
}

/// Debian's adduser and BusyBox: the first number that nobody uses.
pub(super) fn first_free(range: &Range, used: &[u32]) -> Option<u32> {
    range.ids.clone().find(|id| !used.contains(id))
}

impl AccountsContext<'_> {
    /// A free number that `pick` finds among those used, if the used ones are known.
    pub(super) fn allocate(
        &self,
        kinds: &[Ids],
        range: &Range,
        pick: fn(&Range, &[u32]) -> Option<u32>,
    ) -> Value<u32> {
        if let Some(cause) = kinds.iter().find_map(|ids| self.hiding(*ids, range.system)) {
            return Value::Unknown(cause);
        }
        let used: Vec<u32> = kinds
            .iter()
            .flat_map(|ids| self.ids(*ids))
            .filter_map(|(_, id)| id.known().copied())
            .collect();
        let cause = match self.accounts.are_numbers_likely() {
            true => Cause::Likely(self.command),
            false => Cause::At(self.command),
        };
        match pick(range, &used) {
            Some(id) => Value::Known(id, cause),
            None => Value::Unknown(cause),
        }
    }

    /// Whether a known account has the number.
    pub(super) fn is_used(&self, ids: Ids, id: u32) -> bool {
        self.ids(ids).any(|(_, other)| other.known() == Some(&id))
    }

    fn ids(&self, ids: Ids) -> impl Iterator<Item = (&str, &Value<u32>)> {
        let users = self.accounts.users.iter().map(|user| (user.name.as_str(), &user.uid));
        let groups = self.accounts.groups.iter().map(|group| (group.name.as_str(), &group.gid));
        let take = |wanted| if ids == wanted { usize::MAX } else { 0 };
        users.take(take(Ids::Users)).chain(groups.take(take(Ids::Groups)))
    }

    /// What hides which numbers are used. Packages bring system accounts, so people's numbers
    /// stay known over them, and over what a known image has beyond the list.
    fn hiding(&self, ids: Ids, system: bool) -> Option<Cause> {
        let doubt = self.accounts.doubts.iter().find(|doubt| {
            let harmless = matches!(doubt.kind, DoubtKind::ProjectTool | DoubtKind::Program);
            system && !harmless
                || matches!(doubt.kind, DoubtKind::Anything | DoubtKind::UnknownImage)
        });
        if let Some(doubt) = doubt {
            return Some(doubt.cause.clone());
        }
        let of_system = |name: &str, id: &Value<u32>| {
            self.is_base_account(name) || matches!(id.cause(), Cause::Package(_))
        };
        let unknown = self
            .ids(ids)
            .find(|(name, id)| id.known().is_none() && (system || !of_system(name, id)));
        unknown.map(|(_, id)| id.cause().clone())
    }

    /// Whether every image of the family has the account: it is a system account then.
    fn is_base_account(&self, name: &str) -> bool {
        self.family.is_some_and(|family| {
            family.base_users().iter().any(|user| user.name == name)
                || family.base_groups().iter().any(|(group, _)| *group == name)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shadow_counts_up_for_people_and_down_for_the_system() {
        let people = Range::new(false, 1000, 60000);
        assert_eq!(shadow(&people, &[0, 65534]), Some(1000));
        assert_eq!(shadow(&people, &[1000, 1500]), Some(1501));
        assert_eq!(shadow(&people, &[1000, 60000]), Some(1001));
        let system = Range::new(true, 101, 999);
        assert_eq!(shadow(&system, &[0, 100]), Some(999));
        assert_eq!(shadow(&system, &[999, 997]), Some(996));
        assert_eq!(shadow(&system, &[999, 101]), Some(998));
        assert_eq!(shadow(&Range::new(true, 5, 6), &[5, 6]), None);
    }

    #[test]
    fn others_take_the_first_free() {
        assert_eq!(first_free(&Range::new(true, 100, 999), &[100, 102]), Some(101));
    }
}
