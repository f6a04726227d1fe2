//! The ids of the steps of the timeline.

use view::Place;

/// The id of the button of a step.
pub fn step_id(place: Place) -> String {
    format!("step-{}-{}", place.stage, place.step)
}
