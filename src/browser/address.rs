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

/// What the address's query says of `key`, as it stands there; `None` where it says nothing.
pub fn query(key: &str) -> Option<String> {
    let query = window().location().search().ok()?;
    let mut pairs = query.trim_start_matches('?').split('&');
    pairs.find_map(|pair| Some(pair.strip_prefix(key)?.strip_prefix('=')?.to_owned()))
}

/// Says `fragment` in the address, so that loading the page anew leads to the same place. It is no
/// step to go back, and nobody is told of it.
pub fn set_fragment(fragment: &str) {
    replace(&format!("{}#{fragment}", page()));
}

/// Takes the fragment off the address: what it said is done, and loading the page anew must not
/// do it again.
pub fn forget_fragment() {
    replace(&page());
}

fn replace(address: &str) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(address));
    }
}

/// Calls `changed` whenever the fragment becomes another, until the owner is gone.
pub fn on_fragment(changed: impl Fn() + 'static) {
    let listener = EventListener::new(&window(), "hashchange", move |_| changed());
    let listener = StoredValue::new_local(listener);
    on_cleanup(move || listener.dispose());
}
