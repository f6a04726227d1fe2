//! What can be taken along: the text, its repairs as a patch, and reports.

mod forms;
mod list;

use super::late_sheet::LateSheet;
use super::later::{come_near, later};
use super::words;
use leptos::prelude::*;

/// A button that opens the list of forms, each to copy or to download.
#[component]
pub fn Export() -> impl IntoView {
    view! {
        <LateSheet
            id="export"
            title=words::export::TAKE_ALONG
            button=words::export::EXPORT
            near=|| come_near(list::list)
            part=|| later(list::list)
        />
    }
}
