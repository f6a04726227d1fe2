//! Who owns which path when a stage ends.

use super::Material;
use crate::Analysis;
use crate::model::{Cause, Lookup, Ownership, Stage, State, Value, is_within};
use crate::source::{LineIndex, Span};

/// One path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The whole path.
    pub path: String,
    /// The part of it that its nearest listed ancestor does not say already.
    pub name: String,
    /// How many listed paths lie above it.
    pub depth: usize,
    /// Whether it is a directory.
    pub directory: bool,
    /// Owner and group by name or number: `appuser:appuser`.
    pub owner: String,
    /// The owner's material.
    pub material: Material,
    /// Permission bits in octal, where known.
    pub mode: Option<String>,
    /// Who owns what lies below, where that is somebody else.
    pub below: Option<String>,
    /// The line that made it so, with its place.
    pub line: Option<(usize, Span)>,
}

/// The paths known when `stage` ends, in order, without those that only the base image made.
pub fn ownership(analysis: &Analysis, stage: &Stage) -> Vec<Row> {
    let Some(last) = stage.steps.last() else { return Vec::new() };
    let lines = LineIndex::new(&analysis.text);
    let mut above: Vec<&str> = Vec::new();
    let mut rows = Vec::new();
    for (path, node) in last.after.files.iter() {
        let places = [node.uid.cause(), node.mode.cause()];
        let place = places.into_iter().find_map(Cause::span);
        if place.is_none() && last.after.workdir.known().is_none_or(|workdir| workdir != path) {
            continue;
        }
        while above.last().is_some_and(|parent| !is_within(path, parent)) {
            above.pop();
        }
        let parent = above.last().copied().unwrap_or_default();
        let name = path.strip_prefix(parent).filter(|rest| !rest.is_empty()).unwrap_or(path);
        let owner = owner(&last.after, &node.uid, &node.gid);
        let below = node.contents.owner().map(|own| whose(&last.after, own));
        rows.push(Row {
            path: path.to_owned(),
            name: if parent.is_empty() { path } else { name.trim_start_matches('/') }.to_owned(),
            depth: above.len(),
            directory: node.is_directory(),
            material: Material::of_uid(&node.uid),
            mode: node.mode.known().map(|mode| format!("{mode:04o}")),
            below: below.filter(|whose| *whose != owner),
            owner,
            line: place.map(|span| (lines.line(span.start), span)),
        });
        above.push(path);
    }
    rows
}

fn whose(state: &State, ownership: &Ownership) -> String {
    owner(state, &ownership.uid, &ownership.gid)
}

fn owner(state: &State, uid: &Value<u32>, gid: &Value<u32>) -> String {
    let accounts = &state.accounts;
    let user = match uid.known() {
        None => "?".to_owned(),
        Some(0) => "root".to_owned(),
        Some(uid) => match accounts.user_by_uid(*uid) {
            Lookup::Found(user) => user.name.clone(),
            _ => uid.to_string(),
        },
    };
    let group = match gid.known() {
        None => "?".to_owned(),
        Some(0) => "root".to_owned(),
        Some(gid) => match accounts.group_by_gid(*gid) {
            Lookup::Found(group) => group.name.clone(),
            _ => gid.to_string(),
        },
    };
    format!("{user}:{group}")
}
