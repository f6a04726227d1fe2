//! stub until the branch lands
use super::arg::Arg;
use crate::image::Family;
use crate::model::{Accounts, Event, Tool, Value};
use crate::source::Span;
use std::collections::BTreeMap;
pub(crate) enum Exit {
    Ok,
    Fails,
    Unknown,
}
pub(crate) struct Home {
    pub(crate) path: String,
    pub(crate) uid: Value<u32>,
    pub(crate) gid: Value<u32>,
    pub(crate) mode: u32,
}
pub(crate) struct AccountsContext<'a> {
    pub(crate) accounts: &'a mut Accounts,
    pub(crate) family: Option<Family>,
    pub(crate) tools: &'a BTreeMap<Tool, bool>,
    pub(crate) command: Span,
    pub(crate) events: &'a mut Vec<Event>,
    pub(crate) homes: &'a mut Vec<Home>,
}
pub(crate) fn run(_p: &str, _a: &[Arg], _c: &mut AccountsContext) -> Option<Exit> {
    None
}
