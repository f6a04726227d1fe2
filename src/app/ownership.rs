//! Who owns which path after a step of the build, and who may write there.

use super::later::{Missing, Part};
use super::owner_row::OwnerRow;
use super::stages::Stages;
use super::stepper::Stepper;
use super::words;
use super::workspace::Workspace;
use leptos::prelude::*;
use leptos::wasm_split::wasm_split;
use view::owners;

/// The tab's part of the page.
#[wasm_split(tools, wasm_split_path = leptos::wasm_split, fallible)]
pub fn tab() -> Result<Part, Missing> {
    Ok(|| view! { <OwnershipTab /> }.into_any())
}

/// The walk through the build, and the paths that are known after the step where it stands.
#[component]
fn OwnershipTab() -> impl IntoView {
    let workspace = Workspace::of_page();
    let known = Memo::new(move |_| {
        let analysis = workspace.analysis();
        workspace.place.get().and_then(|place| owners(&analysis, place))
    });
    let told = Memo::new(move |_| {
        known.read().as_ref().map(|known| (known.writer.clone(), known.material))
    });
    let rows = move || known.read().as_ref().map_or_else(Vec::new, |known| known.rows.clone());
    let any = Memo::new(move |_| !rows().is_empty());
    let changed = Signal::derive(move || known.read().as_ref().map_or(0, |known| known.changed));
    let left_out = move || {
        let count = known.read().as_ref().map_or(0, |known| known.left_out);
        (count > 0).then(|| view! { <p class="nothing">{words::ownership::left_out(count)}</p> })
    };
    let writer = move || {
        told.get().map(|(writer, material)| {
            view! {
                <span class="owner" data-who=material.name()>
                    {words::ownership::writes(&writer)}
                </span>
            }
        })
    };
    view! {
        <div class="lead">
            <Stages />
            <Stepper changed />
        </div>
        <Show when=move || any.get() fallback=|| view! { <p class="nothing">{words::ownership::NOTHING}</p> }>
            <table class="owners" aria-label=words::ownership::OWNERS>
                <thead>
                    <tr>
                        <th scope="col">{words::ownership::PATH}</th>
                        <th scope="col">{words::ownership::OWNER}</th>
                        <th scope="col">{words::ownership::MODE}</th>
                        <th scope="col">{writer}</th>
                        <th scope="col">{words::ownership::LINE}</th>
                    </tr>
                </thead>
                <tbody>
                    <For each=rows key=Clone::clone let:row>
                        <OwnerRow row />
                    </For>
                </tbody>
            </table>
            {left_out}
        </Show>
    }
    .into_any()
}
