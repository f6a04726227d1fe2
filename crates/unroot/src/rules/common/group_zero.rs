//! Images that open paths to group 0, as those do that run under any UID.

use crate::image::Family;
use crate::model::{EventKind, StageBase};
use crate::rules::context::Context;

/// Registries and names of images that are made for OpenShift: Red Hat's own and Source-to-Image.
const MADE_FOR_OPENSHIFT: [&str; 4] =
    ["registry.access.redhat.com/", "registry.redhat.io/", "quay.io/openshift/", "quay.io/sclorg/"];

/// Whether the image is made to run under any UID in group 0: it comes from Red Hat, it opens paths to
/// that group, or it has `nss_wrapper`, which gives such a UID a name.
pub fn is_open(cx: &Context) -> bool {
    let red_hat = cx.last_state().is_some_and(|last| last.family == Some(Family::Rhel))
        || cx.chain().iter().any(|stage| is_for_openshift(&stage.base));
    red_hat
        || cx.chain_events().any(|(_, event)| match &event.kind {
            EventKind::OwnerSet { owner, .. } => {
                owner.group().is_some_and(is_zero) && !owner.user().is_some_and(is_zero)
            }
            EventKind::ModeSet { mode, .. } => mode.opens_to_group(),
            EventKind::Copied(copied) => {
                let ordinary = copied.uid.is_known_and(|uid| *uid != 0);
                copied.chown && ordinary && copied.gid.known() == Some(&0)
            }
            EventKind::Ran(ran) => ran.call.arguments().iter().any(|argument| {
                argument.value.as_deref().is_some_and(|word| word.contains("nss_wrapper"))
            }),
            _ => false,
        })
}

/// Whether an image that is made for OpenShift is below.
pub fn is_for_openshift(base: &StageBase) -> bool {
    base.image_name().is_some_and(|name| MADE_FOR_OPENSHIFT.iter().any(|at| name.starts_with(at)))
}

fn is_zero(id: &str) -> bool {
    matches!(id, "0" | "root")
}
