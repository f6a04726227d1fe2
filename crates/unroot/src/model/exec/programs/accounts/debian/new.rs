//! An account that is to be made, and the numbers that it may have.

use super::super::context::{AccountsContext, Exit};
use super::super::ids::{Ids, Range};
use crate::model::Value;
use dockerfile::Span;
use shell::Invocation;

pub(super) const SYSTEM: std::ops::RangeInclusive<u32> = 100..=999;

/// An account to be made.
pub(super) struct New<'a> {
    pub(super) program: &'a str,
    pub(super) name: &'a str,
    pub(super) span: Span,
    /// Whether all words can be read.
    pub(super) sure: bool,
    pub(super) call: &'a Invocation,
    pub(super) uid: Option<Value<u32>>,
    pub(super) gid: Option<Value<u32>>,
}

pub(super) fn range(system: bool, call: &Invocation, ids: Ids) -> Range {
    let (first, last) = if system { (*SYSTEM.start(), *SYSTEM.end()) } else { (1000, 59999) };
    let names = if ids == Ids::Users { ["firstuid", "lastuid"] } else { ["firstgid", "lastgid"] };
    let [low, high] = names.map(|name| call.value(name)?.value.as_deref()?.parse().ok());
    Range::new(system, low.unwrap_or(first), high.unwrap_or(last))
}

pub(super) fn not_used(
    program: &str,
    call: &Invocation,
    option: &str,
    id: &Value<u32>,
    ids: Ids,
    context: &mut AccountsContext,
) -> Result<(), Exit> {
    match id.known() {
        Some(id) if context.is_used(ids, *id) => {
            let span = call.value(option).map_or(context.command, |arg| arg.span);
            Err(context.taken(program, span, id))
        }
        _ => Ok(()),
    }
}
