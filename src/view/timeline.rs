//! The build as a picture: a band for each stage, a segment for each step. Long builds are folded,
//! so that drawing them costs the same whatever their length.

use super::runners::runners;
use super::steps::segment;
use super::{Place, Segment};
use dockerfile::order;
use unroot::Analysis;
use unroot::finding::Severity;
use unroot::model::{Outcome, Stage, Step};

/// Steps that a band shows before it is folded.
const MOST_STEPS: usize = 32;
/// Bands that are shown before stages are left out.
pub const MOST_BANDS: usize = 12;
/// Steps shown before and after the place where somebody stands.
const AROUND: usize = 6;

/// All of it.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Timeline {
    /// Stages in the order of the text.
    pub bands: Vec<Band>,
    /// How many stages are left out.
    pub left_out: usize,
}

/// One stage.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Band {
    /// Which, from 0.
    pub stage: usize,
    /// Its name, if it has one.
    pub name: Option<String>,
    /// What it is to the target.
    pub role: Role,
    /// Its steps, and what is folded between them.
    pub pieces: Vec<Piece>,
}

/// What a stage is to the one that is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// It is the one.
    Target,
    /// The target continues it or copies from it.
    Used,
    /// The target takes nothing from it, so a builder may skip it.
    Unused,
}

/// A part of a band.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Piece {
    /// A step.
    Step(Box<Segment>),
    /// Steps that are folded.
    Fold {
        /// The first of them.
        at: usize,
        /// How many.
        count: usize,
    },
}

impl Role {
    /// `target`, `used` or `unused`, as in the page's attribute `data-role`.
    pub fn name(self) -> &'static str {
        match self {
            Role::Target => "target",
            Role::Used => "used",
            Role::Unused => "unused",
        }
    }
}

impl Piece {
    /// The number of its first step.
    pub fn at(&self) -> usize {
        match self {
            Piece::Step(segment) => segment.at,
            Piece::Fold { at, .. } => *at,
        }
    }
}

/// The timeline of `analysis`, with `all` its stages or as many as fit. What lies around the place
/// `near` is not folded, nor is where the identity changes or something fails.
pub fn timeline(analysis: &Analysis, near: Option<Place>, all: bool) -> Timeline {
    let most = if all { analysis.build.stages.len() } else { MOST_BANDS };
    let (build, near) = (&analysis.build, near.or_else(|| Place::end(analysis)));
    let role = |stage: &Stage| match stage.reached {
        _ if build.target == Some(stage.index) => Role::Target,
        true => Role::Used,
        false => Role::Unused,
    };
    let first = |role_wanted: Role| {
        let stages = build.stages.iter().filter(move |stage| role(stage) == role_wanted);
        stages.map(|stage| stage.index).take(most)
    };
    let here = near.map(|place| place.stage).filter(|stage| *stage < build.stages.len());
    let wanted =
        first(Role::Target).chain(here).chain(first(Role::Used)).chain(first(Role::Unused));
    let mut chosen = Vec::with_capacity(most);
    for stage in wanted {
        if chosen.len() < most && !chosen.contains(&stage) {
            chosen.push(stage);
        }
    }
    order::sort(&mut chosen, Ord::cmp);
    let errors = error_places(analysis);
    let band = |index: &usize| {
        let stage = &build.stages[*index];
        let near = near.filter(|place| place.stage == *index).map(|place| place.step);
        let pieces = pieces(analysis, stage, near.unwrap_or(stage.steps.len() - 1), &errors);
        Band { stage: *index, name: stage.name.clone(), role: role(stage), pieces }
    };
    let left_out = build.stages.len() - chosen.len();
    Timeline { bands: chosen.iter().map(band).collect(), left_out }
}

/// Where findings stand that fail the build or the start, in order.
fn error_places(analysis: &Analysis) -> Vec<usize> {
    let errors = analysis.findings.iter().filter(|finding| finding.severity == Severity::Error);
    let mut places: Vec<usize> = errors.map(|finding| finding.span.start).collect();
    order::sort(&mut places, Ord::cmp);
    places
}

fn pieces(analysis: &Analysis, stage: &Stage, near: usize, errors: &[usize]) -> Vec<Piece> {
    let runners = runners(stage);
    let changes = |at: usize| at == 0 || runners[at - 1] != runners[at];
    let fails = |step: &Step| {
        let (start, end) = (step.span.start, step.span.end);
        let next = errors.get(errors.partition_point(|place| *place < start));
        matches!(step.outcome, Outcome::Fails(_)) || next.is_some_and(|place| *place < end)
    };
    let count = stage.steps.len();
    let around = near.saturating_sub(AROUND)..near + AROUND + 1;
    let all = count <= MOST_STEPS;
    let given = |at| all || at == 0 || at == count - 1 || around.contains(&at);
    let mut shown: Vec<bool> = (0..count).map(given).collect();
    let mut room = MOST_STEPS.saturating_sub(shown.iter().filter(|shown| **shown).count());
    for (at, shown) in shown.iter_mut().enumerate() {
        if room > 0 && !*shown && (changes(at) || fails(&stage.steps[at])) {
            *shown = true;
            room -= 1;
        }
    }
    let step = |at: usize| {
        let mut segment = segment(analysis, stage, at, &runners[at])?;
        (segment.changes, segment.fails) = (changes(at), fails(&stage.steps[at]));
        Some(Piece::Step(Box::new(segment)))
    };
    let mut pieces = Vec::new();
    let mut next = 0;
    for at in (0..count).filter(|at| shown[*at]) {
        // A fold takes as much room as a step.
        if at == next + 1 {
            pieces.extend(step(next));
        } else if at > next {
            pieces.push(Piece::Fold { at: next, count: at - next });
        }
        pieces.extend(step(at));
        next = at + 1;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Material;
    use std::sync::Arc;
    use unroot::model::Assumptions;

    fn drawn(text: &str, near: Option<Place>) -> Timeline {
        timeline(&unroot::analyze(text, &Assumptions::default()), near, false)
    }

    /// Numbers of the steps that are shown, and how many are folded between them.
    fn told(band: &Band) -> Vec<String> {
        let piece = |piece: &Piece| match piece {
            Piece::Step(segment) => segment.at.to_string(),
            Piece::Fold { count, .. } => format!("…{count}"),
        };
        band.pieces.iter().map(piece).collect()
    }

    fn steps(band: &Band) -> Vec<&Segment> {
        let mut steps = Vec::new();
        for piece in &band.pieces {
            if let Piece::Step(segment) = piece {
                steps.push(&**segment);
            }
        }
        steps
    }

    #[test]
    fn each_step_tells_who_runs_it_what_it_writes_and_whether_it_fails() {
        let text = "FROM debian:12 AS base\nRUN useradd -u 1200 app\nWORKDIR /srv/x\nUSER app\n\
                    RUN apt-get update\nFROM base\nCOPY a /b/\nFROM debian:12\n";
        let mut analysis = unroot::analyze(text, &Assumptions::default());
        Arc::make_mut(&mut analysis.build).target = Some(1);
        let found = timeline(&analysis, None, false);
        assert_eq!((found.bands.len(), found.left_out), (3, 0));
        let base = steps(&found.bands[0]);
        let notes: Vec<&str> = base.iter().map(|step| step.note.as_str()).collect();
        assert_eq!(notes, ["debian:12", "+ app 1200", "/srv/x", "app · 1200", "apt-get fails"]);
        let changes: Vec<bool> = base.iter().map(|step| step.changes).collect();
        assert_eq!(changes, [true, false, false, true, false]);
        let fails: Vec<bool> = base.iter().map(|step| step.fails).collect();
        assert_eq!(fails, [false, false, false, false, true]);
        let own = steps(&found.bands[1]);
        assert_eq!((own[1].note.as_str(), own[1].material), ("/b", Material::Own));
        let mut roles = found.bands.iter().map(|band| (band.role, band.name.as_deref()));
        let last = (Role::Target, None);
        assert_eq!(roles.nth(1), Some(last));
    }

    #[test]
    fn stages_without_use_for_the_target_are_told() {
        let text = "FROM alpine AS a\nFROM alpine AS b\nFROM alpine\nCOPY --from=b /x /x\n";
        let roles: Vec<Role> = drawn(text, None).bands.iter().map(|band| band.role).collect();
        assert_eq!(roles, [Role::Unused, Role::Used, Role::Target]);
    }

    #[test]
    fn a_long_stage_is_folded_around_what_tells_something() {
        let mut text = "FROM debian:12\n".to_owned() + &"RUN id\n".repeat(1_000);
        text += "USER 1200\n";
        text += &"RUN id\n".repeat(998);
        let end = &drawn(&text, None).bands[0];
        let last: Vec<String> = (1993..2000).map(|at| at.to_string()).collect();
        let expected = ["0", "…1000", "1001", "…991"].map(str::to_owned);
        assert_eq!(told(end), [&expected[..], &last[..]].concat());
        let start = &drawn(&text, Some(Place { stage: 0, step: 3 })).bands[0];
        let first: Vec<String> = (0..10).map(|at| at.to_string()).collect();
        let expected = ["…991", "1001", "…997", "1999"].map(str::to_owned);
        assert_eq!(told(start), [&first[..], &expected[..]].concat());
        // Whatever happens on the way, a band stays short.
        let wild = "FROM debian:12\n".to_owned() + &"USER 1\nUSER 2\n".repeat(500);
        assert!(drawn(&wild, None).bands[0].pieces.len() <= 2 * MOST_STEPS);
    }

    #[test]
    fn of_many_stages_the_target_and_what_it_needs_are_shown() {
        let stage = |at: usize| format!("FROM alpine AS s{at}\nRUN id\n");
        let text: String = (0..99).map(stage).collect::<String>() + "FROM s3\n";
        let found = drawn(&text, Some(Place { stage: 50, step: 1 }));
        let stages: Vec<usize> = found.bands.iter().map(|band| band.stage).collect();
        assert_eq!(stages, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 50, 99]);
        assert_eq!(found.left_out, 88);
        let all = timeline(&unroot::analyze(&text, &Assumptions::default()), None, true);
        assert_eq!((all.bands.len(), all.left_out), (100, 0));
        assert_eq!(drawn("", None), Timeline::default());
    }
}
