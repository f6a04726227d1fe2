//! Who owns which path.

use super::stages::Stages;
use super::words;
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
                        <th scope="col">{words::ownership::PATH}</th>
                        <th scope="col">{words::ownership::OWNER}</th>
                        <th scope="col">{words::ownership::MODE}</th>
                        <th scope="col">{words::ownership::MADE_BY}</th>
                    </tr>
                </thead>
                <tbody>{rows.get().into_iter().map(|row| view! { <PathRow row /> }).collect_view()}</tbody>
            </table>
        }
    };
    view! {
        <div class="lead">
            <p>{words::ownership::LEAD}</p>
            <Stages />
        </div>
        <Show
            when=move || !rows.read().is_empty()
            fallback=|| view! { <p class="nothing">{words::ownership::NOTHING}</p> }
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
                {words::places::line(line)}
            </button>
        }
    });
    let below = below.map(|whose| view! { <small>{words::ownership::inside(&whose)}</small> });
    view! {
        <tr data-who=material.name()>
            <th scope="row" title=path style:--depth=depth.to_string()>
                <span>{name} {directory.then_some("/").filter(|_| depth > 0 || directory)}</span>
            </th>
            <td>
                <span class="owner">{owner}</span>
                {below}
            </td>
            <td>{mode.unwrap_or_else(|| words::ownership::UNKNOWN.to_owned())}</td>
            <td>{made}</td>
        </tr>
    }
}
