//! Chips and sheets for what platforms beyond Docker say.

use unroot::verdict::Admission;

/// The chip for Kubernetes: the field of its own that asks.
pub const KUBERNETES: &str = "runAsNonRoot";
/// The chip for OpenShift.
pub const OPENSHIFT: &str = "OpenShift";
/// Where nothing comes of the Dockerfile.
pub const NO_IMAGE: &str = "There is no image to ask about.";
/// The chip for ports.
pub const PORT: &str = "port";
/// The head of its sheet.
pub const WHO_MAY_BIND: &str = "Who may bind a port below 1024";
/// Anybody may.
pub const ANYBODY: &str = "anybody";
/// Few may.
pub const ROOT_ONLY: &str = "root, or a capability";

/// A platform's answer; `None` where there is no image.
pub fn answer(admission: Option<Admission>) -> &'static str {
    match admission {
        Some(Admission::Admitted) => "admitted",
        Some(Admission::Limited) => "can't write",
        Some(Admission::Rejected) => "rejected",
        Some(Admission::Unknown) | None => "can't be told",
    }
}
