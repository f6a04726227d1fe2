//! Keys that work wherever the focus is.

use leptos::ev;
use leptos::prelude::{on_cleanup, window_event_listener};

/// Calls `pressed` with each key's name and whether Shift is held, until the owner is gone. Where
/// it answers true, the browser does nothing more with the key.
pub fn listen(pressed: impl Fn(&str, bool) -> bool + 'static) {
    let handle = window_event_listener(ev::keydown, move |event| {
        let plain = !event.ctrl_key() && !event.alt_key() && !event.meta_key();
        if plain && pressed(&event.key(), event.shift_key()) {
            event.prevent_default();
        }
    });
    on_cleanup(move || handle.remove());
}
