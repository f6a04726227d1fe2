//! What an instruction came to.

use super::{Event, Outcome};

/// What an instruction did to the state.
#[derive(Default)]
pub(crate) struct Effect {
    pub(crate) events: Vec<Event>,
    pub(crate) outcome: Option<Outcome>,
}
