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
    let analysis = workspace.current();
    let alike = analysis.findings.iter().filter(|finding| finding.rule.id == rule.id);
    let of_rule = alike.filter(|finding| finding.fixes.iter().any(Fix::is_automatic)).count();
    let of_all = move || workspace.repaired().map_or(0, |made| made.applied.len());
    let focus = || page::focus_soon("tab-page");
    view! {
        <p class="buttons">
            {(of_rule > 1)
                .then(|| {
                    view! {
                        <button
                            type="button"
                            class="button small"
                            on:click=move |_| {
                                workspace.repair_rule(rule);
                                focus();
                            }
                        >
                            {words::repairs::of_rule(of_rule)}
                        </button>
                    }
                })}
            <Show when=move || { of_all() > 1 }>
                <button
                    type="button"
                    class="button small"
                    on:click=move |_| {
                        workspace.repair_all();
                        focus();
                    }
                >
                    {move || words::repairs::all_safe(of_all())}
                </button>
            </Show>
        </p>
    }
    .into_any()
}
