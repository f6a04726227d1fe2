//! zlib streams (RFC 1950), made and read by the browser itself: that weighs nothing.

use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::js_sys::{RangeError, Uint8Array};

#[wasm_bindgen]
extern "C" {
    /// Packs or unpacks bytes (web/boot/zlib.js); a RangeError where `most` of them do not hold the result.
    #[wasm_bindgen(js_name = unrootZlib, catch)]
    async fn through(bytes: Uint8Array, unpack: bool, most: f64) -> Result<JsValue, JsValue>;
}

/// Why bytes could not be unpacked.
pub enum Broken {
    /// They are no whole stream.
    Damaged,
    /// They unfold to more than was allowed.
    TooLong,
}

/// Packs `bytes` and hands them to `then`; `None` where the browser can't.
pub fn pack(bytes: &[u8], then: impl FnOnce(Option<Vec<u8>>) + 'static) {
    let bytes = Uint8Array::from(bytes);
    spawn_local(
        async move { then(through(bytes, false, f64::INFINITY).await.ok().and_then(read)) },
    );
}

/// Unpacks `bytes` to at most `most` of them, and hands them to `then`.
pub fn unpack(bytes: &[u8], most: usize, then: impl FnOnce(Result<Vec<u8>, Broken>) + 'static) {
    let bytes = Uint8Array::from(bytes);
    spawn_local(async move {
        then(match through(bytes, true, most as f64).await {
            Ok(found) => read(found).ok_or(Broken::Damaged),
            Err(why) if why.is_instance_of::<RangeError>() => Err(Broken::TooLong),
            Err(_) => Err(Broken::Damaged),
        });
    });
}

fn read(answer: JsValue) -> Option<Vec<u8>> {
    Some(answer.dyn_into::<Uint8Array>().ok()?.to_vec())
}
