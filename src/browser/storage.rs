//! What the browser keeps for the next visit. Nothing here leaves it, and a browser that keeps
//! nothing is fine too.

use web_sys::Storage;

/// What is kept, each under a name of its own.
#[derive(Clone, Copy)]
pub enum Slot {
    /// The Dockerfile.
    Text,
    /// Light or dark.
    Theme,
    /// Target, builder, build arguments, base image.
    Assumptions,
}

/// What was kept in `slot`.
pub fn read(slot: Slot) -> Option<String> {
    store()?.get_item(slot.name()).ok()?
}

/// Keeps `value` in `slot`; `None` empties it.
pub fn write(slot: Slot, value: Option<&str>) {
    let Some(store) = store() else { return };
    // A full or forbidden store is no reason to stop working.
    let _ = match value {
        Some(value) => store.set_item(slot.name(), value),
        None => store.remove_item(slot.name()),
    };
}

fn store() -> Option<Storage> {
    gloo::utils::window().local_storage().ok()?
}

impl Slot {
    fn name(self) -> &'static str {
        match self {
            Slot::Text => "unroot.text",
            Slot::Theme => "unroot.theme",
            Slot::Assumptions => "unroot.assumptions",
        }
    }
}
