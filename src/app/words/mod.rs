//! The words of the page: the only place with text that its components show or have read aloud.
//!
//! Another language is one more module beside [`en`] with the same names, which may use other rules
//! for numbers and plurals; `pub use` chooses. Sentences stay whole, with `code` in backticks where
//! a name stands in them, so that each language orders its words as it likes.
//!
//! Not here: what the library tells, each text beside what it tells of (rules, verdicts, the guide,
//! examples, names of builders and policies, short names of identities); and the static shell and
//! the notice of a crash, which stand in `index.html` because they are there without WebAssembly.

mod en;

pub use en::*;
