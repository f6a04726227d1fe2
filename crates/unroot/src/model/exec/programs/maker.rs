//! Owner and mode of what `cp`, `mv`, `ln` and `install` make.

use super::new_owner;
use crate::model::exec::shell_state::Shell;
use crate::model::exec::writing::masked;
use crate::model::{Cause, Contents, Mode, Node, Ownership, Value};
use dockerfile::Span;
use shell::Invocation;

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
    pub(super) fn of(shell: &Shell, call: &Invocation) -> Self {
        let command = call.span;
        let program = call.program.as_str();
        let who = shell.ownership();
        let root = shell.who.is_root();
        let preserve = call.has_any(&["archive", "p", "preserve"]);
        let umask = masked(shell, 0o777, command).known().map(|mode| !mode & 0o777);
        if program == "install" {
            let given = call.value("mode");
            let mode = given
                .map_or(Some(0o755), |mode| Mode::parse(mode.value.as_deref()?).applied(0, false));
            let owner = installed(shell, call, who);
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
fn installed(shell: &Shell, call: &Invocation, who: Ownership) -> Ownership {
    let mut owner = who;
    if let Some(arg) = call.value("owner") {
        owner.uid = new_owner::user_id(shell, arg, call.span);
    }
    if let Some(arg) = call.value("group") {
        owner.gid = new_owner::group_id(shell, arg, call.span);
    }
    owner
}
