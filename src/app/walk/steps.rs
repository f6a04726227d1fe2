//! What each step is for, what it changes, and who starts after it: a part of the page by itself.

use super::standing::{Badges, Standing};
use crate::app::diff::Diff;
use crate::app::later::{Missing, Part};
use crate::app::prose::Line;
use crate::app::words;
use crate::app::workspace::Workspace;
use crate::browser::page;
use leptos::prelude::*;
use leptos::wasm_split::wasm_split;
use std::sync::Arc;
use unroot::report::lines::hunks;
use unroot::{Repair, Repaired};

/// The id of the sheet that they are in.
pub const SHEET: &str = "walk";

/// The steps' part of the page.
#[wasm_split(tools, wasm_split_path = leptos::wasm_split, fallible)]
pub fn steps() -> Result<Part, Missing> {
    Ok(|| {
        let workspace = Workspace::of_page();
        let steps = move || match workspace.repaired() {
            Some(repaired) if !repaired.applied.is_empty() => {
                view! { <Steps repaired /> }.into_any()
            }
            _ => view! { <p>{words::walk::COMING}</p> }.into_any(),
        };
        steps.into_any()
    })
}

/// Every step, and the buttons that make them.
#[component]
fn Steps(
    /// What the repairs come to.
    repaired: Arc<Repaired>,
) -> impl IntoView {
    let workspace = Workspace::of_page();
    let count = repaired.applied.len();
    let mut before = Standing::of_verdict(&workspace.current().verdict);
    let first = before.clone();
    let steps: Vec<_> = repaired
        .applied
        .iter()
        .enumerate()
        .map(|(at, repair)| {
            let after = Standing::of_repair(repair);
            let from = std::mem::replace(&mut before, after.clone());
            view! { <Step repair=repair.clone() at from after last=at + 1 == count /> }
        })
        .collect();
    view! {
        <p class="from-to">
            <Badges from=first after=before />
        </p>
        <ol>{steps}</ol>
        <p class="buttons walk-end">
            <MakeUntil at=count - 1 primary=true label=words::walk::make(count) />
            <button
                type="button"
                class="button"
                popovertarget=SHEET
                popovertargetaction="hide"
            >
                {words::walk::CLOSE}
            </button>
        </p>
    }
    .into_any()
}

/// One repair.
#[component]
fn Step(
    /// The repair.
    repair: Repair,
    /// Its place, from 0.
    at: usize,
    /// What the container starts as before it.
    from: Standing,
    /// And after it.
    after: Standing,
    /// Whether it is the last one.
    last: bool,
) -> impl IntoView {
    let Repair { title, rule, message, before, edits, .. } = repair;
    let until = (!last).then(|| {
        view! { <MakeUntil at primary=false label=words::walk::UNTIL_HERE.to_owned() /> }
    });
    view! {
        <li>
            <h3>
                <Line text=title />
                " "
                <small>{rule.id}</small>
            </h3>
            <p>
                <Line text=message />
            </p>
            <Diff hunks=hunks(&before, &edits) />
            <p class="from-to">
                <Badges from after /> {until}
            </p>
        </li>
    }
    .into_any()
}

/// The button that makes the repairs up to one of them, and closes the sheet.
#[component]
fn MakeUntil(
    /// The last one to make, from 0.
    at: usize,
    /// Whether it is what most people want.
    primary: bool,
    /// What it says.
    label: String,
) -> impl IntoView {
    let workspace = Workspace::of_page();
    let make = move |_| {
        // Before the steps, and this button with them, are drawn anew.
        page::close(SHEET);
        workspace.repair_until(at);
        page::focus_soon("verdict");
    };
    view! {
        <button
            type="button"
            class="button"
            class:primary=primary
            class:small=!primary
            on:click=make
        >
            {label}
        </button>
    }
    .into_any()
}
