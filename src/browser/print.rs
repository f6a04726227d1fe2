//! Printing.

use gloo::events::EventListener;
use gloo::utils::window;
use leptos::prelude::{Dispose, StoredValue, on_cleanup, request_animation_frame};

/// Calls `told` with true before the page is printed and with false afterwards, until the owner is
/// gone.
pub fn watch(told: impl Fn(bool) + Copy + 'static) {
    for (name, prints) in [("beforeprint", true), ("afterprint", false)] {
        let listener = EventListener::new(&window(), name, move |_| told(prints));
        let listener = StoredValue::new_local(listener);
        on_cleanup(move || listener.dispose());
    }
}

/// Prints the page once what changes now is drawn.
pub fn soon() {
    request_animation_frame(|| {
        request_animation_frame(|| {
            let _ = window().print();
        })
    });
}
