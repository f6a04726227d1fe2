//! The directories that distributions ship, from `data/trees.toml`.

use super::Family;
use super::place::{Place, PlaceKind};
use std::sync::OnceLock;

include!(concat!(env!("OUT_DIR"), "/trees.rs"));

/// A row: what these families have in these releases.
struct Row {
    families: &'static str,
    releases: &'static str,
    whole: bool,
    places: Vec<Place<'static>>,
}

fn rows() -> &'static [Row] {
    static ROWS: OnceLock<Vec<Row>> = OnceLock::new();
    let read = |line: &'static str| {
        let mut columns = line.split('\t');
        Some(Row {
            families: columns.next()?,
            releases: columns.next()?,
            whole: columns.next()? == "whole",
            places: columns.next()?.split(',').map(Place::read).collect::<Option<_>>()?,
        })
    };
    ROWS.get_or_init(|| TREES.lines().filter_map(read).collect())
}

/// What a family's root has, as far as is known.
pub(crate) struct Tree {
    /// Its places; a later one of the same path counts.
    pub(crate) places: Vec<Place<'static>>,
    /// Whether these are all directories of that release, down to those that say that they hold more.
    pub(crate) whole: bool,
}

/// The tree of `release` of `family`: what every release has where it is `None` or was not read.
pub(crate) fn tree(family: Family, release: Option<&str>) -> Tree {
    let named = |list: &str, name: &str| list.split(',').any(|one| one == name);
    let fits = |row: &&Row| {
        named(row.families, family.name())
            && (row.releases.is_empty() || release.is_some_and(|name| named(row.releases, name)))
    };
    let rows = rows().iter().filter(fits);
    let whole = rows.clone().any(|row| row.whole);
    // What is unsure of a family is settled by the releases that were read whole.
    let settled = |row: &Row, place: &Place| {
        whole && row.releases.is_empty() && place.kind == PlaceKind::Unsure
    };
    let places = rows.flat_map(|row| row.places.iter().filter(move |place| !settled(row, place)));
    Tree { whole, places: places.copied().collect() }
}

/// Whether some distribution ships `path`.
pub(crate) fn is_shipped(path: &str) -> bool {
    rows().iter().flat_map(|row| &row.places).any(|place| place.path == path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(family: Family, release: Option<&str>, path: &str) -> Option<Place<'static>> {
        let tree = tree(family, release);
        tree.places.into_iter().rfind(|place| place.path == path)
    }

    #[test]
    fn every_row_is_read() {
        assert_eq!(rows().len(), TREES.lines().count());
        for family in Family::ALL {
            let any = !tree(family, None).places.is_empty();
            assert_eq!(any, !matches!(family, Family::Scratch | Family::Windows), "{family:?}");
        }
    }

    #[test]
    fn releases_differ_where_their_roots_did() {
        let local = |release| place(Family::Debian, release, "/var/local").map(|place| place.owner);
        assert_eq!(local(Some("bookworm")), Some(("0", "50")));
        assert_eq!(local(Some("trixie")), Some(("0", "0")));
        assert_eq!(local(None), Some(("?", "?")));
        assert!(place(Family::Debian, Some("bookworm"), "/usr/local/libexec").is_none());
        assert!(place(Family::Debian, Some("trixie"), "/usr/local/libexec").is_some());
        assert!(place(Family::Alpine, Some("3.20"), "/usr/src").is_none());
        let run = place(Family::Alpine, Some("3.20"), "/var/run").map(|place| place.kind);
        assert_eq!(run, Some(PlaceKind::Link("/run")));
        assert!(tree(Family::Debian, Some("trixie")).whole);
        assert!(!tree(Family::Debian, None).whole && !tree(Family::Ubuntu, Some("jammy")).whole);
    }
}
