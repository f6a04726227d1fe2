//! Which paths a step looks at. What it does to the files and what comes of it depend on these alone, so that a step need not
//! be simulated again where something else is known of other paths.

use super::is_within;
use std::cell::RefCell;
use std::sync::Arc;

thread_local! {
    /// What the step looks at that is being simulated, if that is noted.
    static NOTES: RefCell<Option<Notes>> = const { RefCell::new(None) };
}

/// The paths that a step looked at; everything where that was not noted. It follows from the rest of the step, so
/// comparing ignores it.
#[derive(Clone, Debug, Default)]
pub(super) struct Reads(Option<Arc<Notes>>);

#[derive(Debug, Default)]
struct Notes {
    everything: bool,
    /// Hashes of single paths.
    paths: Vec<u64>,
    /// Paths of which all is looked at that lies below.
    below: Vec<String>,
}

/// Does `go`, and gives what it looks at.
pub(super) fn noted<T>(go: impl FnOnce() -> T) -> (T, Reads) {
    NOTES.with_borrow_mut(|notes| *notes = Some(Notes::default()));
    let done = go();
    let notes = NOTES.with_borrow_mut(Option::take);
    (done, Reads(notes.map(Arc::new)))
}

/// Notes that `path` is looked at, or changed.
pub(super) fn path(path: &str) {
    note(|notes| notes.paths.push(hash(path)));
}

/// Notes the same of all that lies at `path` or below it.
pub(super) fn below(path: &str) {
    note(|notes| notes.below.push(path.to_owned()));
}

/// Notes the same of all paths.
pub(super) fn everything() {
    note(|notes| notes.everything = true);
}

fn note(write: impl FnOnce(&mut Notes)) {
    NOTES.with_borrow_mut(|notes| notes.as_mut().map(write));
}

/// FNV-1a. Where two paths have the same hash, a step is simulated once more than need be.
fn hash(path: &str) -> u64 {
    path.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

impl Reads {
    /// Whether the step may have looked at `path`.
    pub(super) fn hold(&self, path: &str) -> bool {
        let Some(notes) = &self.0 else { return true };
        notes.everything
            || notes.paths.contains(&hash(path))
            || notes.below.iter().any(|above| is_within(path, above))
    }
}

impl PartialEq for Reads {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Reads {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_noted_may_be_anything() {
        assert!(Reads::default().hold("/a"));
        let ((), none) = noted(|| ());
        assert!(!none.hold("/a"));
        let ((), some) = noted(|| {
            path("/a");
            below("/b");
        });
        assert_eq!(
            ["/a", "/a/x", "/b", "/b/x", "/bx"].map(|path| some.hold(path)),
            [true, false, true, true, false]
        );
        path("/z");
        let ((), all) = noted(everything);
        assert!(all.hold("/z"));
    }
}
