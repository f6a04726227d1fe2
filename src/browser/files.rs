//! Files that somebody hands to the page: chosen, dropped anywhere, or pasted.

use dockerfile::file::{MOST, Refused, text_of};
use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use gloo::utils::window;
use leptos::prelude::{Dispose, StoredValue, on_cleanup};
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::Uint8Array;
use web_sys::{ClipboardEvent, DataTransfer, DragEvent, Event, File, FileList, HtmlInputElement};

/// What happens with files.
pub enum Told {
    /// Some are dragged over the page; no longer, if false.
    Over(bool),
    /// One was handed over: its name, and its text or why there is none.
    Given(String, Result<String, Refused>),
}

/// Tells of files that are dragged over the page, dropped on it or pasted into it, until the owner
/// is gone.
pub fn listen(tell: impl Fn(Told) + Copy + 'static) {
    // Before the editor hears of it, which would take the file for text to insert.
    let mut options = EventListenerOptions::enable_prevent_default();
    options.phase = EventListenerPhase::Capture;
    let heard = move |event: &Event| match event.dyn_ref::<DragEvent>() {
        Some(drag) => dragged(drag, tell),
        None => pasted(event.unchecked_ref(), tell),
    };
    let kinds = ["dragenter", "dragover", "dragleave", "drop", "paste"];
    let listeners =
        kinds.map(|kind| EventListener::new_with_options(&window(), kind, options, heard));
    let listeners = StoredValue::new_local(listeners);
    on_cleanup(move || listeners.dispose());
}

/// Reads the file that was chosen in the file field in which `event` happened.
pub fn chosen(event: &Event, tell: impl Fn(Told) + 'static) {
    let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(field) = field else { return };
    take(field.files(), tell);
    // The same file can then be chosen again.
    field.set_value("");
}

fn dragged(event: &DragEvent, tell: impl Fn(Told) + 'static) {
    if event.type_() == "dragleave" {
        // From one part of the page to the next it only seems to leave; and where it does leave,
        // some browsers no longer say that there are files.
        if event.related_target().is_none() {
            tell(Told::Over(false));
        }
        return;
    }
    let Some(data) = event.data_transfer().filter(|data| has(data, "Files")) else { return };
    event.prevent_default();
    event.stop_propagation();
    let dropped = event.type_() == "drop";
    tell(Told::Over(!dropped));
    match dropped {
        true => take(data.files(), tell),
        false => data.set_drop_effect("copy"),
    }
}

fn pasted(event: &ClipboardEvent, tell: impl Fn(Told) + 'static) {
    let Some(data) = event.clipboard_data().filter(|data| has(data, "Files")) else { return };
    // Programs that copy formatted text put a picture of it beside it.
    if has(&data, "text/html") {
        return;
    }
    event.prevent_default();
    event.stop_propagation();
    take(data.files(), tell);
}

fn has(data: &DataTransfer, kind: &str) -> bool {
    data.types().includes(&kind.into(), 0)
}

fn take(files: Option<FileList>, tell: impl Fn(Told) + 'static) {
    let Some(files) = files.filter(|files| files.length() > 0) else { return };
    let Some(file) = files.get(0) else { return };
    let name = file.name();
    if files.length() > 1 {
        tell(Told::Given(name, Err(Refused::Several)));
    } else if file.size() > MOST as f64 {
        // Nothing of it is read.
        tell(Told::Given(name, Err(Refused::TooLarge)));
    } else {
        spawn_local(async move { tell(Told::Given(name, read(&file).await)) });
    }
}

async fn read(file: &File) -> Result<String, Refused> {
    let bytes = JsFuture::from(file.array_buffer()).await.map_err(|_| Refused::Unreadable)?;
    text_of(Uint8Array::new(&bytes).to_vec())
}
