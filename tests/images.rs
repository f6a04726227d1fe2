//! The facts about images are those that were collected.

mod common;

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

/// Every fact that was collected stands here unchanged; rows, keys and sources may be added to it.
#[test]
fn the_table_holds_what_was_collected() {
    let Some(path) = common::shared("base-images.toml") else { return };
    let collected = std::fs::read_to_string(path).unwrap();
    let ours = rows(include_str!("../data/images.toml"));
    let collected = rows(&collected);
    for row in &collected {
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
