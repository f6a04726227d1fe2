//! What COPY brings into the target stage, whether it gets another owner, or is removed.

use crate::model::{Cause, Copied, Event, EventKind, Stage, Step, ancestors, is_within};
use crate::rules::context::Context;
use dockerfile::Body;
use std::collections::BTreeMap;

/// Where the target stage gives paths to another owner.
pub struct Handovers<'a> {
    /// The last step that gives a directory away with what is in it: `chown`, or `COPY --chown` of the same files.
    last: BTreeMap<&'a str, usize>,
    /// The first step that does so with `chown -R`.
    first: BTreeMap<&'a str, usize>,
}

impl<'a> Handovers<'a> {
    /// All of the target stage.
    pub fn of(cx: &Context<'a>) -> Self {
        let mut all = Handovers { last: BTreeMap::new(), first: BTreeMap::new() };
        let steps = cx.target().map_or(&[][..], |stage| &stage.steps);
        for (at, step) in steps.iter().enumerate() {
            for event in &step.events {
                match &event.kind {
                    EventKind::OwnerSet { paths, recursive, .. } => {
                        for (path, _) in paths {
                            let directory = path.trim_end_matches(['*', '.']).trim_end_matches('/');
                            let directory = if directory.is_empty() { "/" } else { directory };
                            all.last.insert(directory, at);
                            if *recursive {
                                all.first.entry(path).or_insert(at);
                            }
                        }
                    }
                    EventKind::Copied(again) if again.chown && !again.from => {
                        let to = again.destination.known().filter(|_| brings_context(cx, step));
                        all.last.extend(to.map(|to| (to.as_str(), at)));
                    }
                    _ => {}
                }
            }
        }
        all
    }

    /// Whether a `chown` after step `at` reaches what `copied` brought there, or a `COPY --chown` brings it again.
    pub fn come_later(&self, at: usize, copied: &Copied) -> bool {
        let Some(destination) = copied.destination.known() else { return false };
        places(destination).any(|place| self.last.get(place).is_some_and(|last| *last > at))
    }

    /// Whether a `chown -R` before step `at` was meant for what `copied` brings: it names the place where that lands, and
    /// comes too early.
    pub fn came_before(&self, at: usize, copied: &Copied) -> bool {
        let Some(destination) = copied.destination.known() else { return false };
        let mut places = places(destination).filter(|place| *place != "/");
        places.any(|place| self.first.get(place).is_some_and(|first| *first < at))
    }
}

/// `path` and the directories above it.
fn places(path: &str) -> impl Iterator<Item = &str> {
    std::iter::once(path).chain(ancestors(path))
}

/// What COPY and ADD bring into the target stage as root's, by destination: whole trees, of which nothing says whose they
/// are.
pub struct Landed<'a> {
    by_place: BTreeMap<&'a str, Vec<Landing<'a>>>,
}

/// One of them.
#[derive(Clone, Copy)]
pub struct Landing<'a> {
    /// The number of the step.
    pub at: usize,
    /// The event.
    pub event: &'a Event,
    /// What it brings.
    pub copied: &'a Copied,
}

impl<'a> Landed<'a> {
    /// Those that `counts` says yes to.
    pub fn of(cx: &Context<'a>, counts: impl Fn(&Landing<'a>) -> bool) -> Self {
        let mut by_place: BTreeMap<&str, Vec<Landing>> = BTreeMap::new();
        for (moment, copied) in cx.copies() {
            let landing = Landing { at: moment.at, event: moment.event, copied };
            let plain = !copied.chown && !copied.only_files && copied.uid.known() == Some(&0);
            if let Some(to) = copied.destination.known()
                && plain
                && counts(&landing)
            {
                by_place.entry(to).or_default().push(landing);
            }
        }
        Landed { by_place }
    }

    /// Those that land in `path` or below it, first to last.
    pub fn within(&self, path: &str) -> Vec<Landing<'a>> {
        let places = self.by_place.range(path..).take_while(|(place, _)| place.starts_with(path));
        let inside = places.filter(|(place, _)| is_within(place, path));
        in_order(inside.flat_map(|(_, landings)| landings).copied().collect())
    }

    /// Takes them out, so that the next one who asks gets others.
    pub fn take_within(&mut self, path: &str) -> Vec<Landing<'a>> {
        let found = self.within(path);
        for landing in &found {
            self.by_place.remove(landing.copied.destination.known().map_or("", String::as_str));
        }
        found
    }
}

fn in_order(mut landings: Vec<Landing>) -> Vec<Landing> {
    dockerfile::order::sort(&mut landings, |a, b| a.at.cmp(&b.at));
    landings
}

/// Whether the step copies the whole build context.
fn brings_context(cx: &Context, step: &Step) -> bool {
    let instruction = cx.instruction(step);
    let Body::Copy(copy) = &instruction.body else { return false };
    let whole = |text: &str| matches!(text, "." | "./");
    instruction.flag("from").is_none() && copy.sources.iter().any(|source| whole(&source.text))
}

/// Whether all that step `at` is known to have brought is removed by the end of `stage`.
pub fn is_gone(stage: &Stage, at: usize, copied: &Copied) -> bool {
    let (Some(to), Some(end)) = (copied.destination.known(), stage.steps.last()) else {
        return false;
    };
    let step = &stage.steps[at];
    let own =
        step.after.files.within(to).filter(|(_, node)| *node.uid.cause() == Cause::At(step.span));
    let mut gone = own.map(|(path, _)| end.after.files.get(path).is_none()).peekable();
    gone.peek().is_some() && gone.all(|gone| gone)
}

/// The last `chown`, or copy with `--chown`, of the stages that the target continues that reaches `path`.
pub fn given_by<'a>(cx: &Context<'a>, path: &str) -> Option<&'a Event> {
    let gives = |event: &Event| match &event.kind {
        EventKind::OwnerSet { paths, recursive, .. } => {
            paths.iter().any(|(to, _)| to == path || *recursive && is_within(path, to))
        }
        EventKind::Copied(copied) => {
            copied.chown && copied.destination.is_known_and(|to| is_within(path, to))
        }
        _ => false,
    };
    let events: Vec<&Event> = cx.chain_events().map(|(_, event)| event).collect();
    events.into_iter().rfind(|event| gives(event))
}
