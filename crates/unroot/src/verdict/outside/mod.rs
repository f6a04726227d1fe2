//! What platforms make of the image, beyond `docker run`.

mod kubernetes;
mod openshift;
mod opinion;
mod ports;

pub use opinion::{Admission, Opinion, Outside, Policy};
pub use ports::{PLATFORMS, Platform, Port};

use crate::image::Family;
use crate::model::Build;

/// What platforms do with the image that `build` makes.
pub fn of(build: &Build) -> Outside {
    let Some(target) = build.target_stage() else { return Outside::default() };
    let state = &target.steps.last().expect("a stage has its FROM").after;
    if state.family == Some(Family::Windows) {
        return Outside::default();
    }
    let non_root = kubernetes::run_as_non_root(state);
    let restricted = kubernetes::restricted(&non_root);
    Outside {
        answers: vec![non_root, restricted, openshift::of(state)],
        ports: ports::exposed(state),
    }
}
