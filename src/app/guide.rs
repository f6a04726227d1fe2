//! The guide: the article's guidance, and the text of the rule in question.

use super::later::{Missing, Part};
use super::prose::{Line, Prose};
use super::words;
use super::workspace::Workspace;
use crate::browser::{page, texts};
use leptos::prelude::*;
use leptos::wasm_split::wasm_split;
use unroot::finding::Rule;
use unroot::guide::Section;

/// The tab's part of the page.
#[wasm_split(tools, wasm_split_path = leptos::wasm_split, fallible)]
pub fn tab() -> Result<Part, Missing> {
    Ok(|| view! { <Guide /> }.into_any())
}

/// The rule of the open finding, then all sections.
#[component]
fn Guide() -> impl IntoView {
    let workspace = Workspace::of_page();
    let rule = Memo::new(move |_| {
        let analysis = workspace.analysis();
        workspace.chosen(&analysis).map(|at| analysis.findings[at].rule)
    });
    let asked = workspace.section.get_untracked();
    workspace.section.set(None);
    if let Some(section) = asked.or_else(|| rule.get_untracked().map(|rule| rule.guide)) {
        page::reveal_soon(anchor(section));
    }
    let own = move || {
        rule.get().map(|rule| {
            view! {
                <details class="rule">
                    <summary>
                        <Line text=words::guide::rule(rule.id, rule.title) />
                    </summary>
                    <Prose text=rule_text(rule) />
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

/// The rule's text, once it has come.
fn rule_text(rule: &'static Rule) -> RwSignal<String> {
    let text = RwSignal::new(words::guide::ON_ITS_WAY.to_owned());
    let place = format!("rules/{}.md", rule.id);
    texts::fetch(&place.clone(), move |found| {
        let body = found.as_deref().and_then(|found| found.split_once('\n')).map(|(_, body)| body);
        let lost = || words::guide::lost(&place);
        text.try_set(body.map_or_else(lost, str::to_owned));
    });
    text
}

/// The id of a section.
pub fn anchor(section: Section) -> String {
    format!("guide-{}", section.id())
}
