//! The list of keys: a part of the page by itself.

use super::table::KEYS;
use crate::app::later::{Missing, Part};
use crate::app::words;
use leptos::prelude::*;
use leptos::wasm_split::wasm_split;

/// The list's part of the page.
#[wasm_split(tools, wasm_split_path = leptos::wasm_split, fallible)]
pub fn list() -> Result<Part, Missing> {
    Ok(|| view! { <List /> }.into_any())
}

/// Every key, and what it does.
#[component]
fn List() -> impl IntoView {
    let row = |keys: String, what: &'static str| {
        view! {
            <dt>
                <kbd>{keys}</kbd>
            </dt>
            <dd>{what}</dd>
        }
    };
    let own = KEYS.iter().map(|(key, shift, _, what)| {
        row(if *shift { words::keys::with_shift(key) } else { (*key).to_owned() }, what)
    });
    // The editor and the list know theirs by themselves.
    let others = words::keys::ELSEWHERE.iter().map(|(keys, what)| row((*keys).to_owned(), what));
    view! { <dl>{own.chain(others).collect_view()}</dl> }
}
