//! Files that the page hands out: made here, saved by the browser, sent nowhere.

use gloo::utils::document;
use leptos::prelude::set_timeout;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::js_sys::Array;
use web_sys::{Blob, BlobPropertyBag, HtmlElement, Url};

/// How long the address of a file is kept: some browsers fetch it only after the click is over.
const KEPT: Duration = Duration::from_secs(2);

/// Has the browser save `text` as UTF-8 under `name`, and says whether it could be asked to.
pub fn save(text: &str, name: &str, mime: &str) -> bool {
    let Some(address) = address_of(text, mime) else { return false };
    let clicked = click(&address, name).is_some();
    set_timeout(move || drop(Url::revoke_object_url(&address)), KEPT);
    clicked
}

fn address_of(text: &str, mime: &str) -> Option<String> {
    let kind = BlobPropertyBag::new();
    kind.set_type(mime);
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &kind).ok()?;
    Url::create_object_url_with_blob(&blob).ok()
}

fn click(address: &str, name: &str) -> Option<()> {
    let link = document().create_element("a").ok()?;
    link.set_attribute("href", address).ok()?;
    link.set_attribute("download", name).ok()?;
    link.unchecked_into::<HtmlElement>().click();
    Some(())
}
