//! An account that is to be made, and the numbers that it may have.

use super::super::context::{AccountsContext, Exit};
use super::super::ids::{Ids, Range, first_free};
use crate::model::{SettingsFile, Value};
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

/// The number that a default of the configuration is.
pub(super) fn number(value: Value<String>) -> Value<u32> {
    let cause = value.cause().clone();
    let id = value.known().and_then(|text| text.trim().parse().ok());
    id.map_or(Value::Unknown(cause.clone()), |id| Value::Known(id, cause))
}

/// The first free number of the range that options and `/etc/adduser.conf` give.
pub(super) fn free(
    context: &AccountsContext,
    kinds: &[Ids],
    system: bool,
    call: &Invocation,
    ids: Ids,
) -> Value<u32> {
    let usual = if system { (*SYSTEM.start(), *SYSTEM.end()) } else { (1000, 59999) };
    let kind = if ids == Ids::Users { "uid" } else { "gid" };
    let prefix = if system { "SYSTEM_" } else { "" };
    let mut ends = [usual.0, usual.1];
    for (end, which) in ends.iter_mut().zip(["first", "last"]) {
        let option = call.value(&format!("{which}{kind}"));
        if let Some(arg) = option {
            let given = arg.value.as_deref().and_then(|text| text.parse().ok());
            *end = given.unwrap_or(*end);
            continue;
        }
        let key = format!("{}_{prefix}{}", which.to_uppercase(), kind.to_uppercase());
        match context.setting(SettingsFile::Adduser, &key).map(number) {
            None => {}
            Some(Value::Known(id, _)) => *end = id,
            Some(unknown) => return unknown,
        }
    }
    context.allocate(kinds, &Range::new(system, ends[0], ends[1]), first_free)
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
