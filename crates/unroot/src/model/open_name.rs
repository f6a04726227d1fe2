//! FROM of a name that holds a variable from outside: what every value of it leads to.

use super::{Cause, Environment, Stage, Value};
use crate::glob::Syntax;
use crate::image::{self, ImageFacts};
use std::sync::Arc;

/// Stands in a name for what is not known: no name holds it.
const OPEN: char = '\u{1}';

/// What a name leads to whatever its variables hold.
pub(super) enum Leads {
    /// To one of these stages, all of which end with the same user.
    Stage(usize),
    /// To an image with these facts; `likely` where only a mirror of that name is meant.
    Image { name: String, facts: &'static ImageFacts, likely: bool },
}

/// The scope with a mark for each variable that is not known.
pub(super) fn marked(scope: &Environment) -> Environment {
    let mut marked = scope.clone();
    let open = |value: &Value<String>| value.known().is_none();
    let names: Vec<String> =
        scope.iter().filter(|(_, value)| open(value)).map(|(name, _)| name.to_owned()).collect();
    for name in names {
        marked.set(name, Value::Known(OPEN.to_string(), Cause::Default));
    }
    marked
}

/// Where `text`, expanded in a marked scope, leads; `written` is how FROM has it.
pub(super) fn leads(text: &str, written: &str, stages: &[Arc<Stage>]) -> Option<Leads> {
    let shown = || written.to_owned();
    if text.trim_matches(OPEN).is_empty() {
        return None;
    }
    if let Some(stage) = stage(&text.to_ascii_lowercase(), stages) {
        return Some(Leads::Stage(stage));
    }
    // `node:$VERSION`: what all tags have in common.
    let path = text.rfind('/').map_or(0, |slash| slash + 1);
    let name = text[path..].find([':', '@']).map_or(text, |end| &text[..path + end]);
    let tagged = name.len() < text.len();
    if tagged && !name.contains(OPEN) {
        let facts = image::lookup_any_tag(name)?;
        return Some(Leads::Image { name: shown(), facts, likely: false });
    }
    // `$MIRROR/node:22`, `${PREFIX}node:22`
    let rest = text.trim_start_matches(OPEN);
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    if rest.contains(OPEN) || text.starts_with(rest) {
        return None;
    }
    let facts = image::lookup(rest).filter(|_| image::is_reference(rest))?;
    Some(Leads::Image { name: rest.to_owned(), facts, likely: true })
}

/// The first of the stages whose names fit, where all of them end with the same user.
fn stage(text: &str, stages: &[Arc<Stage>]) -> Option<usize> {
    let pattern = text.replace(OPEN, "*");
    let fits = |stage: &&Arc<Stage>| {
        stage.name.as_ref().is_some_and(|name| Syntax::BuildKit.fits(&pattern, name))
    };
    let user = |stage: &Stage| stage.steps.last().map(|step| step.after.user.known().cloned());
    let mut fitting = stages.iter().filter(fits);
    let first = fitting.next()?;
    fitting.all(|other| user(other) == user(first)).then_some(first.index)
}
