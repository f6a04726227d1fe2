//! Who owns which path.

use super::stages::Stages;
use super::workspace::Workspace;
use leptos::prelude::*;
use unroot::display::{Row, ownership};

/// The paths that are known when the shown stage ends.
#[component]
pub fn OwnershipTab() -> impl IntoView {
    let workspace = Workspace::of_page();
    let rows = Memo::new(move |_| {
        let analysis = workspace.analysis();
        workspace.shown(&analysis).map(|stage| ownership(&analysis, stage)).unwrap_or_default()
    });
    let table = move || {
        view! {
            <table class="owners">
                <thead>
                    <tr>
                        <th scope="col">"Path"</th>
                        <th scope="col">"Owner"</th>
                        <th scope="col">"Mode"</th>
                        <th scope="col">"Made by"</th>
                    </tr>
                </thead>
                <tbody>{rows.get().into_iter().map(|row| view! { <PathRow row /> }).collect_view()}</tbody>
            </table>
        }
    };
    view! {
        <div class="lead">
            <p>"Who owns what this Dockerfile makes, when the stage ends."</p>
            <Stages />
        </div>
        <Show
            when=move || !rows.read().is_empty()
            fallback=|| view! { <p class="nothing">"This stage makes no path that can be known."</p> }
        >
            {table}
        </Show>
    }
}

/// One path.
#[component]
fn PathRow(
    /// What is known of it.
    row: Row,
) -> impl IntoView {
    let workspace = Workspace::of_page();
    let Row { path, name, depth, directory, owner, material, mode, below, line } = row;
    let made = line.map(|(line, span)| {
        view! {
            <button type="button" class="line" on:click=move |_| workspace.go_to(span, true)>
                {format!("line {line}")}
            </button>
        }
    });
    let below = below.map(|whose| view! { <small>"inside: " {whose}</small> });
    view! {
        <tr data-who=material.name()>
            <th scope="row" title=path style:--depth=depth.to_string()>
                <span>{name} {directory.then_some("/").filter(|_| depth > 0 || directory)}</span>
            </th>
            <td>
                <span class="owner">{owner}</span>
                {below}
            </td>
            <td>{mode.unwrap_or_else(|| "?".to_owned())}</td>
            <td>{made}</td>
        </tr>
    }
}
