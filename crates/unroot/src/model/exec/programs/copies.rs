//! `cp` and `mv`.

use super::destination::{Destination, Place, handed_on};
use super::kit::{Kit, explains, give_up, is_odd, kit, last_of};
use super::maker::Maker;
use crate::model::directories::join_contents;
use crate::model::exec::account_files;
use crate::model::exec::exit::Exit;
use crate::model::exec::shell_state::Shell;
use crate::model::exec::targets::{Target, Targets};
use crate::model::exec::writing::denied;
use crate::model::permission::{may_create, may_read, may_remove, may_write};
use crate::model::{
    Cause, Contents, Denial, EventKind, Files, Kind, Node, Ownership, Value, ancestors, is_within,
    join,
};
use dockerfile::Span;
use shell::Invocation;
use std::sync::Arc;

/// Options of `cp` that are followed, or change nothing here.
const COPIES: [&str; 21] = [
    "H",
    "Z",
    "archive",
    "d",
    "dereference",
    "force",
    "link",
    "no-clobber",
    "no-dereference",
    "no-preserve",
    "no-target-directory",
    "one-file-system",
    "p",
    "preserve",
    "recursive",
    "reflink",
    "remove-destination",
    "sparse",
    "target-directory",
    "verbose",
    "context",
];

/// The same of `mv`.
const MOVES: [&str; 7] =
    ["Z", "context", "force", "no-clobber", "no-target-directory", "target-directory", "verbose"];

/// `cp` and `mv`
pub(super) fn run(shell: &mut Shell, call: &Invocation) -> Exit {
    if explains(call) {
        return Exit::Ok;
    }
    let command = call.span;
    let moves = call.program == "mv";
    let (sources, to) = match Destination::read(shell, call) {
        Ok(read) => read,
        Err(exit) => return exit,
    };
    let odd = is_odd(call, if moves { &MOVES } else { &COPIES });
    if !moves && kit(shell) == Kit::BusyBox && call.has_any(&["no-preserve", "preserve"]) {
        return Exit::Fails(Cause::At(command));
    }
    let maker =
        if moves { Some(Maker::moving(shell, command)) } else { Maker::copying(shell, call) };
    let Some(maker) = maker.filter(|_| !odd) else {
        if moves {
            give_up(shell, &sources, call);
        }
        return to.give_up(shell, &sources, call);
    };
    let job = Job {
        moves,
        deep: moves || call.has_any(&["recursive", "archive"]),
        follows: !moves && follows(call),
        follows_all: last_of(call, &LINKS) == Some("dereference"),
        keeps_there: call.has("no-clobber"),
        replaces: moves || call.has_any(&["remove-destination", "link"]),
        links: call.has("link"),
        gnu: kit(shell) == Kit::Gnu,
        maker,
        command,
    };
    let sources = Targets::of(shell, &sources);
    to.fill(shell, &sources, command, |shell, source| job.one(shell, source, &to))
}

/// What decides whether a link is copied, or what it leads to.
const LINKS: [&str; 5] = ["H", "dereference", "no-dereference", "d", "archive"];

/// Whether a link that is named is followed.
fn follows(call: &Invocation) -> bool {
    match last_of(call, &LINKS) {
        Some("H" | "dereference") => true,
        Some(_) => false,
        None => !call.has("recursive"),
    }
}

/// What is done with every source.
struct Job {
    moves: bool,
    /// Directories too.
    deep: bool,
    /// A link that is named stands for what it leads to.
    follows: bool,
    /// So do links below.
    follows_all: bool,
    /// `-n`
    keeps_there: bool,
    /// A file that is there is replaced and not written into.
    replaces: bool,
    /// `cp -l`
    links: bool,
    gnu: bool,
    maker: Maker,
    command: Span,
}

impl Job {
    fn one(&self, shell: &mut Shell, target: &Target, to: &Destination) -> Exit {
        let command = self.command;
        let fails = Exit::Fails(Cause::At(command));
        let unknown = Ownership::unknown(&Cause::Outside(command));
        let files = &shell.world.files;
        let source = files.resolve(&target.path, self.follows);
        let node = files.get(&source).cloned();
        let directory = node.as_ref().is_some_and(Node::is_directory);
        if files.exists(&source) == Some(false) || (directory && !self.deep) {
            return fails;
        }
        if !self.moves && may_read(&shell.who, &source, files) == Some(false) {
            return shell.denied(Denial::Read { path: source }, target.span, command, true);
        }
        if target.link.is_some() && self.moves || target.name == ".." {
            to.unlisted(shell, &unknown, command);
            return Exit::Unknown;
        }
        let at = match to.place(files, &target.name, self.replaces, directory) {
            Place::At(at) => at,
            Place::Nowhere => return fails,
            Place::Unsure => {
                to.unlisted(shell, &unknown, command);
                return Exit::Unknown;
            }
        };
        let real = if self.replaces { at.clone() } else { files.resolve(&at, true) };
        let through = real != at || (at == to.path && to.link != to.path);
        let at = real;
        let above = ancestors(&at).next().unwrap_or("/");
        let into_itself = is_within(&at, &source) && (self.moves || at == source);
        if files.exists(above) == Some(false) || into_itself || (self.moves && target.name == ".") {
            return fails;
        }
        let there = files.get(&at).cloned();
        // GNU's refuses to write through a link to nothing.
        if through && !self.replaces && files.exists(&at) == Some(false) {
            if self.gnu {
                return fails;
            }
            return self.unlisted(shell, &at, &source, there);
        }
        if self.keeps_there && there.as_ref().is_some_and(|there| !there.is_directory()) {
            return Exit::Ok;
        }
        let may = match &there {
            Some(node) if !self.replaces && !node.is_directory() => {
                may_write(&shell.who, &at, files)
            }
            Some(node) if node.is_directory() && !self.moves => may_write(&shell.who, &at, files),
            _ => may_create(&shell.who, &at, files),
        };
        if may == Some(false) {
            return denied(shell, &at, to.span, command);
        }
        if self.moves && may_remove(&shell.who, &source, files) == Some(false) {
            return denied(shell, &source, target.span, command);
        }
        if let (Some(node), Some(there)) = (&node, &there)
            && there.kind != Kind::Unknown
            && node.kind != Kind::Unknown
            && node.is_directory() != there.is_directory()
            && there.is_sure()
        {
            return fails;
        }
        shell.event(to.span, command, EventKind::Wrote { path: at.clone(), text: None });
        account_files::replaced(shell, &at, command);
        let Some(node) = node else { return self.unlisted(shell, &at, &source, there) };
        let sure = if may == Some(true) { Exit::Ok } else { Exit::Unknown };
        match self.moves {
            true => sure.and(self.move_tree(shell, &source, &at, node)),
            false => sure.and(self.copy_tree(shell, &source, &at)),
        }
    }

    fn move_tree(&self, shell: &mut Shell, source: &str, at: &str, node: Node) -> Exit {
        let files = Arc::make_mut(&mut shell.world.files);
        if let Some(there) = files.get(at).filter(|there| there.is_directory()) {
            let inside = || files.within(at).skip(1);
            if inside().any(|(_, node)| node.is_sure()) {
                return Exit::Fails(Cause::At(self.command));
            }
            if there.contents != Contents::Listed || inside().next().is_some() {
                return self.unlisted(shell, at, source, Some(node));
            }
        }
        let tree: Vec<(String, Node)> = subtree(files, source);
        files.remove(at);
        if tree.len() == 1 {
            // It stays the file that it is, under another name.
            files.link(source, at);
            files.remove(source);
            return Exit::Ok;
        }
        files.remove(source);
        for (below, node) in tree {
            files.set(format!("{at}{below}"), node);
        }
        Exit::Ok
    }

    fn copy_tree(&self, shell: &mut Shell, source: &str, at: &str) -> Exit {
        let files = Arc::make_mut(&mut shell.world.files);
        let tree = subtree(files, source);
        let top = handed_on(files, at);
        let mut exit = Exit::Ok;
        let mut hidden_tree = false;
        for (below, mut node) in tree {
            let path = if below.is_empty() { at.to_owned() } else { join(at, &below[1..]) };
            let from = format!("{}{below}", source.trim_end_matches('/'));
            if self.follows_all && matches!(node.kind, Kind::Link(_)) {
                match files.get(&files.resolve(&from, true)) {
                    Some(leads_to) if leads_to.kind == Kind::File => node = leads_to.clone(),
                    _ => exit = Exit::Unknown,
                }
            }
            hidden_tree |= matches!(node.contents, Contents::More { hidden: false, .. });
            // BusyBox sets the modes of directories last, so that all below inherits.
            let group = handed_on(files, &path).or_else(|| top.clone().filter(|_| !self.gnu));
            let file = node.kind == Kind::File;
            if self.links && file {
                files.link(&from, &path);
                continue;
            }
            match files.get_mut(&path) {
                Some(there) if there.is_directory() && node.is_directory() => {
                    let made = self.maker.make(node.clone(), group.as_ref());
                    let why = Cause::Undecided(self.command);
                    there.contents = join_contents(&there.contents, &made.contents, &why);
                    self.maker.overwrite(there, &node);
                }
                Some(_) if self.keeps_there => {}
                Some(there) if there.kind == Kind::File && file && !self.replaces => {
                    self.maker.overwrite(there, &node);
                    files.follow_links(&path);
                }
                Some(there) if there.kind == Kind::Unknown => {
                    *there = self.unsure();
                    exit = Exit::Unknown;
                }
                _ => {
                    files.remove(&path);
                    files.set(path, self.maker.make(node, group.as_ref()));
                }
            }
        }
        // A tree that nobody has seen may hold these files too.
        for file in ["/etc/passwd", "/etc/group"] {
            if hidden_tree && is_within(file, at) {
                account_files::replaced(shell, file, self.command);
            }
        }
        exit
    }

    /// Of a copy that may lie beside or below nothing but its being there is known.
    fn unsure(&self) -> Node {
        let why = Cause::Undecided(self.command);
        let contents = Contents::of(Ownership::unknown(&why), &why);
        let file = Node::file(&Ownership::unknown(&why), Value::Unknown(why));
        Node { kind: Kind::Unknown, contents, ..file }
    }

    /// Something that is not listed comes to lie at `at`: of it nothing but the owner may be known.
    fn unlisted(&self, shell: &mut Shell, at: &str, source: &str, there: Option<Node>) -> Exit {
        let why = Cause::Outside(self.command);
        let files = Arc::make_mut(&mut shell.world.files);
        let mut owner = self.maker.owner_of(files.ownership(source));
        if let (false, Some(group)) = (self.maker.keeps_owner, handed_on(files, at)) {
            owner.gid = group;
        }
        if self.moves {
            files.remove(source);
        }
        match there {
            Some(there) if there.is_directory() && self.deep => {
                if let Some(known) = files.get_mut(at) {
                    let more = Contents::of(owner, &why);
                    known.contents = join_contents(&known.contents, &more, &why);
                    let source = Node::file(&Ownership::unknown(&why), Value::Unknown(why));
                    self.maker.overwrite(known, &source);
                }
            }
            // A file that is overwritten keeps its owner.
            Some(_) if !self.replaces => {
                if let Some(known) = files.get_mut(at) {
                    let source = Node::file(&Ownership::unknown(&why), Value::Unknown(why.clone()));
                    self.maker.overwrite(known, &source);
                }
            }
            _ => {
                let file = Node::file(&owner, Value::Unknown(why.clone()));
                let contents = Contents::of(owner.clone(), &why);
                let node = match self.deep {
                    true => Node { kind: Kind::Unknown, contents, ..file },
                    false => file,
                };
                files.set(at, node);
            }
        }
        Exit::Unknown
    }
}

/// Everything listed at and below `root`, the paths seen from it.
fn subtree(files: &Files, root: &str) -> Vec<(String, Node)> {
    let root = root.trim_end_matches('/');
    let within = files.within(if root.is_empty() { "/" } else { root });
    within
        .map(|(path, node)| (path[root.len().min(path.len())..].to_owned(), node.clone()))
        .collect()
}
