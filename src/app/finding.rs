//! One finding of the list.

use super::at_once::AtOnce;
use super::findings::Head;
use super::fix::Repair;
use super::ignore::IgnoreForm;
use super::key::find;
use super::prose::Line;
use super::reasons::Reasons;
use super::words;
use super::workspace::Workspace;
use leptos::prelude::*;
use unroot::display::prose;
use unroot::finding::Finding;

/// A finding: its head, which opens it, and what it says.
#[component]
pub fn Item(
    /// What the head shows.
    head: Head,
) -> impl IntoView {
    let workspace = Workspace::of_page();
    let Head { key, severity, sentence, line } = head;
    let open = Memo::new(move |_| {
        let analysis = workspace.analysis();
        let at = find(&analysis, key);
        at.is_some() && (workspace.printing.get() || at == workspace.chosen())
    });
    let about = words::findings::about(severity, line, key.rule);
    let choose = move |_| {
        workspace.toggle(key);
        if open.get_untracked() {
            workspace.show(key);
        }
    };
    let body = move || {
        if !open.get() {
            return None;
        }
        let analysis = workspace.analysis();
        let finding = analysis.findings.get(find(&analysis, key)?)?.clone();
        Some(view! { <Body key finding /> })
    };
    view! {
        <li class="finding" data-severity=severity.name() data-open=move || open.get().then_some("")>
            <h3>
                <button
                    type="button"
                    id=key.id()
                    aria-expanded=move || if open.get() { "true" } else { "false" }
                    on:click=choose
                >
                    <span class="sign" role="img" aria-label=words::findings::sign(severity)></span>
                    <span class="sentence"><Line text=sentence /></span>
                    <small>{about}</small>
                </button>
            </h3>
            {body}
        </li>
    }
}

/// The rest of the message, the chain, and the repairs.
#[component]
fn Body(
    /// Its name.
    key: super::key::Key,
    /// The finding.
    finding: Finding,
) -> impl IntoView {
    let rest = prose::first_sentence(&finding.message).1.to_owned();
    let sure = words::findings::sure(&finding.certainty);
    let repairs =
        finding.fixes.into_iter().enumerate().map(|(nth, fix)| view! { <Repair key nth fix /> });
    view! {
        <div class="body">
            {(!rest.is_empty()).then(|| view! { <p><Line text=rest /></p> })}
            <Reasons reasons=finding.because />
            <p class="sure" data-certainty=finding.certainty.name()><Line text=sure /></p>
            {repairs.collect_view()}
            <AtOnce rule=finding.rule />
            <IgnoreForm key />
        </div>
    }
    .into_any()
}
