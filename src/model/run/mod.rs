//! What the commands of a RUN script do.

// Nothing calls them yet.
#![allow(dead_code, unused_imports)]

pub(crate) mod arg;
pub(crate) mod users;
