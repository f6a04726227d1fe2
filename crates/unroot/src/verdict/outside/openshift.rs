//! OpenShift's restricted-v2: whatever USER says, the process has a UID of the project's range,
//! group 0, and no capabilities.

use super::{Admission, Opinion, Policy};
use crate::model::{Cause, Files, Identity, State, Value, ancestors, may_write};
use crate::verdict::given_to;
use dockerfile::order;

const SCC: &str = "github:openshift/cluster-kube-apiserver-operator bindata/bootkube/scc-manifests/0000_20_kube-apiserver-operator_00_scc-restricted-v2.yaml";

/// A UID as OpenShift gives it: the ranges begin at 1000000000 and are nobody's in any image.
const ARBITRARY: u32 = 1_000_650_000;

/// What becomes of an image that ends in `state`.
pub(super) fn of(state: &State) -> Opinion {
    let opinion = |admission, why: String| Opinion {
        policy: Policy::OpenShiftRestricted,
        admission,
        why,
        message: None,
        source: SCC,
    };
    let start = "OpenShift does not ask `USER`: it starts the container under a UID of its own, in group 0.";
    let (closed, sure) = closed(state);
    match &closed[..] {
        [] if sure => opinion(
            Admission::Admitted,
            format!("{start} That one can write where the image's own user needs to."),
        ),
        [] => opinion(
            Admission::Unknown,
            format!("{start} Whether that one can write where the program needs to can't be told."),
        ),
        paths => {
            let names: Vec<String> = paths.iter().map(|path| format!("`{path}`")).collect();
            let group = "`chgrp -R 0` and `chmod -R g=u` open them.";
            opinion(
                Admission::Limited,
                format!("{start} That one can't write {}. {group}", list(&names)),
            )
        }
    }
}

fn list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first, second] => format!("{first} and {second}"),
        [first, second, rest @ ..] => format!("{first}, {second} and {} more", rest.len()),
    }
}

/// The places that the program is meant to write to and that OpenShift's UID can't, and whether
/// nothing about them is left open.
fn closed(state: &State) -> (Vec<String>, bool) {
    let cause = Cause::Default;
    let known = |id: u32| Value::Known(id, cause.clone());
    let who = Identity {
        uid: known(ARBITRARY),
        gid: known(0),
        groups: Vec::new(),
        name: None,
        home: None,
        missing: None,
    };
    let mut sure = state.workdir.known().is_some();
    let mut closed = Vec::new();
    for place in places(state) {
        match writable(&who, &place, &state.files) {
            Some(true) => {}
            Some(false) => closed.push(place),
            None => sure = false,
        }
    }
    (closed, sure)
}

/// The working directory, the volumes, and the directories that the Dockerfile gave to the user
/// who starts.
fn places(state: &State) -> Vec<String> {
    let who = state.starts_as();
    let mut places: Vec<&str> = state.volumes.iter().map(|(path, _)| path.as_str()).collect();
    places.extend(state.workdir.known().map(String::as_str).filter(|path| *path != "/"));
    places.extend(given_to(&who, &state.files));
    order::sort(&mut places, Ord::cmp);
    places.dedup();
    // Of a directory and what is in it the former says enough.
    let is_one = |above: &str| above != "/" && places.binary_search(&above).is_ok();
    let outer = places.iter().filter(|path| !ancestors(path).any(is_one));
    outer.map(|path| (*path).to_owned()).collect()
}

/// Whether `who` can write there; a volume whose path is not in the image is made by root.
fn writable(who: &Identity, path: &str, files: &Files) -> Option<bool> {
    let real = files.resolve(path, true);
    match files.exists(&real) {
        Some(false) => Some(false),
        _ => may_write(who, &real, files),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Admission, Policy};
    use crate::analyze;
    use crate::model::Assumptions;

    #[test]
    fn group_0_decides() {
        let rows = [
            ("", Admission::Admitted, ""),
            (
                "RUN mkdir /data && chown 1001:0 /data && chmod 775 /data\nWORKDIR /data\nUSER 1001",
                Admission::Admitted,
                "",
            ),
            (
                "RUN mkdir /data && chown 1001:1001 /data\nWORKDIR /data\nUSER 1001",
                Admission::Limited,
                "`/data`",
            ),
            ("WORKDIR /app", Admission::Limited, "`/app`"),
            ("VOLUME /data", Admission::Limited, "`/data`"),
            ("ARG DIR\nWORKDIR $DIR", Admission::Unknown, ""),
        ];
        for (lines, admission, words) in rows {
            let text = format!("FROM debian:12\n{lines}\n");
            let outside = analyze(&text, &Assumptions::default()).outside;
            let opinion = outside.under(Policy::OpenShiftRestricted).expect("an answer");
            assert_eq!(opinion.admission, admission, "{lines}: {}", opinion.why);
            assert!(opinion.why.contains(words), "{}", opinion.why);
        }
    }
}
