//! Printing.

use gloo::events::EventListener;
use gloo::utils::window;
use leptos::prelude::{Dispose, StoredValue, on_cleanup};

/// Calls `told` with true before the page is printed and with false afterwards, until the owner is
/// gone.
pub fn watch(told: impl Fn(bool) + Copy + 'static) {
    for (name, prints) in [("beforeprint", true), ("afterprint", false)] {
        let listener = EventListener::new(&window(), name, move |_| told(prints));
        let listener = StoredValue::new_local(listener);
        on_cleanup(move || listener.dispose());
    }
}
