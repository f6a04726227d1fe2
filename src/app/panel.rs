//! The panel beside the editor: why, and what now.

use super::course::{Course, place};
use super::findings::Findings;
use super::guide;
use super::later::later;
use super::ownership;
use super::run;
use super::words;
use super::words::numbers::number;
use super::workspace::{Tab, Workspace};
use crate::browser::{keys, page};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// All tabs; that of the lesson is there in a course.
const TABS: [Tab; 5] = [Tab::Lesson, Tab::Findings, Tab::Ownership, Tab::Run, Tab::Guide];

/// Tabs, and what the chosen one shows.
#[component]
pub fn Panel() -> impl IntoView {
    let workspace = Workspace::of_page();
    let course = Course::of_page();
    let in_course = Memo::new(move |_| course.seat.read().is_some());
    let tabs = move || if in_course.get() { &TABS[..] } else { &TABS[1..] };
    let shown = Memo::new(move |_| match workspace.printing.get() {
        true => None,
        false => Some(workspace.tab.get()),
    });
    let body = move || match shown.get() {
        None if in_course.get_untracked() => {
            // On paper there are no tabs.
            view! {
                <Findings />
                {place(|offer| offer.tab)}
            }
            .into_any()
        }
        Some(Tab::Lesson) => place(|offer| offer.tab),
        None | Some(Tab::Findings) => view! { <Findings /> }.into_any(),
        Some(Tab::Ownership) => later(ownership::tab),
        Some(Tab::Run) => later(run::tab),
        Some(Tab::Guide) => later(guide::tab),
    };
    // How far another tab was scrolled is nothing to this one.
    Effect::new(move || {
        shown.track();
        page::scroll_back("tab-page");
    });
    let turn = move |event: &KeyboardEvent| {
        let Some(key) = keys::alone(event) else { return };
        let tabs = untrack(tabs);
        let at = tabs.iter().position(|tab| *tab == workspace.tab.get_untracked()).unwrap_or(0);
        let next = match key.as_str() {
            "ArrowRight" => (at + 1) % tabs.len(),
            "ArrowLeft" => (at + tabs.len() - 1) % tabs.len(),
            "Home" => 0,
            "End" => tabs.len() - 1,
            _ => return,
        };
        event.prevent_default();
        workspace.tab.set(tabs[next]);
        page::focus_soon(tabs[next].id());
    };
    view! {
        <section class="panel" aria-label=words::panel::PANEL>
            <div
                class="tabs"
                role="tablist"
                aria-label=words::panel::WHAT_TO_LOOK_AT
                on:keydown=move |event| turn(&event)
            >
                {move || tabs().iter().map(|tab| view! { <TabButton tab=*tab /> }).collect_view()}
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
    let count = move || match tab {
        Tab::Findings => Some(workspace.analysis().findings.len())
            .filter(|count| *count > 0)
            .map(|count| view! { <span class="count">{number(count)}</span> }.into_any()),
        Tab::Lesson => Some(place(|offer| offer.count)),
        _ => None,
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
            Tab::Lesson => "tab-lesson",
            Tab::Findings => "tab-findings",
            Tab::Ownership => "tab-ownership",
            Tab::Run => "tab-run",
            Tab::Guide => "tab-guide",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Tab::Lesson => words::panel::LESSON,
            Tab::Findings => words::panel::FINDINGS,
            Tab::Ownership => words::panel::OWNERSHIP,
            Tab::Run => words::run::RUN_IT,
            Tab::Guide => words::panel::GUIDE,
        }
    }
}
