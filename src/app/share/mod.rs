//! The link that carries text and assumptions, alone and in a frame for other pages.

mod form;
mod maker;

pub use maker::Maker;

use super::late_sheet::LateSheet;
use super::later::{come_near, later};
use super::words;
use leptos::prelude::*;

/// The id of the button that makes the link.
pub const OPENER: &str = "share-button";

/// A button that opens the link, ready to copy.
#[component]
pub fn Share() -> impl IntoView {
    view! {
        <LateSheet
            id="share"
            title=words::share::A_LINK
            button=words::share::SHARE
            button_id=OPENER
            near=|| come_near(form::form)
            part=|| later(form::form)
        />
    }
}
