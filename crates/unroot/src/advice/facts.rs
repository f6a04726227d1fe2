//! What the parts of the advice are made from.

use super::start::Start;
use crate::image::Service;
use crate::model::{Build, Event, Stage, State};

/// What the parts of the advice are made from.
pub(super) struct Facts<'a> {
    pub(super) build: &'a Build,
    /// What holds when the target stage ends, with the user in force whom the advice is for.
    pub(super) state: State,
    /// The base image by its name, if it is one that FROM names.
    pub(super) base: Option<&'a str>,
    /// What is known of the service that the base image brings.
    pub(super) service: Option<&'static Service>,
    pub(super) start: Start,
}

impl<'a> Facts<'a> {
    /// The target stage and the stages that it continues, last one first.
    pub(super) fn chain(&self) -> Vec<&'a Stage> {
        self.build.target_stage().map_or(Vec::new(), |target| self.build.chain(target))
    }

    /// What happens in them, first to last.
    pub(super) fn events(&self) -> Vec<&'a Event> {
        let mut events = Vec::new();
        for stage in self.chain().into_iter().rev() {
            for step in &stage.steps {
                events.extend(&step.events);
            }
        }
        events
    }
}
