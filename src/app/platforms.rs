//! What platforms beyond Docker do with the image: a chip each.

use super::chip::Chip;
use super::prose::Line;
use super::words;
use super::workspace::Workspace;
use leptos::prelude::*;
use unroot::verdict::{Admission, Opinion, PLATFORMS, Policy};

/// The first policy's answer; all of them in full behind it.
#[component]
pub fn PlatformChip(
    /// The sheet's id.
    id: &'static str,
    /// What it is about.
    label: &'static str,
    /// Policies of one platform.
    policies: &'static [Policy],
) -> impl IntoView {
    let first = opinion(policies[0]);
    view! {
        <Chip
            id
            title=label
            mark=Signal::derive(move || answer(first).0)
            label=Signal::derive(move || label.to_owned())
            value=Signal::derive(move || answer(first).1.to_owned())
        >
            {policies.iter().map(|policy| view! { <Told policy=*policy /> }).collect_view()}
        </Chip>
    }
}

/// Ports below 1024: where an ordinary user may bind them. Nothing without such a port.
#[component]
pub fn Ports() -> impl IntoView {
    let workspace = Workspace::of_page();
    let ports = Memo::new(move |_| {
        let analysis = workspace.analysis();
        let numbers = analysis.outside.ports.iter().map(|port| port.number.to_string());
        numbers.collect::<Vec<_>>().join(", ")
    });
    let rows = || {
        PLATFORMS.map(|platform| {
            let free = platform.first_free == 0;
            view! {
                <tr>
                    <th scope="row">{platform.name}</th>
                    <td>{if free { words::platforms::ANYBODY } else { words::platforms::ROOT_ONLY }}</td>
                    <td><cite>{platform.source}</cite></td>
                </tr>
            }
        })
    };
    move || {
        (!ports.read().is_empty()).then(|| {
            view! {
                <Chip
                    id="ports-say"
                    title=words::platforms::WHO_MAY_BIND
                    mark="unknown"
                    label=Signal::derive(|| words::platforms::PORT.to_owned())
                    value=Signal::derive(move || ports.get())
                >
                    <h3>{words::platforms::WHO_MAY_BIND}</h3>
                    <table class="platforms">
                        <tbody>{rows()}</tbody>
                    </table>
                </Chip>
            }
        })
    }
}

/// The answer in whole sentences, the platform's own message, and where it was read.
#[component]
fn Told(
    /// Under which policy.
    policy: Policy,
) -> impl IntoView {
    let opinion = opinion(policy);
    let why = move || match opinion.get() {
        Some(opinion) => opinion.why,
        None => words::platforms::NO_IMAGE.to_owned(),
    };
    let message = move || {
        let message = opinion.get().and_then(|opinion| opinion.message);
        message.map(|message| view! { <pre class="message">{message}</pre> })
    };
    let source = move || opinion.get().map(|opinion| view! { <cite>{opinion.source}</cite> });
    view! {
        <h3>{policy.name()}</h3>
        <p>
            <Line text=Signal::derive(why) />
        </p>
        {message}
        {source}
    }
}

fn opinion(policy: Policy) -> Memo<Option<Opinion>> {
    let workspace = Workspace::of_page();
    Memo::new(move |_| workspace.analysis().outside.under(policy).cloned())
}

/// Mark and words for an answer.
fn answer(opinion: Memo<Option<Opinion>>) -> (&'static str, &'static str) {
    let admission = opinion.read().as_ref().map(|opinion| opinion.admission);
    let mark = match admission {
        Some(Admission::Admitted) => "good",
        Some(Admission::Limited | Admission::Rejected) => "bad",
        Some(Admission::Unknown) | None => "unknown",
    };
    (mark, words::platforms::answer(admission))
}
