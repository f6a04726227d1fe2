//! The list of findings: the accessible surface of all that the editor shows.

use super::finding::Item;
use super::finding_head::heads;
use super::ignore::IgnoredList;
use super::key::key_of;
use super::prose::Prose;
use super::words;
use super::workspace::{Selection, Tab, Workspace};
use crate::browser::{keys, page};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// All findings, the gravest first; one of them is open. Below, the guide's section for it.
#[component]
pub fn Findings() -> impl IntoView {
    let workspace = Workspace::of_page();
    let heads = Memo::new(move |_| heads(&workspace.analysis_at_once()));
    let names = move || heads.read().iter().map(|head| head.key).collect::<Vec<_>>();
    let chosen = Memo::new(move |_| {
        let analysis = workspace.analysis_at_once();
        workspace.chosen(&analysis).map(|at| key_of(&analysis, at))
    });
    let section = Memo::new(move |_| {
        let analysis = workspace.analysis();
        workspace.chosen(&analysis).map(|at| analysis.findings[at].rule.guide)
    });
    let walk = move |event: &KeyboardEvent| {
        let Some(key) = keys::alone(event) else { return };
        let heads = heads.read_untracked();
        let open = chosen.get_untracked();
        let at = heads.iter().position(|head| Some(head.key) == open);
        let next = match (key.as_str(), at) {
            ("ArrowDown", at) => at.map_or(0, |at| at + 1),
            ("ArrowUp", Some(at)) if at > 0 => at - 1,
            _ => return,
        };
        let Some(head) = heads.get(next) else { return };
        event.prevent_default();
        workspace.selection.set(Selection::Finding(head.key));
        page::focus_soon(head.key.id());
    };
    view! {
        <Show
            when=move || !heads.read().is_empty()
            fallback=|| view! { <p class="nothing">{words::findings::NOTHING}</p> }
        >
            <ul class="findings" aria-label=words::findings::FINDINGS>
                <For each=names key=|key| *key let:key>
                    <Item key heads chosen walk />
                </For>
            </ul>
        </Show>
        <IgnoredList />
        {move || {
            section.get().map(|section| view! {
                <section class="aside" aria-label=words::findings::GUIDE>
                    <h3>{words::findings::guide(section.title())}</h3>
                    <Prose text=section.body() />
                    <button type="button" class="link" on:click=move |_| workspace.tab.set(Tab::Guide)>
                        {words::findings::WHOLE_GUIDE}
                    </button>
                </section>
            })
        }}
    }
}
