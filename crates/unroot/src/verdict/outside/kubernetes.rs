//! `runAsNonRoot: true` without `runAsUser`, as the kubelet decides it: it looks at the image's
//! `User` alone, before the colon.

use super::{Admission, Opinion, Policy};
use crate::model::{State, Value};

const KUBELET: &str = "github:kubernetes/kubernetes pkg/kubelet/kuberuntime/security_context_others.go, verifyRunAsNonRoot";
const POD_SECURITY: &str =
    "github:kubernetes/pod-security-admission policy/check_runAsNonRoot.go, check_runAsUser.go";

/// What the kubelet does with an image whose configuration is that of `state`.
pub(super) fn run_as_non_root(state: &State) -> Opinion {
    let opinion = |admission, why: String, message| Opinion {
        policy: Policy::RunAsNonRoot,
        admission,
        why,
        message,
        source: KUBELET,
    };
    let Value::Known(spec, _) = &state.user else {
        let why = "Which user the image has can't be told from here.".into();
        return opinion(Admission::Unknown, why, None);
    };
    // The runtime hands on what stands before the colon; the group is never looked at.
    let user = spec.split(':').next().unwrap_or_default();
    let message = |text: &str| Some(format!("container has runAsNonRoot and {text}"));
    match user.parse::<i64>() {
        _ if user.is_empty() => opinion(
            Admission::Rejected,
            "The image names no user, so the kubelet takes it for root's and refuses to start it."
                .into(),
            message("image will run as root (pod: \"…\", container: …)"),
        ),
        Ok(0) => opinion(
            Admission::Rejected,
            "The image's user is 0, and the kubelet refuses to start it.".into(),
            message("image will run as root (pod: \"…\", container: …)"),
        ),
        Ok(1..=2_147_483_647) => opinion(
            Admission::Admitted,
            "The kubelet sees a number other than 0, and starts it.".into(),
            None,
        ),
        Ok(uid) => opinion(
            Admission::Rejected,
            format!("`{uid}` is no UID that the kubelet takes."),
            message(&format!("image has an invalid user id ({uid}). (Must be 1-(2147483647)): …")),
        ),
        Err(_) => opinion(
            Admission::Rejected,
            format!(
                "`{user}` is a name, and the kubelet can only check a number. It starts if the pod says `runAsUser`."
            ),
            message(&format!(
                "image has non-numeric user ({user}), cannot verify user is non-root (pod: \"…\", container: …)"
            )),
        ),
    }
}

/// Pod Security looks at the pod and never at the image: the pod has to ask for `runAsNonRoot`,
/// which puts the kubelet's check in force.
pub(super) fn restricted(kubelet: &Opinion) -> Opinion {
    let then = match kubelet.admission {
        Admission::Admitted | Admission::Limited => "the kubelet's check passes",
        Admission::Rejected => "the kubelet refuses the image",
        Admission::Unknown => "whether the kubelet's check passes can't be told",
    };
    Opinion {
        policy: Policy::PodSecurityRestricted,
        admission: kubelet.admission,
        why: format!(
            "The pod has to ask for `runAsNonRoot`, so {then}. It also has to give up privilege escalation and every \
             capability: setuid programs, `sudo` and file capabilities do nothing there."
        ),
        message: kubelet.message.clone(),
        source: POD_SECURITY,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Admission, Policy};
    use crate::analyze;
    use crate::model::Assumptions;

    /// The kubelet's table, row by row: USER, admitted or not, words of its message.
    #[test]
    fn the_kubelets_table() {
        let rows = [
            ("USER 1000", Admission::Admitted, None),
            ("USER 1000:0", Admission::Admitted, None),
            ("USER 01000", Admission::Admitted, None),
            ("USER 0", Admission::Rejected, Some("will run as root")),
            ("USER 0:1000", Admission::Rejected, Some("will run as root")),
            ("USER :1001", Admission::Rejected, Some("will run as root")),
            ("", Admission::Rejected, Some("will run as root")),
            ("USER root", Admission::Rejected, Some("non-numeric user (root)")),
            ("USER www-data", Admission::Rejected, Some("non-numeric user (www-data)")),
            ("USER 4294967296", Admission::Rejected, Some("invalid user id (4294967296)")),
            ("ARG U\nUSER $U", Admission::Unknown, None),
        ];
        for (user, admission, words) in rows {
            let text = format!("FROM debian:12\n{user}\n");
            let outside = analyze(&text, &Assumptions::default()).outside;
            for policy in [Policy::RunAsNonRoot, Policy::PodSecurityRestricted] {
                let opinion = outside.under(policy).expect("an answer");
                assert_eq!(opinion.admission, admission, "{user}");
                let message = opinion.message.as_deref();
                assert_eq!(message.is_some(), words.is_some(), "{user}: {message:?}");
                assert!(words.is_none_or(|words| message.unwrap().contains(words)), "{message:?}");
            }
        }
    }
}
