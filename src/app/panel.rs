//! The panel beside the editor: why, and what now.

use super::findings::Findings;
use super::guide::Guide;
use super::ownership::OwnershipTab;
use super::words;
use super::words::numbers::number;
use super::workspace::{Tab, Workspace};
use crate::browser::page;
use leptos::prelude::*;

const TABS: [Tab; 3] = [Tab::Findings, Tab::Ownership, Tab::Guide];

/// Tabs, and what the chosen one shows.
#[component]
pub fn Panel() -> impl IntoView {
    let workspace = Workspace::of_page();
    let shown = Memo::new(move |_| match workspace.printing.get() {
        true => Tab::Findings,
        false => workspace.tab.get(),
    });
    let body = move || match shown.get() {
        Tab::Findings => view! { <Findings /> }.into_any(),
        Tab::Ownership => view! { <OwnershipTab /> }.into_any(),
        Tab::Guide => view! { <Guide /> }.into_any(),
    };
    let turn = move |key: &str| {
        let at = TABS.iter().position(|tab| *tab == workspace.tab.get_untracked()).unwrap_or(0);
        let next = match key {
            "ArrowRight" => (at + 1) % TABS.len(),
            "ArrowLeft" => (at + TABS.len() - 1) % TABS.len(),
            "Home" => 0,
            "End" => TABS.len() - 1,
            _ => return false,
        };
        workspace.tab.set(TABS[next]);
        page::focus_soon(TABS[next].id());
        true
    };
    view! {
        <section class="panel" aria-label=words::panel::PANEL>
            <div
                class="tabs"
                role="tablist"
                aria-label=words::panel::WHAT_TO_LOOK_AT
                on:keydown=move |event| {
                    if turn(&event.key()) {
                        event.prevent_default();
                    }
                }
            >
                {TABS.map(|tab| view! { <TabButton tab /> }).collect_view()}
            </div>
            <div
                class="page"
                role="tabpanel"
                id="tab-page"
                tabindex="-1"
                aria-labelledby=move || workspace.tab.get().id()
            >
                {body}
            </div>
        </section>
    }
}

/// One tab.
#[component]
fn TabButton(
    /// Which.
    tab: Tab,
) -> impl IntoView {
    let workspace = Workspace::of_page();
    let chosen = move || workspace.tab.get() == tab;
    let count = move || {
        let count = workspace.analysis().findings.len();
        (tab == Tab::Findings && count > 0)
            .then(|| view! { <span class="count">{number(count)}</span> })
    };
    view! {
        <button
            type="button"
            role="tab"
            id=tab.id()
            aria-controls="tab-page"
            aria-selected=move || if chosen() { "true" } else { "false" }
            tabindex=move || if chosen() { "0" } else { "-1" }
            on:click=move |_| workspace.tab.set(tab)
        >
            {tab.title()}
            {count}
        </button>
    }
}

impl Tab {
    fn id(self) -> &'static str {
        match self {
            Tab::Findings => "tab-findings",
            Tab::Ownership => "tab-ownership",
            Tab::Guide => "tab-guide",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Tab::Findings => words::panel::FINDINGS,
            Tab::Ownership => words::panel::OWNERSHIP,
            Tab::Guide => words::panel::GUIDE,
        }
    }
}
