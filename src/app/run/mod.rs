//! How to run the image with no more than it needs.

mod flags;
mod forms;
mod remarks;
mod snippet;

use super::later::{Missing, Part};
use super::words;
use super::workspace::Workspace;
use flags::Flags;
use forms::Forms;
use leptos::prelude::*;
use leptos::wasm_split::wasm_split;
use remarks::{Doubts, First};
use snippet::Snippet;
use unroot::advice::{self, Rendered};

/// The tab's part of the page.
#[wasm_split(tools, wasm_split_path = leptos::wasm_split, fallible)]
pub fn tab() -> Result<Part, Missing> {
    Ok(|| view! { <RunTab /> }.into_any())
}

/// The text to copy for the chosen engine, what each part of it does, and what stands in the way.
#[component]
fn RunTab() -> impl IntoView {
    let workspace = Workspace::of_page();
    let advice = Memo::new(move |_| {
        let analysis = workspace.analysis();
        let advice = advice::of(&analysis.build, &analysis.verdict, &analysis.outside);
        advice.map(|advice| advice::render(&advice, workspace.form.get()))
    });
    let body = move || match advice.get() {
        Ok(rendered) => view! { <Told rendered /> }.into_any(),
        Err(why) => view! { <p class="nothing">{why}</p> }.into_any(),
    };
    view! {
        <div class="lead">
            <p>{words::run::LEAD}</p>
            <Forms />
        </div>
        {body}
    }
}

/// The advice for one engine.
#[component]
fn Told(
    /// It.
    rendered: Rendered,
) -> impl IntoView {
    let Rendered { text, flags, own_directory, first, doubts } = rendered;
    let own_directory = (!own_directory.is_empty()).then(|| {
        view! {
            <details class="aside">
                <summary>{words::run::OWN_DIRECTORY}</summary>
                <Flags flags=own_directory />
            </details>
        }
    });
    view! {
        <First items=first />
        <Snippet text />
        <section class="aside">
            <h3>{words::run::EACH_PART}</h3>
            <Flags flags />
        </section>
        {own_directory}
        <Doubts items=doubts />
    }
    .into_any()
}
