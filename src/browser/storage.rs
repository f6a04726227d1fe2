//! What the browser keeps for the next visit. Nothing here leaves it, and a browser that keeps
//! nothing is fine too.

use std::borrow::Cow;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// What is kept under `name` (web/boot/kept.js), for this tab alone if there is such a thing.
    #[wasm_bindgen(js_namespace = unrootKept, js_name = read)]
    fn get(name: &str, of_tab: bool) -> Option<String>;
    /// Keeps `value`, or nothing any more.
    #[wasm_bindgen(js_namespace = unrootKept, js_name = write)]
    fn set(name: &str, value: Option<&str>, of_tab: bool);
}

/// What is kept, each under a name of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Slot<'a> {
    /// The Dockerfile.
    Text,
    /// Light or dark.
    Theme,
    /// Target, builder, build arguments, base image.
    Assumptions,
    /// Progress in the course of this title.
    Progress(&'a str),
}

/// What was kept in `slot`.
pub fn read(slot: Slot<'_>) -> Option<String> {
    get(&slot.name(), slot.is_of_tab())
}

/// Keeps `value` in `slot`; `None` empties it.
pub fn write(slot: Slot<'_>, value: Option<&str>) {
    set(&slot.name(), value, slot.is_of_tab());
}

impl Slot<'_> {
    fn name(self) -> Cow<'static, str> {
        match self {
            Slot::Text => "unroot.text".into(),
            Slot::Theme => "unroot.theme".into(),
            Slot::Assumptions => "unroot.assumptions".into(),
            Slot::Progress(course) => format!("unroot.progress.{course}").into(),
        }
    }

    /// Whether each tab has its own. The next visit begins with the one that was written last.
    fn is_of_tab(self) -> bool {
        matches!(self, Slot::Text | Slot::Assumptions)
    }
}
