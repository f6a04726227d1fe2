//! More than one repair by one press, from where a single one is offered.

use super::words;
use super::workspace::Workspace;
use crate::browser::page;
use leptos::prelude::*;
use unroot::finding::{Fix, Rule};

/// Buttons for the safe repairs of the rule, and for all safe ones; absent where that is one repair.
#[component]
pub fn AtOnce(
    /// The rule of the open finding.
    rule: &'static Rule,
) -> impl IntoView {
    let workspace = Workspace::of_page();
    let of_rule = Memo::new(move |_| {
        let analysis = workspace.analysis();
        let alike = analysis.findings.iter().filter(|finding| finding.rule.id == rule.id);
        alike.filter(|finding| finding.fixes.iter().any(Fix::is_automatic)).count()
    });
    let of_all = Memo::new(move |_| workspace.safe.read().count);
    let button = |label: String, make: Box<dyn Fn()>| {
        let press = move |_| {
            make();
            page::focus_soon("tab-page");
        };
        view! {
            <button type="button" class="button small" on:click=press>
                {label}
            </button>
        }
        .into_any()
    };
    let alike = move || {
        let count = Some(of_rule.get()).filter(|count| *count > 1);
        count.map(|count| {
            let make = move || workspace.repair_rule(rule);
            button(words::repairs::of_rule(count), Box::new(make))
        })
    };
    let all = move || {
        let count = Some(of_all.get()).filter(|count| *count > 1);
        count.map(|count| {
            let make = move || workspace.repair_all();
            button(words::repairs::all_safe(count), Box::new(make))
        })
    };
    view! { <p class="buttons">{alike} {all}</p> }.into_any()
}
