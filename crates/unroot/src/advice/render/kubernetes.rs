//! A pod that Pod Security "restricted" admits.

use super::names::names;
use super::page::{Page, Why};
use super::quote::yaml;
use super::words::{self, *};
use crate::advice::{Choice, RunAdvice};

const SECCOMP: &str = "github:kubernetes/kubernetes staging/src/k8s.io/pod-security-admission/policy/check_seccompProfile_restricted.go";
const NON_ROOT: &str = "github:kubernetes/kubernetes pkg/kubelet/kuberuntime/security_context_others.go, verifyRunAsNonRoot";
const GROUP: &str = "github:containerd/containerd internal/cri/util/util.go; github:kubernetes/kubernetes issue 93666";
const FS_GROUP: &str =
    "github:kubernetes/website content/en/docs/tasks/configure-pod-container/security-context.md";
const SYSCTLS: &str = "github:kubernetes/kubernetes staging/src/k8s.io/pod-security-admission/policy/check_sysctls.go";
const CAPABILITIES: &str = "github:kubernetes/kubernetes staging/src/k8s.io/pod-security-admission/policy/check_capabilities_restricted.go";
const EMPTY_DIR: &str = "github:kubernetes/kubernetes pkg/volume/emptydir/empty_dir.go";
const POD: &str = "github:kubernetes/website content/en/docs/concepts/workloads/pods/_index.md";

/// One pod with one container.
pub(super) fn write(advice: &RunAdvice) -> Page {
    let mut page = Page::new("");
    let pod = "A pod by itself. In a Deployment all of `spec` stands under `spec.template.spec`.";
    page.flag(0, "apiVersion: v1\nkind: Pod", (pod, POD));
    page.plain(0, "metadata:\n  name: app\nspec:");
    page.plain(1, "securityContext:");
    pod_context(&mut page, advice);
    page.plain(1, "containers:");
    page.plain(2, "- name: app");
    page.flag(3, "image: IMAGE", (IMAGE, POD));
    ports(&mut page, advice);
    container_context(&mut page, advice);
    volumes(&mut page, advice);
    obstacles(&mut page, advice);
    page
}

fn pod_context(page: &mut Page, advice: &RunAdvice) {
    let run_as = &advice.run_as;
    let non_root = "Kubernetes refuses to start a container as UID 0. “restricted” asks for it.";
    page.flag(2, "runAsNonRoot: true", (non_root, NON_ROOT));
    // In angle brackets it is a plain string of YAML, and no number: whoever forgets it is told so.
    let number =
        |id: Option<u32>, missing: &str| id.map_or(missing.to_owned(), |id| id.to_string());
    let uid = run_as.uid.filter(|uid| *uid != 0);
    if run_as.state_uid {
        let why = match run_as.choice {
            Choice::Image if uid.is_some() => {
                format!("{} Kubernetes checks numbers only, and the image has none.", run_as.why)
            }
            Choice::Image => {
                "Kubernetes checks numbers only, and the image names its user. State the UID.".into()
            }
            Choice::Root => {
                "The image starts as root, which “restricted” refuses. State a UID as which it works.".into()
            }
            _ => run_as.why.clone(),
        };
        page.flag(2, format!("runAsUser: {}", number(uid, "<UID>")), (why, NON_ROOT));
    }
    if run_as.state_gid {
        let why = "Kubernetes drops the group of `USER`: without this line the process is in the group that \
                   `/etc/passwd` gives it, or in root's.";
        page.flag(2, format!("runAsGroup: {}", number(run_as.gid, "<GID>")), (why, GROUP));
    }
    if advice.writable.iter().any(|place| place.keeps) {
        let why = "Volumes are handed to this group, and the process joins it: so it may write a volume that root made.";
        page.flag(2, format!("fsGroup: {}", number(advice.fs_group, "<GID>")), (why, FS_GROUP));
        let why =
            "Only where the volume's top directory does not fit yet: a large one starts faster.";
        page.flag(2, "fsGroupChangePolicy: OnRootMismatch", (why, FS_GROUP));
    }
    let why = "The runtime's filter for system calls, which Docker and Podman have by default. “restricted” asks for it.";
    page.flag(2, "seccompProfile:\n  type: RuntimeDefault", (why, SECCOMP));
    if let Some(lowest) = advice.ports.iter().map(|port| port.first).min().filter(|low| *low < 1024)
    {
        let why = format!(
            "Lets an ordinary user bind port {lowest}, and those above, also where the runtime keeps them for root: \
             containerd 1, CRI-O. “restricted” allows it."
        );
        let text = format!(
            "sysctls:\n  - name: net.ipv4.ip_unprivileged_port_start\n    value: \"{lowest}\""
        );
        page.flag(2, text, (why, SYSCTLS));
    }
}

fn ports(page: &mut Page, advice: &RunAdvice) {
    // It lists ports one by one, and for information only.
    let few = advice.ports.iter().filter(|port| port.last - port.first < 8);
    let all: Vec<(u16, &str)> = few
        .flat_map(|port| (port.first..=port.last).map(|number| (number, port.protocol)))
        .collect();
    if all.is_empty() {
        return;
    }
    let mut text = String::from("ports:");
    for (number, protocol) in all {
        text += &format!("\n  - containerPort: {number}");
        if protocol != "tcp" {
            text += &format!("\n    protocol: {}", protocol.to_ascii_uppercase());
        }
    }
    let why = "What the image exposes. It tells people; a Service is what leads there.";
    page.flag(3, text, (why, POD));
}

fn container_context(page: &mut Page, advice: &RunAdvice) {
    page.plain(3, "securityContext:");
    page.flag(4, "allowPrivilegeEscalation: false", (NO_GAIN, NO_NEW_PRIVILEGES));
    let why = "Takes away all capabilities of root. “restricted” asks for it.";
    page.flag(4, "capabilities:\n  drop:\n    - ALL", (why, CAPABILITIES));
    let back = advice
        .capabilities
        .iter()
        .find(|needed| !needed.podman_only && needed.name == "NET_BIND_SERVICE");
    if let Some(capability) = back {
        let why = Why(capability.why.clone(), capability.source, None);
        page.flag(5, "add:\n  - NET_BIND_SERVICE", why);
    }
    page.flag(4, "readOnlyRootFilesystem: true", (READ_ONLY, FS_GROUP));
}

fn volumes(page: &mut Page, advice: &RunAdvice) {
    if advice.writable.is_empty() {
        return;
    }
    let names = names(&advice.writable);
    page.plain(3, "volumeMounts:");
    for (place, name) in advice.writable.iter().zip(&names) {
        let text = format!("- name: {}\n  mountPath: {}", yaml(name), yaml(&place.path));
        page.flag(4, text, words::place(place, "", EMPTY_DIR));
    }
    page.plain(1, "volumes:");
    let mut told = false;
    for (place, name) in advice.writable.iter().zip(&names) {
        let text = format!("- name: {}\n  emptyDir: {{}}", yaml(name));
        let why = match place.keeps {
            true => {
                "Empty, and gone with the pod: put a `persistentVolumeClaim` in its place to keep what is in there."
            }
            false => "Empty at first, gone with the pod, and open to all in it.",
        };
        match place.keeps || !told {
            true => page.flag(2, text, (why, EMPTY_DIR)),
            false => page.plain(2, &text),
        }
        told |= !place.keeps;
    }
}

/// What "restricted" has no place for.
fn obstacles(page: &mut Page, advice: &RunAdvice) {
    let needed = advice.capabilities.iter().filter(|needed| !needed.podman_only);
    let others: Vec<String> = needed
        .filter(|needed| needed.name != "NET_BIND_SERVICE")
        .map(|needed| format!("`{}`", needed.name))
        .collect();
    if !others.is_empty() {
        page.first.push(
            format!(
                "Do without {}: “restricted” gives no capability back but `NET_BIND_SERVICE`, so the image can't run in \
                 this pod as it is.",
                others.join(", ")
            )
            .into(),
        );
    }
    let run_as = &advice.run_as;
    if run_as.state_uid && run_as.uid.is_none() && run_as.choice != Choice::Root {
        page.first.push("State the UID: it can't be told from the Dockerfile.".into());
    }
    let filled = advice.writable.iter().any(|place| place.keeps && place.open.is_none());
    if filled {
        page.doubts.push(
            "Whether the image has files where a volume is to be: Docker copies them into a new one, Kubernetes does not."
                .into(),
        );
    }
}
