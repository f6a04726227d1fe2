//! Maps from names to what is known of them, kept at every step of the build.

use std::cmp::Ordering;
use std::ops::Range;
use std::sync::Arc;

/// Entries that a block holds before it is split.
const BLOCK: usize = 32;

/// Some entries in a row.
type Block<V> = Vec<(Arc<str>, Arc<V>)>;

/// A map in the order of its keys. A copy shares all blocks of entries, and a change copies one of them: steps of
/// long builds know thousands of paths, and each changes a few.
#[derive(Clone, Debug)]
pub(super) struct Map<V>(Vec<Arc<Block<V>>>);

impl<V> FromIterator<(Arc<str>, V)> for Map<V> {
    /// Of entries with the same key the last one counts.
    fn from_iter<I: IntoIterator<Item = (Arc<str>, V)>>(entries: I) -> Self {
        let entries = entries.into_iter().map(|(key, value)| (key, Arc::new(value)));
        let mut all: Block<V> = entries.collect();
        // Later ones first, so that these stay.
        all.reverse();
        dockerfile::order::sort(&mut all, |a, b| a.0.cmp(&b.0));
        all.dedup_by(|a, b| a.0 == b.0);
        Map(all.chunks(BLOCK / 2).map(|block| Arc::new(block.to_vec())).collect())
    }
}

impl<V: Clone> Map<V> {
    pub(super) fn len(&self) -> usize {
        self.0.iter().map(|block| block.len()).sum()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn get(&self, key: &str) -> Option<&V> {
        self.entry(key).map(|(_, value)| value)
    }

    /// The key as it is kept, with its value.
    pub(super) fn entry(&self, key: &str) -> Option<(&str, &V)> {
        let block = self.0.get(self.block(key))?;
        let (key, value) = &block[place(block, key).ok()?];
        Some((key, value))
    }

    pub(super) fn get_mut(&mut self, key: &str) -> Option<&mut V> {
        let at = self.block(key);
        let block = self.0.get_mut(at)?;
        let at = place(block, key).ok()?;
        Some(Arc::make_mut(&mut Arc::make_mut(block)[at].1))
    }

    pub(super) fn insert(&mut self, key: Arc<str>, value: V) {
        let at = self.block(&key).min(self.0.len().saturating_sub(1));
        let Some(block) = self.0.get_mut(at) else {
            self.0.push(Arc::new(vec![(key, Arc::new(value))]));
            return;
        };
        let block = Arc::make_mut(block);
        match place(block, &key) {
            Ok(at) => block[at].1 = Arc::new(value),
            Err(at) => block.insert(at, (key, Arc::new(value))),
        }
        if block.len() > BLOCK {
            let rest = block.split_off(BLOCK / 2);
            self.0.insert(at + 1, Arc::new(rest));
        }
    }

    pub(super) fn retain(&mut self, keep: impl Fn(&str) -> bool) {
        for block in &mut self.0 {
            if !block.iter().all(|(key, _)| keep(key)) {
                Arc::make_mut(block).retain(|(key, _)| keep(key));
            }
        }
        self.0.retain(|block| !block.is_empty());
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &V)> {
        let entries = self.0.iter().flat_map(|block| block.iter());
        entries.map(|(key, value)| (&**key, &**value))
    }

    /// The entries whose keys begin with `start`.
    pub(super) fn starting<'a>(
        &'a self,
        start: &str,
    ) -> impl Iterator<Item = (&'a str, &'a V)> + use<'a, V> {
        let first = self.block(start);
        let mut entries = self.0[first..].iter().flat_map(|block| block.iter());
        let from = self.0.get(first).map_or(0, |block| place(block, start).unwrap_or_else(|at| at));
        let all = entries.clone().skip(from);
        let count = all.take_while(|(key, _)| key.starts_with(start)).count();
        if from > 0 {
            entries.nth(from - 1);
        }
        entries.take(count).map(|(key, value)| (&**key, &**value))
    }

    /// The entries whose keys `is` says yes to, with their values to be changed.
    pub(super) fn those_mut(
        &mut self,
        is: impl Fn(&str) -> bool,
    ) -> impl Iterator<Item = (&str, &mut V)> {
        self.0.iter_mut().flat_map(move |block| {
            let is = |(key, _): &(Arc<str>, Arc<V>)| is(key);
            // A block is copied only for a change.
            let those = if block.iter().any(is) { &mut Arc::make_mut(block)[..] } else { &mut [] };
            let those = those.iter_mut().filter(|entry| is(entry));
            those.map(|(key, value)| (&**key, Arc::make_mut(value))).collect::<Vec<_>>()
        })
    }
}

impl<V> Map<V> {
    /// The block that holds `key` if any does: the first that ends at it or after it.
    fn block(&self, key: &str) -> usize {
        let before = |block: &Arc<Block<V>>| block.last().is_some_and(|(last, _)| &**last < key);
        self.0.partition_point(before)
    }
}

fn place<V>(block: &Block<V>, key: &str) -> Result<usize, usize> {
    block.binary_search_by(|(known, _)| (**known).cmp(key))
}

impl<V: PartialEq> Map<V> {
    /// The keys that only one of two maps has, or for which they have other values, in order. What they share is passed over.
    pub(super) fn differences<'a>(
        &'a self,
        other: &'a Map<V>,
    ) -> impl Iterator<Item = &'a str> + use<'a, V> {
        let (mut one, mut two) = (Cursor::new(&self.0), Cursor::new(&other.0));
        std::iter::from_fn(move || {
            loop {
                while let (Some(a), Some(b)) = (one.whole_block(), two.whole_block())
                    && Arc::ptr_eq(a, b)
                {
                    (one.block, two.block) = (one.block + 1, two.block + 1);
                }
                let (a, b) = (one.entry(), two.entry());
                let order = match (a, b) {
                    (None, None) => return None,
                    (Some((a, _)), Some((b, _))) => a.cmp(b),
                    (a, _) => {
                        if a.is_some() {
                            Ordering::Less
                        } else {
                            Ordering::Greater
                        }
                    }
                };
                match order {
                    Ordering::Less => one.advance(),
                    Ordering::Greater => two.advance(),
                    Ordering::Equal => {
                        one.advance();
                        two.advance();
                        if a.zip(b).is_some_and(|((_, a), (_, b))| Arc::ptr_eq(a, b) || a == b) {
                            continue;
                        }
                    }
                }
                let differs = if order == Ordering::Greater { b } else { a };
                return differs.map(|(key, _)| key);
            }
        })
    }
}

/// Some keys with the values that they are to have, or none, in other maps as well.
pub(super) struct Patch<V> {
    entries: Vec<(Arc<str>, Option<Arc<V>>)>,
    /// Blocks that were made, with those that they were made from and the entries that they got.
    made: Vec<Made<V>>,
}

/// Numbers of entries, a block, and that block with them.
type Made<V> = (Range<usize>, Arc<Block<V>>, Arc<Block<V>>);

impl<V> Map<V> {
    /// What this map has for `keys`, which are in order.
    pub(super) fn patch(&self, keys: &[&str]) -> Patch<V> {
        let value = |key: &str| {
            let block = self.0.get(self.block(key))?;
            Some(block[place(block, key).ok()?].1.clone())
        };
        let entries = keys.iter().map(|key| (Arc::from(*key), value(key))).collect();
        Patch { entries, made: Vec::new() }
    }
}

impl<V> Patch<V> {
    /// `map` with the keys. Maps that share blocks share those that are made of them.
    pub(super) fn apply(&mut self, map: &Map<V>) -> Map<V> {
        let mut blocks = map.0.clone();
        if blocks.is_empty() {
            blocks.push(Arc::default());
        }
        let block = |key: &str| map.block(key).min(blocks.len() - 1);
        let mut places = Vec::new();
        let mut first = 0;
        while let Some((key, _)) = self.entries.get(first) {
            let at = block(key);
            let more = self.entries[first..].iter().take_while(|(key, _)| block(key) == at).count();
            places.push((at, first..first + more));
            first += more;
        }
        for (at, range) in places {
            blocks[at] = self.block(&blocks[at], range);
        }
        blocks.retain(|block| !block.is_empty());
        Map(blocks)
    }

    /// `old` with the entries of `range`.
    fn block(&mut self, old: &Arc<Block<V>>, range: Range<usize>) -> Arc<Block<V>> {
        let same =
            |made: &&(Range<usize>, Arc<Block<V>>, _)| made.0 == range && Arc::ptr_eq(&made.1, old);
        if let Some((.., new)) = self.made.iter().rev().find(same) {
            return new.clone();
        }
        let mut new = Block::clone(old);
        for (key, value) in &self.entries[range.clone()] {
            match (place(&new, key), value) {
                (Ok(at), Some(value)) => new[at].1 = value.clone(),
                (Ok(at), None) => drop(new.remove(at)),
                (Err(at), Some(value)) => new.insert(at, (key.clone(), value.clone())),
                (Err(_), None) => {}
            }
        }
        let new = Arc::new(new);
        if self.made.len() == MADE {
            self.made.remove(0);
        }
        self.made.push((range, old.clone(), new.clone()));
        new
    }
}

/// Blocks that a patch remembers: the maps that it is applied to come one from another.
const MADE: usize = 8;

/// A place in a map.
struct Cursor<'a, V> {
    blocks: &'a [Arc<Block<V>>],
    block: usize,
    entry: usize,
}

impl<'a, V> Cursor<'a, V> {
    fn new(blocks: &'a [Arc<Block<V>>]) -> Self {
        Cursor { blocks, block: 0, entry: 0 }
    }

    /// The block that begins here.
    fn whole_block(&self) -> Option<&'a Arc<Block<V>>> {
        self.blocks.get(self.block).filter(|_| self.entry == 0)
    }

    fn entry(&self) -> Option<(&'a str, &'a Arc<V>)> {
        let (key, value) = self.blocks.get(self.block)?.get(self.entry)?;
        Some((key, value))
    }

    fn advance(&mut self) {
        self.entry += 1;
        if self.blocks.get(self.block).is_some_and(|block| self.entry == block.len()) {
            (self.block, self.entry) = (self.block + 1, 0);
        }
    }
}

/// Where blocks begin depends on how the map was made, and says nothing about what it holds.
impl<V: PartialEq> PartialEq for Map<V> {
    fn eq(&self, other: &Self) -> bool {
        self.differences(other).next().is_none()
    }
}

impl<V: Eq> Eq for Map<V> {}

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

    #[test]
    fn entries_in_any_order_make_a_map() {
        let key = |number: usize| Arc::<str>::from(format!("/{:04}", number * 7_919 % 1_000));
        let entries = (0..2_000).map(|number| (key(number), number));
        let mut expected = Map::default();
        entries.clone().for_each(|(key, number)| expected.insert(key, number));
        let map: Map<usize> = entries.collect();
        assert!(map == expected && map.len() == 1_000);
        assert_eq!(map.get(&key(1_500)), Some(&1_500));
        assert!(Map::<usize>::from_iter([]).is_empty());
    }

    #[test]
    fn differences_are_found_wherever_blocks_begin() {
        let all = || (0..200).map(|number| (Arc::<str>::from(format!("/{number:03}")), number));
        let (mut one, mut two) = (Map::default(), Map::default());
        all().for_each(|(key, number)| one.insert(key, number));
        all().rev().for_each(|(key, number)| two.insert(key, number));
        assert_eq!(one.differences(&two).next(), None);
        for at in [0, 1, 77, 199] {
            let key = format!("/{at:03}");
            for start in [&one, &two] {
                let (mut changed, mut shorter, mut longer) =
                    (start.clone(), start.clone(), start.clone());
                *changed.get_mut(&key).unwrap() += 1;
                shorter.retain(|known| known != key);
                let more = format!("{key}x");
                longer.insert(more.as_str().into(), 0);
                for map in [&one, &two] {
                    assert_eq!(map.differences(&changed).collect::<Vec<_>>(), [&*key]);
                    assert_eq!(shorter.differences(map).collect::<Vec<_>>(), [&*key]);
                    assert_eq!(map.differences(&longer).collect::<Vec<_>>(), [&*more]);
                }
            }
        }
    }

    #[test]
    fn a_patch_says_the_same_of_many_maps() {
        let key = |number: usize| Arc::<str>::from(format!("/{number:03}"));
        let mut map = Map::default();
        (0..200).filter(|number| number % 3 > 0).for_each(|number| map.insert(key(number), number));
        let keys: Vec<Arc<str>> = [0, 7, 8, 9, 100, 150, 199].map(key).into();
        let keys: Vec<&str> = keys.iter().map(|key| &**key).collect();
        // It has some of them, and others not.
        let mut other = Map::default();
        [8, 9, 150].into_iter().for_each(|number| other.insert(key(number), 1_000));
        let mut patch = other.patch(&keys);
        for number in 0..200 {
            map.insert(key(number), 2_000);
            let mut expected = map.clone();
            expected.retain(|known| !keys.contains(&known));
            other.iter().for_each(|(key, value)| expected.insert(key.into(), *value));
            assert_eq!(patch.apply(&map), expected, "{number}");
        }
        assert_eq!(patch.apply(&Map::default()), other);
    }

    #[test]
    fn many_entries_are_kept_in_order_however_they_came() {
        let key = |number: usize| Arc::<str>::from(format!("/{:04}", number * 7_919 % 1_000));
        let mut map = Map::default();
        (0..1_000).for_each(|number| map.insert(key(number), number));
        let mut other = Map::default();
        (0..1_000).rev().for_each(|number| other.insert(key(number), number));
        assert_eq!(map, other);
        let keys: Vec<&str> = map.iter().map(|(key, _)| key).collect();
        assert!(keys.is_sorted() && keys.len() == 1_000 && map.len() == 1_000);
        assert!((0..1_000).all(|number| map.get(&key(number)) == Some(&number)));
        assert_eq!(map.starting("/09").count(), 100);
        assert_eq!(map.starting("/").count(), 1_000);
        assert_eq!(map.starting("/1").count(), 0);
        let before = map.clone();
        map.those_mut(|key| key.starts_with("/05")).for_each(|(_, value)| *value += 5_000);
        assert_eq!(map.iter().filter(|(_, value)| **value >= 5_000).count(), 100);
        assert!(before.iter().all(|(_, value)| *value < 1_000));
        map.retain(|key| !key.starts_with("/0"));
        assert!(map.is_empty() && map.get("/0500").is_none() && map != before);
    }
}
