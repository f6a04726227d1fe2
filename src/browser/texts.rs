//! Texts that stand beside the page and come when somebody asks for them.

use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// Reads the file at `path`, relative to the page, and hands its text to `then`; `None` where it
/// can't be had.
pub fn fetch(path: &str, then: impl FnOnce(Option<String>) + 'static) {
    let answer = gloo::utils::window().fetch_with_str(path);
    spawn_local(async move { then(text(answer.into()).await) });
}

async fn text(answer: JsFuture) -> Option<String> {
    let response: Response = answer.await.ok()?.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    JsFuture::from(response.text().ok()?).await.ok()?.as_string()
}
