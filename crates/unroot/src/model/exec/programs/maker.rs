//! Owner and mode of what `cp` and `mv` make.

use super::kit::{Kit, kit};
use crate::model::exec::shell_state::Shell;
use crate::model::exec::writing::masked;
use crate::model::{Cause, Contents, Kind, Node, Ownership, Value};
use dockerfile::Span;
use shell::Invocation;

/// What a copy makes of what it copies.
pub(super) struct Maker {
    owner: Ownership,
    root: bool,
    umask: Option<u32>,
    kit: Kit,
    /// The mode is the source's.
    pub(super) keeps_mode: bool,
    /// Owner and group are the source's, as far as the caller may give files away.
    pub(super) keeps_owner: bool,
    /// `--no-preserve=mode`: the mode is that of any new file.
    plain: bool,
    command: Span,
}

impl Maker {
    /// `mv`, which keeps all.
    pub(super) fn moving(shell: &Shell, command: Span) -> Self {
        let maker = Maker::plain(shell, command);
        Maker { root: true, keeps_mode: true, keeps_owner: true, ..maker }
    }

    fn plain(shell: &Shell, command: Span) -> Self {
        Maker {
            owner: shell.ownership(),
            root: shell.who.is_root(),
            umask: masked(shell, 0o777, command).known().map(|mode| !mode & 0o777),
            kit: kit(shell),
            keeps_mode: false,
            keeps_owner: false,
            plain: false,
            command,
        }
    }

    /// `cp` with its options in their order; `None` where a list of attributes is not known.
    pub(super) fn copying(shell: &Shell, call: &Invocation) -> Option<Self> {
        let mut maker = Maker::plain(shell, call.span);
        for given in call.options() {
            let list = match (given.name, &given.value) {
                (Some("archive"), _) => "all",
                (Some("p"), _) | (Some("preserve"), None) => "mode,ownership",
                (Some("preserve" | "no-preserve"), Some(list)) => list.value.as_deref()?,
                _ => continue,
            };
            let keeps = given.name != Some("no-preserve");
            for attribute in list.split(',') {
                if matches!(attribute, "mode" | "all") {
                    (maker.keeps_mode, maker.plain) = (keeps, !keeps);
                }
                if matches!(attribute, "ownership" | "all") {
                    maker.keeps_owner = keeps;
                }
            }
        }
        Some(maker)
    }

    /// Who owns the copy of something of this owner.
    pub(super) fn owner_of(&self, source: Option<Ownership>) -> Ownership {
        let unknown = || Ownership::unknown(&Cause::Outside(self.command));
        match source {
            _ if !self.keeps_owner => self.owner.clone(),
            source if self.root => source.unwrap_or_else(unknown),
            // Others than root keep their own, and the group where they are in it.
            source => {
                let gid = source.map(|source| source.gid);
                let same = gid.as_ref().and_then(|gid| gid.known()) == self.owner.gid.known();
                let gid = if same { self.owner.gid.clone() } else { unknown().gid };
                Ownership { gid, ..self.owner.clone() }
            }
        }
    }

    /// The mode of the copy of something of this mode; `inherits` says that the directory it comes into
    /// hands on its group.
    pub(super) fn mode_of(&self, mode: &Value<u32>, directory: bool, inherits: bool) -> Value<u32> {
        let unknown = || Value::Unknown(Cause::Undecided(self.command));
        let gnu = self.kit == Kit::Gnu;
        let known = mode.known().copied();
        if self.keeps_mode {
            // Releases differ in what is left of the setgid bit that a directory inherits.
            let differs = gnu && directory && inherits;
            let loses = !self.root && known.is_none_or(|mode| mode & 0o6000 != 0);
            return if differs || loses { unknown() } else { mode.clone() };
        }
        if self.keeps_owner && directory {
            return unknown();
        }
        let bits = match (self.plain, known) {
            (true, _) => Some(if directory { 0o777 } else { 0o666 }),
            // BusyBox keeps setuid and setgid.
            (false, mode) => mode.map(|mode| if gnu { mode & 0o777 } else { mode }),
        };
        let handed_on = if gnu && directory && inherits { 0o2000 } else { 0 };
        match (bits, self.umask) {
            (Some(bits), Some(umask)) => {
                Value::Known((bits & !umask) | handed_on, Cause::At(self.command))
            }
            _ => unknown(),
        }
    }

    /// The copy of `node`, in a directory that hands on this group.
    pub(super) fn make(&self, mut node: Node, group: Option<&Value<u32>>) -> Node {
        node.give(&self.owner_of(Some(node.owner())));
        if let (false, Some(group)) = (self.keeps_owner, group) {
            node.gid = group.clone();
        }
        if !matches!(node.kind, Kind::Link(_)) {
            node.mode = self.mode_of(&node.mode, node.is_directory(), group.is_some());
        }
        if let Contents::More { owner, files, directories, .. } = &mut node.contents {
            let mut inside = self.owner_of(Some(owner.clone()));
            if let (false, Some(group)) = (self.keeps_owner, group) {
                inside.gid = group.clone();
            }
            *owner = inside;
            *files = self.mode_of(files, false, group.is_some());
            *directories = self.mode_of(directories, true, group.is_some());
        }
        node
    }

    /// What is there already and gets the copy of `source`: it stays, but for what is kept.
    pub(super) fn overwrite(&self, there: &mut Node, source: &Node) {
        let why = Value::Unknown(Cause::Undecided(self.command));
        if self.keeps_owner {
            there.give(&self.owner_of(Some(source.owner())));
            if !self.keeps_mode && !there.is_directory() {
                there.mode = there.mode.clone().map(|mode| mode & !0o6000);
            }
        }
        if self.keeps_mode {
            let setgid =
                there.is_directory() && there.mode.known().is_none_or(|mode| mode & 0o2000 != 0);
            there.mode = match setgid {
                true if self.kit == Kit::Gnu => why,
                _ => self.mode_of(&source.mode, source.is_directory(), false),
            };
        }
    }
}
