//! The page's address and its fragment, in which links carry a text.

use gloo::events::EventListener;
use gloo::utils::window;
use leptos::prelude::{Dispose, StoredValue, on_cleanup};
use wasm_bindgen::JsValue;

/// The address without its fragment.
pub fn page() -> String {
    let address = window().location().href().unwrap_or_default();
    address.split('#').next().unwrap_or_default().to_owned()
}

/// The fragment without its `#`; `None` where it is empty.
pub fn fragment() -> Option<String> {
    let fragment = window().location().hash().ok()?;
    fragment.strip_prefix('#').filter(|rest| !rest.is_empty()).map(str::to_owned)
}

/// Takes the fragment off the address: what it said is done, and loading the page anew must not
/// do it again.
pub fn forget_fragment() {
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&page()));
    }
}

/// Calls `changed` whenever the fragment becomes another, until the owner is gone.
pub fn on_fragment(changed: impl Fn() + 'static) {
    let listener = EventListener::new(&window(), "hashchange", move |_| changed());
    let listener = StoredValue::new_local(listener);
    on_cleanup(move || listener.dispose());
}
