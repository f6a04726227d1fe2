//! A named USER can't pass runAsNonRoot.

use super::context::{Context, Sink, finding, fix};
use crate::finding::{Finding, Fix, Reason, Rule, Severity, describe};
use crate::guide::Section;
use crate::image::Family;
use crate::model::{Cause, Identity};
use dockerfile::Edit;

/// See `named-user-in-kubernetes.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Info,
    guide: Section::LeastPrivilege,
    also: &["hadolint DL3066"],
    ..rule!("named-user-in-kubernetes")
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    let Some(state) = cx.last_state() else { return };
    let (Some(spec), Cause::At(span)) = (state.user.known(), state.user.cause()) else { return };
    let (user, group) = spec.split_once(':').map_or((spec.as_str(), None), |(u, g)| (u, Some(g)));
    let named = !user.is_empty() && user.parse::<u64>().is_err();
    let who = state.identity();
    // The Windows kubelet refuses ContainerAdministrator alone, by its name
    // (security_context_windows.go, verifyRunAsNonRoot).
    if state.family == Some(Family::Windows) {
        return;
    }
    if !named || who.is_root() || who.missing.is_some() {
        return;
    }
    let message = format!(
        "Kubernetes can't check the name `{user}`. With `runAsNonRoot: true` it takes numbers only, and \
         refuses to start this image unless the pod names a UID."
    );
    let mut finding = finding(&RULE, *span, message)
        .because(Reason::at(*span, format!("the image's user is the name `{user}`")));
    if let Some(account) = state.accounts.user(user).found() {
        let number =
            account.uid.known().map_or("a number that can't be told".into(), u32::to_string);
        let text = format!(
            "`{user}` has {}",
            if account.uid.known().is_some() { format!("UID {number}") } else { number }
        );
        finding.because.push(Reason { text, ..describe(account.uid.cause()) });
    }
    sink.push(with_number(cx, finding, &who, group));
}

/// The number in place of the name, where it is known.
fn with_number(cx: &Context, finding: Finding, who: &Identity, group: Option<&str>) -> Finding {
    let Some(uid) = who.uid.known() else { return finding };
    let spec = match (group, who.gid.known()) {
        (None | Some(""), _) => uid.to_string(),
        (Some(_), Some(gid)) => format!("{uid}:{gid}"),
        (Some(group), None) => format!("{uid}:{group}"),
    };
    let written = finding.span.of(cx.text);
    let repair =
        fix(format!("Write the number: USER {spec}"), vec![Edit::replace(finding.span, spec)]);
    let repair = repair.map(Fix::preferred).map(|fix| match written.contains('$') {
        true => fix.review("a variable gives the name; the number would stand there for good"),
        false => fix,
    });
    finding.fix(repair)
}
