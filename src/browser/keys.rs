//! Keys that work wherever the focus is.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::window;
use leptos::prelude::{Dispose, StoredValue, on_cleanup};
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

/// Calls `pressed` with each key's name and whether Shift is held, until the owner is gone. Where
/// it answers true, the browser does nothing more with the key.
pub fn listen(pressed: impl Fn(&str, bool) -> bool + 'static) {
    let options = EventListenerOptions::enable_prevent_default();
    let heard = move |event: &web_sys::Event| {
        let event: &KeyboardEvent = event.unchecked_ref();
        let plain = !event.ctrl_key() && !event.alt_key() && !event.meta_key();
        if plain && pressed(&event.key(), event.shift_key()) {
            event.prevent_default();
        }
    };
    let listener = EventListener::new_with_options(&window(), "keydown", options, heard);
    let listener = StoredValue::new_local(listener);
    // Dropping the listener takes it off the window.
    on_cleanup(move || listener.dispose());
}
