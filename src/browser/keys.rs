//! Keys that work wherever the focus is.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::window;
use leptos::prelude::{Dispose, StoredValue, on_cleanup};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

/// Fields that undo for themselves what is written in them.
const WRITTEN: &str = "textarea, input:not([type=range], [type=file])";

/// A key that was pressed.
pub enum Press<'a> {
    /// The key of this name alone, or with Shift.
    Key(&'a str, bool),
    /// What undoes, outside of fields.
    Undo,
    /// What makes it again.
    Redo,
}

/// Calls `pressed` with each key, until the owner is gone. Where it answers true, the browser does nothing
/// more with the key. Keys that are held together with others are the browser's.
pub fn listen(pressed: impl Fn(Press) -> bool + 'static) {
    let options = EventListenerOptions::enable_prevent_default();
    let heard = move |event: &Event| {
        let event: &KeyboardEvent = event.unchecked_ref();
        let key = event.key();
        if meant(event, &key).is_some_and(&pressed) {
            event.prevent_default();
        }
    };
    let listener = EventListener::new_with_options(&window(), "keydown", options, heard);
    let listener = StoredValue::new_local(listener);
    // Dropping the listener takes it off the window.
    on_cleanup(move || listener.dispose());
}

/// The name of the key that was pressed, if no other is held with it.
pub fn alone(event: &KeyboardEvent) -> Option<String> {
    (!event.shift_key() && !is_chord(event)).then(|| event.key())
}

fn meant<'a>(event: &KeyboardEvent, key: &'a str) -> Option<Press<'a>> {
    let shift = event.shift_key();
    if !is_chord(event) {
        // In a menu F4 is what opens it.
        let opens = key == "F4" && is_in(event, |target| target.matches("select"));
        return (!opens).then_some(Press::Key(key, shift));
    }
    let written = |target: &Element| {
        let editable = target.dyn_ref().is_some_and(HtmlElement::is_content_editable);
        Ok(editable || target.matches(WRITTEN)?)
    };
    if event.alt_key() || event.default_prevented() || is_in(event, written) {
        return None;
    }
    match (key, event.meta_key()) {
        ("z" | "Z", _) => Some(if shift { Press::Redo } else { Press::Undo }),
        ("y" | "Y", false) if !shift => Some(Press::Redo),
        _ => None,
    }
}

fn is_chord(event: &KeyboardEvent) -> bool {
    event.ctrl_key() || event.alt_key() || event.meta_key()
}

/// Whether what has the focus, in the editor's own tree too, is such a thing.
fn is_in(event: &Event, is: impl Fn(&Element) -> Result<bool, wasm_bindgen::JsValue>) -> bool {
    event.composed_path().get(0).dyn_ref().is_some_and(|target| is(target) == Ok(true))
}
