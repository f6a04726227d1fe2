//! A file that somebody chose in a field of the page. It is read here and goes nowhere.

use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, HtmlInputElement};

/// Bytes that are read at most; nothing that we write has more.
const MOST: f64 = (4 << 20) as f64;

/// Why a file's text can't be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoText {
    /// More than 4 MiB; nothing of it was read.
    TooLarge,
    /// The browser can't read it: it is gone, or a folder.
    Unreadable,
}

/// Hands the text of the file that was chosen in the field of `event` to `then`; nothing happens
/// where none was chosen.
pub fn text(event: &Event, then: impl FnOnce(Result<String, NoText>) + 'static) {
    let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(field) = field else { return };
    let file = field.files().and_then(|files| files.get(0));
    // The same file can then be chosen again.
    field.set_value("");
    let Some(file) = file else { return };
    if file.size() > MOST {
        return then(Err(NoText::TooLarge));
    }
    spawn_local(async move {
        let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
        then(text.ok_or(NoText::Unreadable));
    });
}
