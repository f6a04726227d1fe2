//! The facts about images are those that were collected.

mod common;

use unroot::image::{Family, lookup};

/// Keys and values, without comments and empty lines.
fn rows(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
}

#[test]
fn the_table_holds_what_was_collected() {
    let Some(path) = common::shared("base-images.toml") else { return };
    let collected = std::fs::read_to_string(path).unwrap();
    let ours = include_str!("../data/images.toml");
    for (ours, collected) in rows(ours).iter().zip(rows(&collected)) {
        assert_eq!(*ours, collected);
    }
    assert_eq!(rows(ours).len(), rows(&collected).len());
    let count = rows(ours).iter().filter(|line| **line == "[[image]]").count();
    println!("images: {count} rows, all as collected");
}

#[test]
fn images_tell_how_they_start() {
    let node = lookup("node:22").unwrap();
    assert_eq!((node.default_user, node.family), (Some("root"), Family::Debian));
    assert!(node.users.iter().any(|user| user.name == "node" && user.uid == Some(1000)));
    assert_eq!(lookup("gcr.io/distroless/static").unwrap().shell, Some(false));
    assert!(lookup("postgres:16").unwrap().drops_privileges.unwrap().contains("gosu"));
}
