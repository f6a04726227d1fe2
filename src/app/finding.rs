//! One finding of the list.

use super::at_once::AtOnce;
use super::finding_head::Head;
use super::fix::Repair;
use super::ignore::IgnoreForm;
use super::key::{Key, find};
use super::prose::Line;
use super::reasons::Reasons;
use super::words;
use super::workspace::Workspace;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use unroot::finding::{Finding, Severity, first_sentence};

/// A finding: its head, which opens it, and what it says.
#[component]
pub fn Item(
    /// Its name.
    key: Key,
    /// What the heads show; a finding is in the list as long as its head is among them.
    heads: Memo<Vec<Head>>,
    /// The one that is open.
    chosen: Memo<Option<Key>>,
    /// What a key does while the head has the focus.
    walk: impl Fn(&KeyboardEvent) + 'static,
) -> impl IntoView {
    let workspace = Workspace::of_page();
    let head = Memo::new(move |_| heads.read().iter().find(|head| head.key == key).cloned());
    let severity = Memo::new(move |_| head.read().as_ref().map(|head| head.severity));
    let severity = move || severity.get().unwrap_or(Severity::Info);
    let sentence =
        move || head.read().as_ref().map_or_else(String::new, |head| head.sentence.clone());
    let about = move || {
        let line = head.read().as_ref().map_or(0, |head| head.line);
        words::findings::about(severity(), line, key.rule)
    };
    let open = Memo::new(move |_| workspace.printing.get() || chosen.get() == Some(key));
    let choose = move |_| {
        workspace.toggle(key);
        if open.get_untracked() {
            workspace.show(key);
        }
    };
    let body = move || open.get().then(|| view! { <Body key /> });
    view! {
        <li class="finding" data-severity=move || severity().name() data-open=move || open.get().then_some("")>
            <h3>
                <button
                    type="button"
                    id=key.id()
                    aria-expanded=move || if open.get() { "true" } else { "false" }
                    on:click=choose
                    on:keydown=move |event| walk(&event)
                >
                    <span class="sign" role="img" aria-label=move || words::findings::sign(severity())></span>
                    <span class="sentence"><Line text=Signal::derive(sentence) /></span>
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
    /// The finding's name.
    key: Key,
) -> impl IntoView {
    let workspace = Workspace::of_page();
    let finding = Memo::new(move |_| {
        let analysis = workspace.analysis();
        Some(analysis.findings[find(&analysis, key)?].clone())
    });
    // Repairs come later than the rest, once they are proved.
    let rest = Memo::new(move |_| {
        let finding = finding.read();
        let message = finding.as_ref().map_or("", |finding| &finding.message);
        first_sentence(message).1.to_owned()
    });
    let reasons = Memo::new(move |_| {
        finding.read().as_ref().map_or_else(Vec::new, |finding| finding.because.clone())
    });
    let sure = Memo::new(move |_| {
        let finding = finding.read();
        finding
            .as_ref()
            .map(|found| (found.certainty.name(), words::findings::sure(&found.certainty)))
    });
    let rest = move || (!rest.read().is_empty()).then(|| view! { <p><Line text=rest /></p> });
    let sure = move || {
        sure.get().map(|(name, told)| {
            view! { <p class="sure" data-certainty=name><Line text=told /></p> }
        })
    };
    let repairs = move || {
        finding.get().map(|Finding { rule, fixes, no_fix, .. }| {
            let none = no_fix.filter(|_| fixes.is_empty());
            let none =
                none.map(|why| view! { <p><Line text=words::repairs::not_offered(&why) /></p> });
            let fixes = fixes.into_iter().enumerate();
            let fixes = fixes.map(|(nth, fix)| view! { <Repair key nth fix /> });
            view! {
                {none}
                {fixes.collect_view()}
                <AtOnce rule />
            }
        })
    };
    view! {
        <div class="body">
            {rest}
            <Reasons reasons />
            {sure}
            {repairs}
            <IgnoreForm key />
        </div>
    }
    .into_any()
}
