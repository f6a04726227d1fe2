//! What a page shows, as plain data: coloured spans, lanes beside the lines, the strip of steps,
//! differences, prose. It words nothing that the analysis does not say, and knows no browser.

mod diff;
mod kept;
mod lanes;
mod material;
mod ownership;
pub mod prose;
mod steps;
mod tokens;

pub use diff::{Change, Hunk, changed_lines, changes, edits_between, hunks, lines};
pub use kept::{BUILDERS, FAMILIES, assumptions_from, assumptions_text, name_of, of_name};
pub use lanes::{Lane, lanes};
pub use material::Material;
pub use ownership::{Row, ownership};
pub use steps::{Segment, segments};
pub use tokens::{Class, Token, tokens};
