//! The guide: the article's guidance, and the text of the rule in question.

use super::prose::Prose;
use super::workspace::Workspace;
use crate::browser::page;
use leptos::prelude::*;
use unroot::guide::Section;

/// The rule of the open finding, then all sections.
#[component]
pub fn Guide() -> impl IntoView {
    let workspace = Workspace::of_page();
    let rule = Memo::new(move |_| {
        let analysis = workspace.analysis();
        workspace.chosen().map(|at| analysis.findings[at].rule)
    });
    if let Some(rule) = rule.get_untracked() {
        page::reveal_soon(anchor(rule.guide));
    }
    let own = move || {
        rule.get().map(|rule| {
            view! {
                <details class="rule">
                    <summary>"The rule " <code>{rule.id}</code> ": " {rule.title}</summary>
                    <Prose text=rule.text />
                </details>
            }
        })
    };
    let section = move |section: Section| {
        let here = move || rule.get().is_some_and(|rule| rule.guide == section);
        view! {
            <section id=anchor(section) data-here=move || here().then_some("")>
                <h3>{section.title()}</h3>
                <Prose text=section.body() />
            </section>
        }
    };
    view! {
        <div class="guide">
            {own} {Section::ALL.map(section).collect_view()}
        </div>
    }
}

fn anchor(section: Section) -> String {
    format!("guide-{}", section.id())
}
