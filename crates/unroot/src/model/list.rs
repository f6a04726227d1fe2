//! Lists that change seldom and are kept at every step of the build.

use std::sync::Arc;

/// A list whose copies share its entries until one of them changes an entry, so that keeping the state of
/// each step costs little however many entries there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List<T>(Vec<Arc<T>>);

impl<T: Clone> List<T> {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The entries.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|entry| &**entry)
    }

    /// The entries, to be changed; those that are looked at are no longer shared.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.0.iter_mut().map(Arc::make_mut)
    }

    /// The first entry that `is` says yes to, to be changed.
    pub fn find_mut(&mut self, is: impl Fn(&T) -> bool) -> Option<&mut T> {
        self.0.iter_mut().find(|entry| is(entry)).map(Arc::make_mut)
    }

    /// The first entry.
    pub fn first(&self) -> Option<&T> {
        self.iter().next()
    }

    /// Adds `entry` at the end.
    pub fn push(&mut self, entry: T) {
        self.0.push(Arc::new(entry));
    }

    /// Takes the first entry out that `is` says yes to.
    pub fn take(&mut self, is: impl Fn(&T) -> bool) -> Option<T> {
        let at = self.0.iter().position(|entry| is(entry))?;
        Some(Arc::unwrap_or_clone(self.0.remove(at)))
    }

    /// Keeps the entries that `keep` says yes to.
    pub fn retain(&mut self, keep: impl Fn(&T) -> bool) {
        self.0.retain(|entry| keep(entry));
    }

    /// Changes entries, and keeps those that `keep` says yes to.
    pub fn retain_mut(&mut self, mut keep: impl FnMut(&mut T) -> bool) {
        self.0.retain_mut(|entry| keep(Arc::make_mut(entry)));
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        List(Vec::new())
    }
}

impl<T> From<Vec<T>> for List<T> {
    fn from(entries: Vec<T>) -> Self {
        List(entries.into_iter().map(Arc::new).collect())
    }
}

impl<T> Extend<T> for List<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, entries: I) {
        self.0.extend(entries.into_iter().map(Arc::new));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_leaves_the_copy_alone() {
        let mut list = List::from(vec!["a".to_owned(), "b".to_owned()]);
        let before = list.clone();
        list.find_mut(|entry| entry == "b").unwrap().push('!');
        list.push("c".to_owned());
        assert_eq!(list.take(|entry| entry == "a").as_deref(), Some("a"));
        assert_eq!(list.iter().collect::<Vec<_>>(), ["b!", "c"]);
        assert_eq!(before.iter().collect::<Vec<_>>(), ["a", "b"]);
    }
}
