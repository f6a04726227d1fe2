//! What a page shows, as plain data: coloured spans, lanes beside the lines, the strip of steps,
//! differences, prose. It words nothing that the analysis does not say, and knows no browser.

pub mod examples;
mod fate;
mod lanes;
mod left;
mod material;
mod menu;
mod missing;
mod origin;
mod ownership;
mod place;
mod runners;
mod steps;
mod timeline;
mod tokens;
mod writes;

pub use fate::Fate;
pub use lanes::{Lane, lanes};
pub use left::{Left, Why, left};
pub use material::Material;
pub use menu::{BUILDERS, FAMILIES, name_of, of_name};
pub use missing::{Missing, missing};
pub use ownership::{Owners, Row, owners};
pub use place::Place;
pub use steps::{Segment, step_at};
pub use timeline::{Band, MOST_BANDS, Piece, Role, Timeline, timeline};
pub use tokens::{Class, Token, tokens};
pub use writes::{Few, Writes};
