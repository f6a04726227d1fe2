//! Makes the link that carries text and assumptions.

use crate::browser::{address, zlib};
use leptos::prelude::*;
use unroot::model::Assumptions;
use unroot::share::{fragment_of, payload};

/// Makes links. Packing takes its time: whoever asks again hears nothing more of what was asked for
/// before.
#[derive(Clone, Copy)]
pub struct Maker(StoredValue<u32>);

impl Maker {
    /// One that made none yet.
    pub fn new() -> Self {
        Maker(StoredValue::new(0))
    }

    /// Makes the link that carries `text` and `assumptions`, and hands it to `then`; `None` where
    /// the browser can't. Nothing comes once the maker's owner is gone.
    pub fn make(
        self,
        text: &str,
        assumptions: &Assumptions,
        then: impl FnOnce(Option<String>) + 'static,
    ) {
        let turn = self.0.get_value() + 1;
        self.0.set_value(turn);
        zlib::pack(payload(text, assumptions).as_bytes(), move |packed| {
            if self.0.try_get_value() == Some(turn) {
                then(packed.map(|packed| [&address::page(), "#", &fragment_of(&packed)].concat()));
            }
        });
    }
}
