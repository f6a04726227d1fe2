//! A row of the ownership table: one path.

use super::words;
use super::workspace::Workspace;
use leptos::prelude::*;
use view::{Fate, Row};

/// One path: whose it is, since which line, and whether one may write there.
#[component]
pub fn OwnerRow(
    /// What is known of it.
    row: Row,
) -> impl IntoView {
    let workspace = Workspace::of_page();
    let Row { path, name, depth, owner, material, mode, below, lines, fate, may_write, .. } = row;
    let made = lines.into_iter().map(|(line, span)| {
        view! {
            <button
                type="button"
                class="line"
                aria-label=words::places::line(line)
                on:click=move |_| workspace.go_to(span, true)
            >
                {line}
            </button>
        }
    });
    let (mark, may) = match (fate, may_write) {
        (Fate::Gone, _) => ("", ""),
        (_, Some(true)) => ("good", words::ownership::YES),
        (_, Some(false)) => ("bad", words::ownership::NO),
        (_, None) => ("unknown", words::ownership::CANT_TELL),
    };
    let small = |text: String| view! { <small>{text}</small> };
    let was = |was: Option<String>| was.map(|was| small(words::ownership::was(&was)));
    let tag = words::ownership::fate(fate);
    // Where there is no room for both, the group stands below the user.
    let (user, group) = owner.split_at(owner.find(':').map_or(owner.len(), |colon| colon + 1));
    let owner = view! { <span>{user.to_owned()} <wbr /> {group.to_owned()}</span> };
    view! {
        <tr data-who=material.name() data-change=(!tag.is_empty()).then_some(tag)>
            <th scope="row" title=path style:--depth=depth.to_string()>
                <span>
                    {name} {(!tag.is_empty()).then(|| view! { " " <em class="tag">{tag}</em> })}
                </span>
            </th>
            <td>
                <span class="owner">{owner}</span>
                {was(row.owner_was)}
                {below.map(|whose| small(words::ownership::inside(&whose)))}
            </td>
            <td>{mode.unwrap_or_else(|| words::ownership::UNKNOWN.to_owned())} {was(row.mode_was)}</td>
            <td class="may" data-mark=mark>{may}</td>
            <td>{made.collect_view()}</td>
        </tr>
    }
    .into_any()
}
