//! What a link brings.

use super::course::Course;
use super::lesson::Link;
use super::words;
use super::workspace::Workspace;
use crate::browser::zlib::{self, Broken};
use crate::browser::{address, page};
use leptos::prelude::*;
use unroot::share::{MOST, Shared, Unreadable, from_payload, zlib_of};

/// Whether the address holds a link, whole or not.
pub fn is_expected() -> bool {
    address::fragment().is_some_and(|fragment| zlib_of(&fragment) != Err(Unreadable::Foreign))
}

/// Opens the link in the address, now and whenever another comes. The text that was there is one
/// step to undo away; a link that can't be read changes nothing, and is told. A link to a lesson
/// opens the course, and so does an address that names one.
pub fn watch(workspace: Workspace, course: Course) {
    // By the next frame the editor holds the text of before, to which undo leads back.
    request_animation_frame(move || {
        open(workspace, course);
        if address::fragment().is_none() && address::query("course").is_some() {
            course.open(Link::default());
        }
    });
    address::on_fragment(move || open(workspace, course));
}

fn open(workspace: Workspace, course: Course) {
    let Some(fragment) = address::fragment() else { return };
    match zlib_of(&fragment) {
        Err(Unreadable::Foreign) => {
            if let Some(link) = Link::of(&fragment) {
                course.open(link);
            }
            return;
        }
        Err(why) => workspace.notice.set(Some(words::notice::unreadable(why))),
        Ok(packed) => zlib::unpack(&packed, MOST, move |payload| {
            let shared = payload.map_err(|why| match why {
                Broken::Damaged => Unreadable::Damaged,
                Broken::TooLong => Unreadable::TooLong,
            });
            match shared.and_then(from_payload) {
                Ok(shared) => bring(workspace, course, shared),
                Err(why) => workspace.notice.set(Some(words::notice::unreadable(why))),
            }
        }),
    }
    // An embedded page keeps nothing: loaded anew it begins with its link again.
    if !page::is_embedded() {
        address::forget_fragment();
    }
}

fn bring(workspace: Workspace, course: Course, shared: Shared) {
    course.leave();
    workspace.notice.set(None);
    workspace.bring(&shared.text, &shared.assumptions);
}

/// Why a link could not be opened, until somebody has read it.
#[component]
pub fn Notice() -> impl IntoView {
    let workspace = Workspace::of_page();
    let told = move || {
        workspace.notice.get().map(|why| {
            view! {
                <div class="notice">
                    <p>
                        <strong>{why}</strong>
                        " "
                        {words::notice::UNTOUCHED}
                    </p>
                    <button
                        type="button"
                        class="button small"
                        on:click=move |_| workspace.notice.set(None)
                    >
                        {words::notice::CLOSE}
                    </button>
                </div>
            }
        })
    };
    view! { <div role="alert">{told}</div> }
}
