//! The facts about images, looked up as a FROM names them.

use unroot::image::{Family, lookup};

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
        "mcr.microsoft.com/vscode/devcontainers/universal:linux",
        "ghcr.io/devcontainers/universal",
    ] {
        assert_eq!(user(universal), Some("codespace"), "{universal}");
    }
    // Its user is for tools that read the image's labels.
    assert_eq!(user("mcr.microsoft.com/devcontainers/universal:2"), Some("root"));
    for envoy in
        ["envoyproxy/envoy:v1.31.0", "envoyproxy/envoy-dev", "envoyproxy/envoy-contrib:v1.31.0"]
    {
        assert_eq!(lookup(envoy).unwrap().drops_to, Some("envoy"), "{envoy}");
    }
    assert_eq!(user("envoyproxy/envoy:distroless-v1.31.0"), Some("65532"));
    assert_eq!(user("envoyproxy/envoy-distroless:v1.31.0"), Some("65532"));
    for other in ["envoyproxy/envoy-perf", "envoyproxy/envoy-build:x", "envoyproxy/envoy-alpine"] {
        assert_eq!(user(other), None, "{other}");
    }
    assert_eq!(user("envoyproxy/envoy-google-vrp-dev"), Some("root"));
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
