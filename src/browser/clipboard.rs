//! The clipboard.

use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

/// Copies `text`, and tells `then` whether the browser allowed it.
pub fn copy(text: &str, then: impl FnOnce(bool) + 'static) {
    let navigator = gloo::utils::window().navigator();
    // Without a secure context there is none, whatever the bindings say.
    if navigator.clipboard().is_undefined() {
        return then(false);
    }
    let copied = JsFuture::from(navigator.clipboard().write_text(text));
    spawn_local(async move { then(copied.await.is_ok()) });
}
