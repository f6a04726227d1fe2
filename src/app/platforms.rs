//! What platforms beyond Docker do with the image: a chip each.

use super::chip::Chip;
use super::prose::Line;
use leptos::prelude::*;
use unroot::verdict::{Admission, Opinion, PLATFORMS, Policy, Verdict};

/// Kubernetes with `runAsNonRoot`, and the Pod Security standard that asks for it.
#[component]
pub fn Kubernetes(
    /// The verdict.
    verdict: Memo<Verdict>,
) -> impl IntoView {
    let kubelet = opinion(verdict, Policy::RunAsNonRoot);
    let restricted = opinion(verdict, Policy::PodSecurityRestricted);
    view! {
        <Chip
            id="kubernetes-says"
            mark=Signal::derive(move || mark(kubelet))
            label=Signal::derive(|| "runAsNonRoot".to_owned())
            value=Signal::derive(move || answer(kubelet))
        >
            <Told policy=Policy::RunAsNonRoot opinion=kubelet />
            <Told policy=Policy::PodSecurityRestricted opinion=restricted />
        </Chip>
    }
}

/// OpenShift's default policy.
#[component]
pub fn OpenShift(
    /// The verdict.
    verdict: Memo<Verdict>,
) -> impl IntoView {
    let opinion = opinion(verdict, Policy::OpenShiftRestricted);
    view! {
        <Chip
            id="openshift-says"
            mark=Signal::derive(move || mark(opinion))
            label=Signal::derive(|| "OpenShift".to_owned())
            value=Signal::derive(move || answer(opinion))
        >
            <Told policy=Policy::OpenShiftRestricted opinion />
        </Chip>
    }
}

/// Ports below 1024: where an ordinary user may bind them. Nothing without such a port.
#[component]
pub fn Ports(
    /// The verdict.
    verdict: Memo<Verdict>,
) -> impl IntoView {
    let ports = Memo::new(move |_| {
        let ports = verdict.with(|verdict| verdict.outside.ports.clone());
        ports.iter().map(|port| port.number.to_string()).collect::<Vec<_>>().join(", ")
    });
    let rows = || {
        PLATFORMS.map(|platform| {
            let free = platform.first_free == 0;
            view! {
                <tr>
                    <th scope="row">{platform.name}</th>
                    <td>{if free { "anybody" } else { "root, or a capability" }}</td>
                    <td><cite>{platform.source}</cite></td>
                </tr>
            }
        })
    };
    let chip = move || {
        (!ports.read().is_empty()).then(|| {
            view! {
                <Chip
                    id="ports-say"
                    mark="unknown"
                    label=Signal::derive(|| "port".to_owned())
                    value=Signal::derive(move || ports.get())
                >
                    <h3>"Who may bind a port below 1024"</h3>
                    <table class="platforms">
                        <tbody>{rows()}</tbody>
                    </table>
                </Chip>
            }
        })
    };
    view! { {chip} }
}

/// The answer in whole sentences, the platform's own message, and where it was read.
#[component]
fn Told(
    /// Under which policy.
    policy: Policy,
    /// The answer.
    opinion: Memo<Option<Opinion>>,
) -> impl IntoView {
    let why = move || match opinion.get() {
        Some(opinion) => opinion.why,
        None => "There is no image to ask about.".to_owned(),
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

fn opinion(verdict: Memo<Verdict>, policy: Policy) -> Memo<Option<Opinion>> {
    Memo::new(move |_| verdict.with(|verdict| verdict.outside.under(policy).cloned()))
}

fn mark(opinion: Memo<Option<Opinion>>) -> &'static str {
    match opinion.read().as_ref().map(|opinion| opinion.admission) {
        Some(Admission::Admitted) => "good",
        Some(Admission::Limited | Admission::Rejected) => "bad",
        Some(Admission::Unknown) | None => "unknown",
    }
}

fn answer(opinion: Memo<Option<Opinion>>) -> String {
    let answer = match opinion.read().as_ref().map(|opinion| opinion.admission) {
        Some(Admission::Admitted) => "admitted",
        Some(Admission::Limited) => "can't write",
        Some(Admission::Rejected) => "rejected",
        Some(Admission::Unknown) | None => "can't be told",
    };
    answer.to_owned()
}
