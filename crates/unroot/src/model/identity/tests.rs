//! Tests of `identity.rs`.

use super::*;
use crate::model::{Group, User};

fn accounts() -> Accounts {
    let id = |n| Value::Known(n, Cause::Default);
    let user = |name: &str, uid, gid, home: &str| User {
        name: name.into(),
        uid: id(uid),
        gid: id(gid),
        home: Some(home.into()),
        shell: None,
        malformed: false,
        cause: Cause::Default,
    };
    let group = |name: &str, gid, members: &[&str]| Group {
        name: name.into(),
        gid: id(gid),
        members: members.iter().map(|m| m.to_string()).collect(),
        cause: Cause::Default,
    };
    Accounts {
        users: vec![user("root", 0, 0, "/root"), user("app", 1000, 1001, "/home/app")].into(),
        groups: vec![
            group("root", 0, &[]),
            group("app", 3333, &[]),
            group("extra", 2002, &["app"]),
        ]
        .into(),
        doubts: Default::default(),
        groups_unlisted: false,
        rewritten: None,
        ..Accounts::default()
    }
}

#[test]
fn processes_get_what_docker_gives_them() {
    // spec, uid, gid, supplementary, home: semantics of `GetExecUser`.
    let cases: &[(&str, u32, u32, &[u32], &str)] = &[
        ("", 0, 0, &[], "/root"),
        ("app", 1000, 1001, &[2002], "/home/app"),
        ("1000", 1000, 1001, &[2002], "/home/app"),
        ("+1000", 1000, 1001, &[2002], "/home/app"),
        ("4242", 4242, 0, &[], "/"),
        ("app:extra", 1000, 2002, &[], "/home/app"),
        ("app:", 1000, 1001, &[2002], "/home/app"),
        (":1001", 0, 1001, &[], "/root"),
        ("4242:4343", 4242, 4343, &[], "/"),
    ];
    for (spec, uid, gid, groups, home) in cases {
        let who = process(spec, &Cause::Default, &accounts(), Builder::BuildKit);
        assert_eq!(who.uid.known(), Some(uid), "{spec}");
        assert_eq!(who.gid.known(), Some(gid), "{spec}");
        assert_eq!((&who.groups[..], who.home.as_deref()), (*groups, Some(*home)), "{spec}");
        assert_eq!(who.missing, None, "{spec}");
    }
    for (spec, subject, name) in [
        ("nosuch", Subject::User, "nosuch"),
        ("0x3e8", Subject::User, "0x3e8"),
        ("app:nosuch", Subject::Group, "nosuch"),
        ("app # comment", Subject::User, "app # comment"),
        ("99999999999", Subject::User, "99999999999"),
    ] {
        let missing =
            process(spec, &Cause::Default, &accounts(), Builder::BuildKit).missing.expect(spec);
        assert_eq!((missing.subject, missing.name.as_str()), (subject, name), "{spec}");
    }
}

#[test]
fn owners_of_files_differ_by_builder() {
    use Builder::{BuildKit, Buildah, Classic};
    let cases = [
        ("app", BuildKit, 1000, 1001),
        ("app", Buildah, 1000, 1001),
        ("app", Classic, 1000, 3333),
        ("1000", BuildKit, 1000, 1000),
        ("app:root", BuildKit, 1000, 0),
        (":1001", BuildKit, 0, 1001),
        ("app:", BuildKit, 1000, 0),
        ("app:", Buildah, 1000, 1001),
        ("nosuch", BuildKit, 0, 0),
        ("app:nosuch", BuildKit, 1000, 1001),
    ];
    for (spec, builder, uid, gid) in cases {
        let owner = file_owner(spec, &Cause::Default, &accounts(), builder);
        let ids = (owner.ownership.uid.known(), owner.ownership.gid.known());
        assert_eq!(ids, (Some(&uid), Some(&gid)), "{spec} {builder:?}");
        assert_eq!(owner.missing.is_empty(), !spec.contains("nosuch"), "{spec} {builder:?}");
    }
}
