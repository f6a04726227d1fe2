//! What platforms answer.

use super::ports::Port;

/// What platforms do with the image as it is, under their usual policies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outside {
    /// Each platform's answer; none where there is no image, or a Windows one.
    pub answers: Vec<Opinion>,
    /// Ports below 1024 that the image exposes.
    pub ports: Vec<Port>,
}

/// What one platform does with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opinion {
    /// Under which policy.
    pub policy: Policy,
    /// Whether the container starts.
    pub admission: Admission,
    /// Why, in whole sentences.
    pub why: String,
    /// The platform's own message, where it refuses. The names of pod and container stand as `…`.
    pub message: Option<String>,
    /// Where the platform's behaviour was read.
    pub source: &'static str,
}

/// A policy that looks at who a container runs as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Policy {
    /// Kubernetes: `runAsNonRoot: true` in the pod, and no `runAsUser`.
    RunAsNonRoot,
    /// Kubernetes' Pod Security standard "restricted", which asks the pod for that and more.
    PodSecurityRestricted,
    /// OpenShift's default, which starts every image under a UID of its own in group 0.
    OpenShiftRestricted,
}

/// Whether it starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Admission {
    /// It starts.
    Admitted,
    /// It starts, but can't write where the image's own user can.
    Limited,
    /// It does not start.
    Rejected,
    /// Can't be told.
    Unknown,
}

impl Policy {
    /// All of them.
    pub const ALL: [Policy; 3] =
        [Policy::RunAsNonRoot, Policy::PodSecurityRestricted, Policy::OpenShiftRestricted];

    /// Id in kebab case, as reports have it.
    pub fn id(self) -> &'static str {
        match self {
            Policy::RunAsNonRoot => "kubernetes-run-as-non-root",
            Policy::PodSecurityRestricted => "pod-security-restricted",
            Policy::OpenShiftRestricted => "openshift-restricted-v2",
        }
    }

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Policy::RunAsNonRoot => "Kubernetes with runAsNonRoot: true",
            Policy::PodSecurityRestricted => "Pod Security “restricted”",
            Policy::OpenShiftRestricted => "OpenShift’s restricted-v2",
        }
    }
}

impl Admission {
    /// `admitted`, `limited`, `rejected` or `unknown`.
    pub fn name(self) -> &'static str {
        match self {
            Admission::Admitted => "admitted",
            Admission::Limited => "limited",
            Admission::Rejected => "rejected",
            Admission::Unknown => "unknown",
        }
    }
}

impl Outside {
    /// The answer under `policy`.
    pub fn under(&self, policy: Policy) -> Option<&Opinion> {
        self.answers.iter().find(|opinion| opinion.policy == policy)
    }
}
