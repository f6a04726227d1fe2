//! `runAsNonRoot: true` without `runAsUser`, as the kubelet decides it
//! (`security_context_others.go`, `verifyRunAsNonRoot`): it looks at the image's `User` alone.

use super::Kubernetes;
use crate::model::{State, Value};

/// What the kubelet says to an image whose configuration is that of `state`.
pub(super) fn admission(state: &State) -> Kubernetes {
    let Value::Known(spec, _) = &state.user else { return Kubernetes::Unknown };
    // The runtime hands on what stands before the colon; the group is never looked at.
    let user = spec.split(':').next().unwrap_or_default();
    match user.parse::<i64>() {
        _ if user.is_empty() => Kubernetes::Rejected("the image runs as root".into()),
        Ok(0) => Kubernetes::Rejected("the image runs as root".into()),
        Ok(1..=2_147_483_647) => Kubernetes::Admitted,
        Ok(uid) => Kubernetes::Rejected(format!("`{uid}` is no valid UID")),
        Err(_) => {
            Kubernetes::Rejected(format!("`{user}` is a name, and only a number can be checked"))
        }
    }
}
