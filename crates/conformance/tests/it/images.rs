//! The facts about images are those that were collected.

use unroot::image::{Family, lookup};

/// A row: its lines, without comments and empty ones.
fn rows(text: &str) -> Vec<Vec<&str>> {
    let mut rows: Vec<Vec<&str>> = Vec::new();
    for line in
        text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        match (line, rows.last_mut()) {
            ("[[image]]", _) => rows.push(Vec::new()),
            (_, Some(row)) => row.push(line),
            (_, None) => {}
        }
    }
    rows
}

/// Whether `ours` is the collected line; a row may name further sources after those that were collected.
fn keeps(ours: &str, collected: &str) -> bool {
    let source = collected.strip_prefix("source = ").and_then(|_| collected.strip_suffix('"'));
    let more = source.and_then(|source| ours.strip_prefix(source));
    ours == collected || more.is_some_and(|more| more.starts_with("; "))
}

/// Rows as they were collected that images, looked at one by one, proved wrong: too wide, or with a user
/// left out that a source names.
const CORRECTED: [&str; 4] = [
    r#"match = "mcr.microsoft.com/devcontainers/universal:*""#,
    r#"match = "mcr.microsoft.com/windows/{servercore,server,windows}*""#,
    r#"match = "docker.io/envoyproxy/envoy*distroless*""#,
    r#"match = "docker.io/envoyproxy/envoy*""#,
];

/// Every fact that was collected stands here unchanged, but for the corrected rows; rows, keys and
/// sources may be added to it.
#[test]
fn the_table_holds_what_was_collected() {
    let Some(path) = conformance::shared::shared("base-images.toml") else { return };
    let collected = std::fs::read_to_string(path).unwrap();
    let ours = rows(include_str!("../../../../data/images.toml"));
    let collected = rows(&collected);
    for row in collected.iter().filter(|row| !CORRECTED.contains(&row[0])) {
        let same = ours.iter().find(|ours| ours[0] == row[0]).expect(row[0]);
        let kept = |line: &&str| same.iter().any(|ours| keeps(ours, line));
        assert!(row.iter().all(kept), "{}", row[0]);
    }
    let added: Vec<&str> = ours
        .iter()
        .map(|row| row[0])
        .filter(|name| collected.iter().all(|row| row[0] != *name))
        .collect();
    println!("images: {} rows as collected, {} added: {added:?}", collected.len(), added.len());
}

#[test]
fn images_tell_how_they_start() {
    let node = lookup("node:22").unwrap();
    assert_eq!((node.default_user, node.family), (Some("root"), Family::Debian));
    assert!(node.users.iter().any(|user| user.name == "node" && user.uid == Some(1000)));
    assert_eq!(lookup("gcr.io/distroless/static").unwrap().shell, Some(false));
    assert!(lookup("postgres:16").unwrap().drops_privileges.unwrap().contains("gosu"));
}

#[test]
fn rows_fit_no_more_than_they_speak_of() {
    let user = |reference: &str| lookup(reference).and_then(|facts| facts.default_user);
    for universal in [
        "mcr.microsoft.com/devcontainers/universal:2",
        "mcr.microsoft.com/vscode/devcontainers/universal:linux",
        "ghcr.io/devcontainers/universal",
    ] {
        assert_eq!(user(universal), Some("codespace"), "{universal}");
    }
    for envoy in
        ["envoyproxy/envoy:v1.31.0", "envoyproxy/envoy-dev", "envoyproxy/envoy-contrib:v1.31.0"]
    {
        assert_eq!(lookup(envoy).unwrap().drops_to, Some("envoy"), "{envoy}");
    }
    assert_eq!(user("envoyproxy/envoy:distroless-v1.31.0"), Some("65532"));
    assert_eq!(user("envoyproxy/envoy-distroless:v1.31.0"), Some("65532"));
    for other in
        ["envoyproxy/envoy-google-vrp", "envoyproxy/envoy-build:x", "envoyproxy/envoy-alpine"]
    {
        assert_eq!(user(other), None, "{other}");
    }
    for (neo4j, family) in
        [("3.4.9", Family::Alpine), ("3.5.5", Family::Alpine), ("3.5.12", Family::Debian)]
    {
        let facts = lookup(&format!("neo4j:{neo4j}")).unwrap();
        assert_eq!((facts.family, facts.users[0].uid), (family, None), "{neo4j}");
    }
    assert_eq!(lookup("neo4j:5").unwrap().users[0].uid, Some(7474));
    assert_eq!(lookup("centos:8").unwrap().family, Family::Rhel);
    assert_eq!(lookup("nvidia/cuda:12.9.1-base-amzn2023").unwrap().family, Family::AmazonLinux);
    assert_eq!(
        user("mcr.microsoft.com/dotnet/framework/aspnet:4.8"),
        Some("ContainerAdministrator")
    );
    assert_eq!(user("mcr.microsoft.com/windows/nanoserver:ltsc2022"), Some("ContainerUser"));
}
