//! What happens when the page breaks: the text is shown, ready to be copied.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// Shows the notice (web/boot/broke.js): it still works when nothing else does.
    #[wasm_bindgen(js_name = unrootBroke)]
    fn show(why: &str);
}

/// From now on a panic shows the notice.
pub fn install() {
    std::panic::set_hook(Box::new(|panic| show(&panic.to_string())));
}
