//! Who owns which path after a step, what the step changed, and who may write there in the end.

use super::fate::{Pair, pairs};
use super::origin::origin;
use super::{Fate, Material, Place};
use dockerfile::{LineIndex, Span, order};
use unroot::Analysis;
use unroot::model::{Cause, Identity, Kind, Lookup, Node, Ownership, State, Value};
use unroot::model::{is_within, may_write};

/// Paths that are listed; of more, those that the step changed and the first ones.
const MOST: usize = 250;

/// What is known after a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owners {
    /// Whom "may write" is asked for: whoever the stage, left as it is in the end, starts as. A name,
    /// else a number; empty where neither is known.
    pub writer: String,
    /// What that looks like.
    pub material: Material,
    /// The paths that the Dockerfile touches, in order.
    pub rows: Vec<Row>,
    /// How many more there are.
    pub left_out: usize,
    /// How many paths the step changed.
    pub changed: usize,
}

/// One path.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Row {
    /// The whole path.
    pub path: String,
    /// The part of it that its nearest listed ancestor does not say already; a directory ends with
    /// a slash, a link says where it leads.
    pub name: String,
    /// How many listed paths lie above it.
    pub depth: usize,
    /// Owner and group by name or number: `appuser:appuser`.
    pub owner: String,
    /// Who owned it before the step, if somebody else did.
    pub owner_was: Option<String>,
    /// The owner's material.
    pub material: Material,
    /// Permission bits in octal, where known.
    pub mode: Option<String>,
    /// The mode before the step, if it was another and is known.
    pub mode_was: Option<String>,
    /// Who owns what lies below, where that is somebody else.
    pub below: Option<String>,
    /// Lines that made it so, with their places.
    pub lines: Vec<(usize, Span)>,
    /// What the step did to it.
    pub fate: Fate,
    /// Whether the writer may write here; `None` where it can't be told.
    pub may_write: Option<bool>,
}

/// What is known of paths after the step at `place`, without what only the base image made.
pub fn owners(analysis: &Analysis, place: Place) -> Option<Owners> {
    let (stage, step) = place.of(analysis)?;
    let writer = stage.steps.last()?.after.starts_as();
    let base = &analysis.build.chain(stage).last()?.steps.first()?.before.files;
    let workdir = step.after.workdir.known().filter(|path| *path != "/");
    let told = pairs(&step.before.files, &step.after.files);
    let told = told.into_iter().filter_map(|pair| {
        let fate = pair.fate();
        let listed = fate != Fate::Same
            || pair.node().is_some_and(|node| is_touched(node, base.get(pair.path)))
            || workdir.is_some_and(|workdir| workdir == pair.path);
        listed.then_some((pair, fate))
    });
    let mut told: Vec<(Pair, Fate)> = told.collect();
    let changed = told.iter().filter(|(_, fate)| *fate != Fate::Same).count();
    let all = told.len();
    let mut room = MOST.saturating_sub(changed);
    if all > MOST {
        told.retain(|(_, fate)| {
            let fits = *fate != Fate::Same || room > 0;
            room -= usize::from(fits && *fate == Fate::Same);
            fits
        });
        told.truncate(MOST);
    }
    let (left_out, rows) = (all - told.len(), rows(analysis, place, &told, &writer));
    let (material, writer) = (Material::of(&writer), writer.label().unwrap_or_default());
    Some(Owners { writer, material, rows, left_out, changed })
}

/// Whether a line of the Dockerfile made `node` what it is; `first` is what the base image brought.
fn is_touched(node: &Node, first: Option<&Node>) -> bool {
    match first {
        Some(first) => {
            let pair = Pair { path: "", before: Some(first), after: Some(node) };
            pair.fate() != Fate::Same
        }
        None => causes(node).any(|cause| place_of(cause).is_some()),
    }
}

fn causes(node: &Node) -> impl Iterator<Item = &Cause> {
    [node.uid.cause(), node.gid.cause(), node.mode.cause()].into_iter()
}

/// The place of a line that did something; that of FROM says only which image nobody knows.
fn place_of(cause: &Cause) -> Option<Span> {
    cause.span().filter(|_| !matches!(cause, Cause::UnknownImage(..)))
}

fn rows(analysis: &Analysis, place: Place, told: &[(Pair, Fate)], writer: &Identity) -> Vec<Row> {
    let lines = LineIndex::new(&analysis.text);
    let Some((_, step)) = place.of(analysis) else { return Vec::new() };
    let mut above: Vec<&str> = Vec::new();
    let mut rows = Vec::with_capacity(told.len());
    for (pair, fate) in told {
        let Some(node) = pair.node() else { continue };
        let (path, gone) = (pair.path, pair.after.is_none());
        let (now, was) = (&step.after, &step.before);
        let state = if gone { was } else { now };
        while above.last().is_some_and(|parent| !is_within(path, parent)) {
            above.pop();
        }
        let made = if gone { vec![step] } else { origin(analysis, place, path) };
        let mut made: Vec<(usize, Span)> = made
            .into_iter()
            .map(|step| {
                // The command of the step, where a cause names it.
                let named =
                    causes(node).filter_map(place_of).find(|span| step.span.contains(*span));
                let span = named.unwrap_or(step.span);
                (lines.line(span.start), span)
            })
            .collect();
        order::sort(&mut made, Ord::cmp);
        let owner = whose(state, &node.owner());
        let below = node.contents.owner().map(|own| whose(state, own));
        let before = pair.before.filter(|_| !gone);
        let (owner_was, mode_was) = match fate {
            Fate::Other { owner, mode } => (
                before.filter(|_| *owner).map(|node| whose(was, &node.owner())),
                before.filter(|_| *mode).and_then(|node| octal(&node.mode)),
            ),
            _ => (None, None),
        };
        rows.push(Row {
            path: path.to_owned(),
            name: name(path, above.last().copied(), &node.kind),
            depth: above.len(),
            material: Material::of_uid(&node.uid),
            mode: octal(&node.mode),
            below: below.filter(|whose| *whose != owner),
            owner_was: owner_was.filter(|was| *was != owner),
            mode_was,
            owner,
            lines: made,
            fate: *fate,
            may_write: match gone {
                true => Some(false),
                false => may_write(writer, &now.files.resolve(path, true), &now.files),
            },
        });
        above.push(path);
    }
    rows
}

fn name(path: &str, parent: Option<&str>, kind: &Kind) -> String {
    let rest = parent.and_then(|parent| path.strip_prefix(parent)).filter(|rest| !rest.is_empty());
    let mut name = rest.map_or(path, |rest| rest.trim_start_matches('/')).to_owned();
    match kind {
        Kind::Directory if path != "/" => name.push('/'),
        Kind::Link(to) => {
            name.push_str(" → ");
            name.push_str(to);
        }
        _ => {}
    }
    name
}

fn octal(mode: &Value<u32>) -> Option<String> {
    mode.known().map(|mode| format!("{mode:04o}"))
}

fn whose(state: &State, ownership: &Ownership) -> String {
    let accounts = &state.accounts;
    let user = match ownership.uid.known() {
        None => "?".to_owned(),
        Some(0) => "root".to_owned(),
        Some(uid) => match accounts.user_by_uid(*uid) {
            Lookup::Found(user) => user.name.clone(),
            _ => uid.to_string(),
        },
    };
    let group = match ownership.gid.known() {
        None => "?".to_owned(),
        Some(0) => "root".to_owned(),
        Some(gid) => match accounts.group_by_gid(*gid) {
            Lookup::Found(group) => group.name.clone(),
            _ => gid.to_string(),
        },
    };
    [user, group].join(":")
}

#[cfg(test)]
mod tests {
    use super::*;
    use unroot::model::Assumptions;

    const TEXT: &str = "FROM debian:12\nRUN useradd -u 1200 app\nWORKDIR /srv\nRUN mkdir -m 750 data && \
                        touch a\nRUN chown app data\nRUN rm a\nUSER app\n";

    fn at(text: &str, step: usize) -> Owners {
        let analysis = unroot::analyze(text, &Assumptions::default());
        owners(&analysis, Place { stage: 0, step }).unwrap()
    }

    fn row<'a>(owners: &'a Owners, path: &str) -> &'a Row {
        owners.rows.iter().find(|row| row.path == path).unwrap_or_else(|| panic!("{path}"))
    }

    #[test]
    fn a_step_tells_what_it_changed_and_lets_the_rest_stand() {
        let made = at(TEXT, 3);
        assert_eq!(row(&made, "/srv/data").fate, Fate::New);
        assert_eq!((&*row(&made, "/srv/data").name, row(&made, "/srv/data").depth), ("data/", 1));
        assert_eq!(row(&made, "/srv/data").may_write, Some(false));
        assert_eq!(made.changed, 2);
        let given = at(TEXT, 4);
        let data = row(&given, "/srv/data");
        assert_eq!(data.fate, Fate::Other { owner: true, mode: false });
        assert_eq!((&*data.owner, data.owner_was.as_deref()), ("app:root", Some("root:root")));
        assert_eq!((data.mode.as_deref(), data.mode_was.as_deref()), (Some("0750"), None));
        assert_eq!(data.lines.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [4, 5]);
        let gone = at(TEXT, 5);
        assert_eq!(row(&gone, "/srv/a").lines[0].0, 6);
        assert_eq!((data.may_write, given.changed), (Some(true), 1));
        assert_eq!((&*given.writer, given.material), ("app", Material::Own));
        assert_eq!(row(&gone, "/srv/a").fate, Fate::Gone);
        let end = at(TEXT, 6);
        assert!(end.rows.iter().all(|row| row.fate == Fate::Same && row.path != "/srv/a"));
    }

    #[test]
    fn lines_lead_through_the_stages_that_a_stage_continues() {
        let text = "FROM node:22 AS a\nRUN mkdir /x\nRUN chmod 700 /x\nFROM a\nRUN id\nRUN chown node /x\nRUN id\n";
        let analysis = unroot::analyze(text, &Assumptions::default());
        let lines = |stage, step, path: &str| {
            let owners = owners(&analysis, Place { stage, step }).unwrap();
            let row = owners.rows.into_iter().find(|row| row.path == path);
            row.unwrap().lines.into_iter().map(|(line, _)| line).collect::<Vec<_>>()
        };
        assert_eq!(lines(0, 1, "/x"), [2]);
        assert_eq!(lines(0, 2, "/x"), [2, 3]);
        assert_eq!(lines(1, 0, "/x"), [2, 3]);
        assert_eq!(lines(1, 1, "/x"), [2, 3]);
        assert_eq!(lines(1, 3, "/x"), [3, 6]);
    }

    #[test]
    fn what_only_an_image_made_is_not_listed_even_if_nobody_knows_it() {
        assert!(at("FROM debian:12\nRUN id\n", 1).rows.is_empty());
        assert!(at("FROM some/thing\n", 0).rows.is_empty());
        let unsure = at("FROM some/thing\nWORKDIR /x\n", 1);
        assert_eq!((row(&unsure, "/x").may_write, unsure.material), (None, Material::Unknown));
    }

    #[test]
    fn of_many_paths_those_that_change_are_listed() {
        let touch = |at: usize| format!("RUN touch /{at:04}\n");
        let text = "FROM debian:12\n".to_owned() + &(0..400).map(touch).collect::<String>();
        let many = at(&text, 400);
        assert_eq!((many.rows.len(), many.left_out, many.changed), (MOST, 400 - MOST, 1));
        assert_eq!(row(&many, "/0399").fate, Fate::New);
        let one = "FROM debian:12\nRUN touch".to_owned()
            + &(0..400).map(|n| format!(" /{n}")).collect::<String>();
        assert_eq!(at(&one, 1).rows.len(), MOST);
    }
}
