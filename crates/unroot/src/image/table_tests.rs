//! The table of images, from references to rows.

use super::*;

fn row_of(reference: &str) -> &'static ImageFacts {
    lookup(reference).unwrap_or_else(|| panic!("no row for {reference}"))
}

/// Texts that fit a pattern: every alternative, with `star` for `*`.
fn examples(pattern: &str, star: &str) -> Vec<String> {
    let Some(at) = pattern.find(['*', '{', '[']) else {
        return vec![pattern.to_owned()];
    };
    let (before, rest) = pattern.split_at(at);
    let (choices, rest): (Vec<String>, &str) = match rest.as_bytes()[0] {
        b'*' => (vec![star.to_owned()], &rest[1..]),
        b'[' => (vec![rest[1..2].to_owned()], &rest[rest.find(']').unwrap() + 1..]),
        _ => {
            let (mut depth, mut parts, mut start) = (0, Vec::new(), 1);
            let end = rest.char_indices().find_map(|(at, char)| {
                match char {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    _ => {}
                }
                if depth == 0 || (char == ',' && depth == 1) {
                    parts.push(rest[start..at].to_owned());
                    start = at + 1;
                }
                (depth == 0).then_some(at)
            });
            (parts, &rest[end.unwrap() + 1..])
        }
    };
    let choices = choices.iter().flat_map(|choice| examples(&format!("{choice}{rest}"), star));
    choices.map(|tail| format!("{before}{tail}")).collect()
}

/// What can't be read would be left out.
#[test]
fn every_row_is_read() {
    for line in IMAGES.lines() {
        assert!(row::read(line).is_some(), "{line}");
    }
    assert_eq!(rows().len(), IMAGES.lines().count());
}

#[test]
fn every_row_is_reachable() {
    for row in rows().iter().filter_map(Row::facts) {
        let texts = ["", "x", "9", "/x"].iter().flat_map(|star| examples(row.pattern, star));
        let reached = texts
            .flat_map(|text| [format!("{text}:x"), text])
            .any(|text| lookup(&text).is_some_and(|found| std::ptr::eq(found, row)));
        assert!(reached, "no reference leads to {}", row.pattern);
    }
}

/// A row that starts or steps down as a named user says who that is: with the accounts of the row or of its family.
#[test]
fn every_row_knows_the_users_that_it_names() {
    let mut named = 0;
    let mut strangers = Vec::new();
    let facts = rows().iter().filter_map(Row::facts);
    // Windows has accounts of its own, and no numbers for them.
    for row in facts.filter(|row| row.family != Family::Windows) {
        for name in [row.default_user, row.drops_to].into_iter().flatten() {
            let name = name.split(':').next().unwrap_or_default();
            if name.is_empty() || name == "root" || name.parse::<u32>().is_ok() {
                continue;
            }
            named += 1;
            let family = row.family.base_users();
            let known = row.users.iter().chain(family).any(|user| user.name == name);
            if !known {
                strangers.push(format!("{}: {name}", row.pattern));
            }
        }
    }
    assert!(named > 50, "only {named} names");
    assert!(strangers.is_empty(), "{strangers:#?}");
}

#[test]
fn the_first_row_that_fits_wins() {
    for (reference, pattern) in [
        ("debian:bookworm-slim", "docker.io/library/debian:{12*,bookworm*,oldstable*}"),
        ("debian", "docker.io/library/debian:{13*,trixie*,stable*,latest*}"),
        ("debian:sid", "docker.io/library/debian:*"),
        ("debian:12@sha256:aa", "docker.io/library/debian:{12*,bookworm*,oldstable*}"),
        ("node:20-alpine", "docker.io/library/node:*alpine*"),
        ("docker.io/library/node:20-slim", "docker.io/library/node:*slim*"),
        ("scratch", "scratch"),
        ("redhat/ubi8-minimal:8.9", "docker.io/redhat/ubi8-minimal*"),
        ("gcr.io/distroless/unheard-of", "gcr.io/distroless/*"),
        ("gcr.io/distroless/unheard-of:nonroot", "gcr.io/distroless/*:nonroot*"),
        ("almalinux:9-minimal", "docker.io/{library/almalinux,almalinux}*minimal*"),
    ] {
        assert_eq!(row_of(reference).pattern, pattern, "{reference}");
    }
    for unknown in ["example.com/app:1", "scratch:latest", "me/app", "Debian", "", "$BASE"] {
        assert_eq!(lookup(unknown), None, "{unknown}");
    }
}

#[test]
fn a_digest_alone_is_known_where_all_tags_agree() {
    assert_eq!(row_of("alpine@sha256:aa").family, Family::Alpine);
    assert_eq!(row_of("debian@sha256:aa").family, Family::Debian);
    let universal = row_of("mcr.microsoft.com/vscode/devcontainers/universal@sha256:aa");
    assert_eq!(universal.default_user, Some("codespace"));
    // By digest alone it may be Alpine, or Debian.
    assert_eq!(lookup("node@sha256:aa"), None);
}

#[test]
fn tools_follow_the_release_in_the_tag() {
    let tools = |reference: &str| tools(reference, row_of(reference));
    let lacks = |reference: &str| lacks(reference, row_of(reference), "adduser-debian");
    assert_eq!(tools("debian:12").unwrap(), ["useradd", "adduser-debian"]);
    assert_eq!(tools("debian").unwrap(), ["useradd"]);
    assert_eq!(tools("debian@sha256:aa"), None);
    // gnupg, which it keeps, brings it.
    assert_eq!(tools("postgres:16").unwrap(), ["useradd", "adduser-debian"]);
    assert_eq!(tools("postgres:16-bookworm").unwrap(), ["useradd", "adduser-debian"]);
    assert_eq!(tools("alpine:3.20").unwrap(), ["adduser-busybox"]);
    assert_eq!(tools("debian:11").unwrap(), ["useradd", "adduser-debian", "addgroup-member"]);
    assert!(lacks("debian") && lacks("debian:13") && lacks("ubuntu:24.04") && lacks("alpine"));
    // Packages of an application may have pulled it in.
    assert!(!lacks("postgres:16-trixie") && !lacks("eclipse-temurin:21") && !lacks("debian:12"));
}

/// A tag that no row names may be of any age.
#[test]
fn unnamed_releases_are_no_newest_ones() {
    for reference in ["debian:sid", "ubuntu:27.10", "ubuntu:lunatic", "fedora:7", "debian:lenny"] {
        let row = row_of(reference);
        assert_eq!((row.release, tools(reference, row)), (None, None), "{reference}");
        assert!(!lacks(reference, row, "adduser-debian"), "{reference}");
    }
    for old in ["artful", "yakkety", "zesty", "wily", "21.04", "precise"] {
        let reference = format!("ubuntu:{old}");
        let tools = tools(&reference, row_of(&reference));
        assert!(tools.is_some_and(|tools| tools.contains(&"adduser-debian")), "{reference}");
    }
}

/// The owners of places are accounts of the image or of its distribution.
#[test]
fn places_name_accounts_of_the_image() {
    for row in rows().iter().filter_map(Row::facts) {
        for place in row.directories.iter().flatten() {
            let user = place.owner.0;
            let known = user == "?"
                || user.parse::<u32>().is_ok()
                || row.users.iter().chain(row.family.base_users()).any(|one| one.name == user);
            assert!(known, "{}: {}", row.pattern, place.path);
        }
    }
}

#[test]
fn home_modes_follow_the_release() {
    let mode = |reference: &str| home_mode(reference, row_of(reference));
    assert_eq!(mode("debian:12"), 0o755);
    assert_eq!(mode("debian:13"), 0o700);
    assert_eq!(mode("python:3.12-bookworm"), 0o755);
    assert_eq!(mode("ubuntu:24.04"), 0o750);
    assert_eq!(mode("fedora:41"), 0o700);
}

#[test]
fn absurd_references_end_soon() {
    assert_eq!(lookup(&"a*{".repeat(10_000)), None);
    assert_eq!(lookup(&format!("node:{}", "x".repeat(129))), None);
    assert!(lookup(&format!("node:{}", "alpin".repeat(25))).is_some());
}
