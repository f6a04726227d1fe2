//! What a Dockerfile can't say and the reader may: a chip for each.

mod arguments;
mod base_image;
mod builder;
mod menu;
mod target;

pub use arguments::{Arguments, field_id};
pub use base_image::BaseImage;
pub use builder::BuilderChoice;
pub use target::Target;
