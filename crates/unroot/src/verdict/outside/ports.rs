//! Ports below 1024, which Linux keeps for root unless the platform opens them.

use crate::model::State;
use dockerfile::Span;

/// A port below 1024 that the image exposes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Port {
    /// Its number; the first of a range.
    pub number: u16,
    /// Where EXPOSE names it.
    pub span: Span,
}

/// Whether a platform lets an ordinary user bind such a port, as it comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Platform {
    /// What people call it.
    pub name: &'static str,
    /// `net.ipv4.ip_unprivileged_port_start` in its containers: the first port that is anybody's.
    pub first_free: u16,
    /// Where that was read.
    pub source: &'static str,
}

/// The platforms, those that allow it first.
pub const PLATFORMS: [Platform; 5] = [
    Platform {
        name: "Docker 20.10 and later",
        first_free: 0,
        source: "github:moby/moby daemon/oci_linux.go, since v20.10.0-beta1",
    },
    Platform {
        name: "Kubernetes on containerd 2",
        first_free: 0,
        source: "github:containerd/containerd internal/cri/config/config_unix.go, docs/containerd-2.0.md",
    },
    Platform {
        name: "Kubernetes on containerd 1",
        first_free: 1024,
        source: "github:containerd/containerd docs/containerd-2.0.md",
    },
    Platform {
        name: "CRI-O and OpenShift",
        first_free: 1024,
        source: "github:cri-o/cri-o docs/crio.conf.5.md, default_sysctls",
    },
    Platform {
        name: "Podman",
        first_free: 1024,
        source: "github:containers/common pkg/config/default.go",
    },
];

/// The ports below 1024 that the image of `state` exposes, by place.
pub fn exposed(state: &State) -> Vec<Port> {
    let exposed = state.exposed_ports().into_iter();
    let low = exposed.filter(|exposed| exposed.ports.first < 1024);
    low.map(|exposed| Port { number: exposed.ports.first, span: exposed.span }).collect()
}
