//! Maps from names to what is known of them, kept at every step of the build.

use std::sync::Arc;

/// A map in the order of its keys. A copy shares all entries, and costs one allocation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Map<V>(Vec<(Arc<str>, Arc<V>)>);

impl<V: Clone> Map<V> {
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn get(&self, key: &str) -> Option<&V> {
        self.entry(key).map(|(_, value)| value)
    }

    /// The key as it is kept, with its value.
    pub(super) fn entry(&self, key: &str) -> Option<(&str, &V)> {
        let (key, value) = &self.0[self.place(key).ok()?];
        Some((key, value))
    }

    pub(super) fn get_mut(&mut self, key: &str) -> Option<&mut V> {
        let at = self.place(key).ok()?;
        Some(Arc::make_mut(&mut self.0[at].1))
    }

    pub(super) fn insert(&mut self, key: Arc<str>, value: V) {
        match self.place(&key) {
            Ok(at) => self.0[at].1 = Arc::new(value),
            Err(at) => self.0.insert(at, (key, Arc::new(value))),
        }
    }

    pub(super) fn retain(&mut self, keep: impl Fn(&str) -> bool) {
        self.0.retain(|(key, _)| keep(key));
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &V)> {
        self.0.iter().map(|(key, value)| (&**key, &**value))
    }

    /// The entries whose keys begin with `start`.
    pub(super) fn starting<'a>(
        &'a self,
        start: &str,
    ) -> impl Iterator<Item = (&'a str, &'a V)> + use<'a, V> {
        let from = self.0.partition_point(|(key, _)| &**key < start);
        let count = self.0[from..].iter().take_while(|(key, _)| key.starts_with(start)).count();
        self.0[from..from + count].iter().map(|(key, value)| (&**key, &**value))
    }

    /// The keys that `is` says yes to, with their values to be changed.
    pub(super) fn those_mut(
        &mut self,
        is: impl Fn(&str) -> bool,
    ) -> impl Iterator<Item = (&str, &mut V)> {
        let entries = self.0.iter_mut().filter(move |(key, _)| is(key));
        entries.map(|(key, value)| (&**key, Arc::make_mut(value)))
    }

    fn place(&self, key: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| (**known).cmp(key))
    }
}

impl<V> Default for Map<V> {
    fn default() -> Self {
        Map(Vec::new())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_stand_in_order_and_a_change_leaves_the_copy_alone() {
        let mut map = Map::default();
        for key in ["/b", "/a/b", "/a", "/a-b"] {
            map.insert(key.into(), key.len());
        }
        let before = map.clone();
        *map.get_mut("/a").unwrap() += 40;
        map.retain(|key| key != "/b");
        let keys = |map: &Map<usize>| map.iter().map(|(key, _)| key.to_owned()).collect::<Vec<_>>();
        assert_eq!(keys(&map), ["/a", "/a-b", "/a/b"]);
        assert_eq!(map.starting("/a/").collect::<Vec<_>>(), [("/a/b", &4)]);
        assert_eq!(
            (map.get("/a"), before.get("/a"), before.get("/b")),
            (Some(&42), Some(&2), Some(&2))
        );
        assert_eq!(map.entry("/c"), None);
    }
}
