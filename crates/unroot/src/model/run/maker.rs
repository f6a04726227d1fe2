//! Owner and mode of what `cp`, `mv`, `ln` and `install` make.

use super::chmod::changed;
use super::getopt::Parsed;
use super::owner_spec;
use super::walk::Walker;
use super::writes::masked;
use crate::model::{Cause, Contents, Node, Ownership, Value};
use dockerfile::Span;

/// What a copy makes of what it copies.
pub(super) struct Maker {
    owner: Ownership,
    umask: Option<u32>,
    /// Owner and mode are the source's.
    pub(super) preserves: bool,
    /// `install`: the mode given, or 0755.
    mode: Option<Option<u32>>,
    command: Span,
}

impl Maker {
    pub(super) fn of(walker: &mut Walker, program: &str, parsed: &Parsed, command: Span) -> Self {
        let who = Ownership { uid: walker.who.uid.clone(), gid: walker.who.gid.clone() };
        let root = walker.who.is_root();
        let preserve = parsed.has(&["a", "p", "archive", "preserve"]);
        let umask = masked(walker, 0o777, command).known().map(|mode| !mode & 0o777);
        if program == "install" {
            let given = parsed.value(&["m", "mode"]);
            let mode = given.map_or(Some(0o755), |mode| changed(0, mode.value.as_deref()?, false));
            let owner = installed(walker, parsed, who, command);
            return Maker { owner, umask, preserves: false, mode: Some(mode), command };
        }
        let preserves = program == "mv" || program == "ln" || (preserve && root);
        Maker { owner: who, umask, preserves, mode: None, command }
    }

    /// Who owns the copy of something of this owner.
    pub(super) fn owner_of(&self, source: Option<Ownership>) -> Ownership {
        let unknown = || Ownership::unknown(&Cause::Outside(self.command));
        if self.preserves { source.unwrap_or_else(unknown) } else { self.owner.clone() }
    }

    /// The copy of `node`.
    pub(super) fn make(&self, mut node: Node) -> Node {
        if self.preserves {
            return node;
        }
        let cause = Cause::At(self.command);
        node.give(&self.owner);
        let unknown = Value::Unknown(Cause::Undecided(self.command));
        node.mode = match (self.mode, self.umask, node.mode.known()) {
            (Some(Some(mode)), ..) => Value::Known(mode, cause),
            (Some(None), ..) => unknown,
            (None, Some(umask), Some(mode)) => Value::Known(mode & 0o777 & !umask, cause),
            _ => unknown,
        };
        if let Contents::More { owner, files, directories, .. } = &mut node.contents {
            *owner = self.owner.clone();
            let why = || Value::Unknown(Cause::Outside(self.command));
            (*files, *directories) = (why(), why());
        }
        node
    }
}

/// The owner that `install -o -g` asks for.
fn installed(walker: &Walker, parsed: &Parsed, who: Ownership, command: Span) -> Ownership {
    let mut owner = who;
    if let Some(arg) = parsed.value(&["o", "owner"]) {
        owner.uid = owner_spec::user_id(walker, arg, command);
    }
    if let Some(arg) = parsed.value(&["g", "group"]) {
        owner.gid = owner_spec::group_id(walker, arg, command);
    }
    owner
}
