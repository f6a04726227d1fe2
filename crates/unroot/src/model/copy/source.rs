//! What COPY and ADD take: a file, a tree, or one of the two and nobody knows which.

use super::super::exec::account_files::{AccountFiles, Brought};
use super::super::reach;
use super::super::words::Words;
use super::super::{
    Builder, Cause, Contents, Files, Kind, Node, Ownership, Stage, StageBase, State, Value,
    is_within, join,
};
use super::mode::ModeFlag;
use dockerfile::{Copy, Heredoc, Instruction, Keyword, Word};
use std::sync::Arc;

/// What a COPY is made with besides its state.
pub(in super::super) struct Surroundings<'a> {
    pub(in super::super) stages: &'a [Arc<Stage>],
    pub(in super::super) words: &'a Words,
}

/// One source.
pub(super) enum Source {
    /// A file, and the name that it has.
    File {
        /// Its last name.
        name: String,
        /// What it becomes.
        node: Node,
    },
    /// What a directory holds: the directory itself is not copied.
    Tree {
        /// Relative paths.
        nodes: Vec<(String, Node)>,
        /// What else.
        contents: Contents,
    },
    /// What an archive holds, or the file itself if it is none.
    Archive {
        /// Owner and modes of it.
        contents: Contents,
    },
    /// A file, or what a directory holds.
    Either {
        /// Owner and modes of it.
        contents: Contents,
    },
    /// Not there, for certain.
    Missing,
}

impl Source {
    /// Who owns what it brings; `None` for nothing.
    pub(super) fn owner(&self) -> Option<Ownership> {
        match self {
            Source::File { node, .. } => Some(node.owner()),
            Source::Archive { contents } | Source::Either { contents } => contents.owner().cloned(),
            Source::Tree { nodes, contents } => {
                let listed = nodes.iter().map(|(_, node)| node.owner());
                let mut owners = listed.chain(contents.owner().cloned());
                let first = owners.next()?;
                let why = first.uid.cause().outside();
                Some(first.common(&mut owners, &why))
            }
            Source::Missing => None,
        }
    }

    /// Applies `--chown` and `--chmod`.
    pub(super) fn change(&mut self, owner: Option<&Ownership>, mode: &ModeFlag, builder: Builder) {
        let node = |node: &mut Node| {
            if let Some(owner) = owner {
                node.give(owner);
                // The classic builder changes the owner last, which clears setuid of files.
                if builder == Builder::Classic && !node.is_directory() {
                    node.mode = node.mode.clone().map(|mode| mode & !0o6000);
                }
            }
            if !matches!(node.kind, Kind::Link(_)) {
                node.mode = mode.apply(&node.mode, node.is_directory());
            }
            contents(&mut node.contents, owner, mode);
        };
        match self {
            Source::File { node: file, .. } => node(file),
            Source::Tree { nodes, contents: more } => {
                nodes.iter_mut().for_each(|(_, inside)| node(inside));
                contents(more, owner, mode);
            }
            // BuildKit alone gives away what comes out of an archive; nobody changes its modes.
            Source::Archive { contents: more } => {
                let owner = owner.filter(|_| builder == Builder::BuildKit);
                contents(more, owner, &ModeFlag::None);
            }
            Source::Either { contents: more } => contents(more, owner, mode),
            Source::Missing => {}
        }
    }
}

fn contents(contents: &mut Contents, owner: Option<&Ownership>, mode: &ModeFlag) {
    if let Contents::More { owner: inside, files, directories, .. } = contents {
        if let Some(owner) = owner {
            *inside = owner.clone();
        }
        *files = mode.apply(files, false);
        *directories = mode.apply(directories, true);
    }
}

/// Every source of the instruction.
pub(super) fn read(
    state: &State,
    instruction: &Instruction,
    copy: &Copy,
    from: Option<&Word>,
    around: &Surroundings,
    cause: &Cause,
) -> Vec<Source> {
    let root = Ownership::root(cause);
    let heredocs = instruction.heredocs.iter().map(|heredoc| Source::File {
        name: heredoc.name.clone(),
        node: Node::file(&root, Value::Known(0o644, cause.clone())),
    });
    let words = copy.sources.iter().map(|word| {
        let text = match around.words.expand(word, &state.env) {
            Ok(Value::Known(text, _)) => Some(text),
            _ => None,
        };
        match (from, &text) {
            (Some(from), _) => of_stage(stage(from, around.stages), text.as_deref(), cause),
            (None, Some(text)) => of_context(state.builder, instruction, text, cause),
            (None, None) => Source::Either { contents: outside(&root, cause) },
        }
    });
    words.chain(heredocs).collect()
}

fn outside(owner: &Ownership, cause: &Cause) -> Contents {
    Contents::of(owner.clone(), &cause.outside())
}

/// Files of the context, URLs and repositories come as root's, whoever owned them.
fn of_context(builder: Builder, instruction: &Instruction, text: &str, cause: &Cause) -> Source {
    let root = Ownership::root(cause);
    let add = instruction.keyword == Keyword::Add;
    let repository = text.ends_with(".git")
        || [".git#", ".git?"].iter().any(|part| text.contains(part))
        || text.starts_with("git@");
    if add && repository {
        return Source::Tree { nodes: Vec::new(), contents: outside(&root, cause) };
    }
    let name = text.split('?').next().unwrap_or(text).rsplit('/').next().unwrap_or_default();
    if add && (text.starts_with("http://") || text.starts_with("https://")) {
        let unpack = instruction.flag("unpack").is_some_and(|_| builder == Builder::BuildKit);
        if unpack || name.is_empty() {
            return Source::Either { contents: outside(&unknown(cause), cause) };
        }
        // Downloads are readable by their owner alone (bk source/http).
        let node = Node::file(&root, Value::Known(0o600, cause.clone()));
        return Source::File { name: name.to_owned(), node };
    }
    if add && is_archive(name) {
        // Its own owners come out of it.
        return Source::Archive { contents: outside(&unknown(cause), cause) };
    }
    if instruction.flag("parents").is_none() && is_file_name(name) {
        let mode = Value::Unknown(cause.outside());
        return Source::File { name: name.to_owned(), node: Node::file(&root, mode) };
    }
    Source::Either { contents: outside(&root, cause) }
}

fn unknown(cause: &Cause) -> Ownership {
    Ownership::unknown(&cause.outside())
}

fn is_archive(name: &str) -> bool {
    const ENDS: [&str; 9] = [".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".txz", ".tbz2", ".tbz"];
    name.contains('*') || ENDS.iter().any(|end| name.ends_with(end))
}

/// Names like `package.json` are files for all that anybody does.
pub(super) fn is_file_name(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b));
    name.rsplit_once('.').is_some_and(|(stem, extension)| {
        let letters = extension.bytes().any(|b| b.is_ascii_alphabetic());
        plain && letters && !stem.is_empty() && extension != "d"
    })
}

/// The stage that `--from` names, if it is one: the last of `stages` is the one being built.
fn stage<'a>(from: &Word, stages: &'a [Arc<Stage>]) -> Option<&'a Stage> {
    let earlier = &stages[..stages.len().saturating_sub(1)];
    reach::find(earlier, &from.text).map(|index| &*earlier[index])
}

/// What a stage holds at `text` keeps its owner and mode.
fn of_stage(stage: Option<&Stage>, text: Option<&str>, cause: &Cause) -> Source {
    let nobody_knows = || Source::Either { contents: outside(&unknown(cause), cause) };
    let (Some(stage), Some(text)) = (stage, text) else { return nobody_knows() };
    let files = &stage.steps.last().expect("a stage has its FROM").after.files;
    let path = files.resolve(&join("/", text), true);
    if text.contains(['*', '?', '[']) {
        return of_pattern(files, &path, cause);
    }
    let name = path.rsplit('/').next().unwrap_or_default().to_owned();
    match files.get(&path) {
        Some(node) if node.kind == Kind::Directory => of_directory(files, &path, &node.contents),
        Some(node) if node.kind == Kind::File => Source::File { name, node: node.clone() },
        Some(node) => {
            let mut contents = outside(&node.owner(), cause);
            if let Some(inside) = node.contents.owner() {
                let why = cause.outside();
                contents = super::super::directories::join_contents(
                    &contents,
                    &Contents::of(inside.clone(), &why),
                    &why,
                );
            }
            Source::Either { contents }
        }
        None => match files.exists(&path) {
            Some(false) => Source::Missing,
            _ if never_left_root(stage) => {
                Source::Either { contents: outside(&Ownership::root(cause), cause) }
            }
            _ => {
                let owner = files.ownership(&path).unwrap_or_else(|| unknown(cause));
                Source::Either { contents: outside(&owner, cause) }
            }
        },
    }
}

fn of_directory(files: &Files, path: &str, contents: &Contents) -> Source {
    let prefix = path.trim_end_matches('/').len() + 1;
    let inside = files.within(path).filter(|(known, _)| *known != path);
    Source::Tree {
        nodes: inside.map(|(known, node)| (known[prefix..].to_owned(), node.clone())).collect(),
        contents: contents.clone(),
    }
}

/// `/build/*.jar`: whatever the directory holds.
fn of_pattern(files: &Files, path: &str, cause: &Cause) -> Source {
    let fixed = path.split(['*', '?', '[']).next().unwrap_or_default();
    let directory = fixed.rsplit_once('/').map_or("/", |(above, _)| above);
    let directory = if directory.is_empty() { "/" } else { directory };
    let listed = files.within(directory).filter(|(known, _)| *known != directory);
    let mut owners = listed.map(|(_, node)| node.owner()).collect::<Vec<_>>();
    owners.extend(files.get(directory).and_then(|node| node.contents.owner().cloned()));
    let mut owners = owners.into_iter();
    let Some(first) = owners.next() else {
        return Source::Either { contents: outside(&unknown(cause), cause) };
    };
    let common = first.common(&mut owners, &cause.outside());
    Source::Either { contents: outside(&common, cause) }
}

/// Whether root alone ran in `stage`, on a known image, and gave nothing away, so that all that it
/// made is root's.
fn never_left_root(stage: &Stage) -> bool {
    use super::super::EventKind;
    let known = matches!(stage.base, StageBase::Image { facts: Some(_), .. });
    known
        && stage.steps.iter().all(|step| {
            let gives_away = step.events.iter().any(|event| match &event.kind {
                EventKind::OwnerSet { .. } => true,
                EventKind::Copied(copied) => copied.uid.known() != Some(&0),
                _ => false,
            });
            step.identity_after().is_root() && !gives_away
        })
}

/// What the instruction says about `/etc/passwd` and `/etc/group`, if it brings them.
pub(super) fn account_files<'a>(
    state: &State,
    instruction: &'a Instruction,
    copy: &Copy,
    from: Option<&Word>,
    around: &Surroundings<'a>,
) -> AccountFiles<'a> {
    let text = |heredoc: &'a Heredoc| {
        let body = heredoc.content.text();
        let plain = !heredoc.expand || !body.contains(['$', '\\']);
        plain.then_some(Brought::Text(body))
    };
    if let ([heredoc], []) = (&instruction.heredocs[..], &copy.sources[..]) {
        return AccountFiles { brought: text(heredoc), whole_root: false };
    }
    let source = from.and_then(|from| stage(from, around.stages));
    let Some(source) = source else { return AccountFiles::default() };
    let accounts = &source.steps.last().expect("a stage has its FROM").after.accounts;
    let paths: Vec<String> = copy.sources.iter().map(|word| join("/", &word.text)).collect();
    let onto_nothing = state.files.is_empty();
    AccountFiles {
        brought: paths
            .iter()
            .any(|path| is_within("/etc/passwd", path) || is_within("/etc/group", path))
            .then_some(Brought::Accounts(accounts)),
        whole_root: onto_nothing && paths == ["/"],
    }
}
