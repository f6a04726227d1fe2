//! The modules of a crate, and which file a path names.

use super::rust_files;
use super::tokens::{Items, Use, items};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A path of modules below the root of the crate; the root itself is empty.
type Name = Vec<String>;

/// How many names may pass an item on: `use`s that pass one on to each other have no end.
const DEPTH: usize = 16;

/// A crate: its modules, and the files that they are in.
pub struct Crate {
    /// The folder of its root file.
    pub source: PathBuf,
    /// Files that ship, below `source`, with the module that each is.
    files: Vec<(PathBuf, Name)>,
    modules: BTreeMap<Name, Module>,
}

struct Module {
    file: usize,
    items: Items,
}

impl Crate {
    /// The crate whose files lie in `source`. Files that only tests compile are left out, and so is another
    /// crate in a folder below.
    pub fn of(source: &Path) -> Self {
        let mut texts = Vec::new();
        for path in rust_files(source) {
            let below = path.strip_prefix(source).unwrap().to_owned();
            let other = below.ancestors().skip(1).any(|folder| {
                folder != Path::new("") && source.join(folder).join("lib.rs").exists()
            });
            if !other {
                texts.push((below, fs::read_to_string(&path).unwrap()));
            }
        }
        let texts = texts.iter().map(|(path, text)| (path.as_path(), text.as_str()));
        Crate { source: source.to_owned(), ..Crate::of_texts(texts) }
    }

    /// The crate of these files: paths below its root, and texts.
    pub fn of_texts<'t>(texts: impl IntoIterator<Item = (&'t Path, &'t str)>) -> Self {
        let read: Vec<(PathBuf, Name, Items)> = texts
            .into_iter()
            .map(|(path, text)| (path.to_owned(), name_of(path), items(text)))
            .collect();
        let mut for_tests: BTreeSet<Name> = BTreeSet::new();
        for (_, name, items) in &read {
            for file in &items.test_files {
                let mut test = name.clone();
                test.extend(file.split('/').map(str::to_owned));
                for_tests.insert(test);
            }
        }
        let is_test = |name: &Name| (0..=name.len()).any(|end| for_tests.contains(&name[..end]));
        let (mut files, mut modules) = (Vec::new(), BTreeMap::new());
        for (path, name, items) in read.into_iter().filter(|(_, name, _)| !is_test(name)) {
            files.push((path, name.clone()));
            add(&mut modules, files.len() - 1, name, items);
        }
        Crate { source: PathBuf::new(), files, modules }
    }

    /// Its files, below `source`.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().map(|(path, _)| path.as_path())
    }

    /// The module below the root that each file belongs to; `None` for the root's own file.
    pub fn top_modules(&self) -> Vec<Option<&str>> {
        self.files.iter().map(|(_, name)| name.first().map(String::as_str)).collect()
    }

    /// For each file the files that it names outside of tests, by number, itself left out.
    ///
    /// A file names another one where a `use` or a path in it leads to an item or a module of that file;
    /// names that a module passes on are followed to where they are declared. A module that passes on what
    /// is below it (`pub use child::Item`) does not name the child by that, nor does `mod child;`. Methods
    /// are not seen: only paths are.
    pub fn references(&self) -> Vec<BTreeSet<usize>> {
        let mut references = vec![BTreeSet::new(); self.files.len()];
        for (name, module) in &self.modules {
            let own = &mut references[module.file];
            for Use { path, public, .. } in &module.items.uses {
                let Some(to) = self.absolute(name, path) else { continue };
                let passes_on = *public && to.starts_with(name);
                own.extend(self.file_of(&to, DEPTH).filter(|_| !passes_on));
            }
            for path in &module.items.paths {
                own.extend(self.absolute(name, path).and_then(|to| self.file_of(&to, DEPTH)));
            }
            own.remove(&module.file);
        }
        references
    }

    /// `path` as module `from` writes it, from the root of the crate; `None` where it leads elsewhere.
    fn absolute(&self, from: &Name, path: &[String]) -> Option<Name> {
        self.absolute_within(from, path, DEPTH)
    }

    fn absolute_within(&self, from: &Name, path: &[String], depth: usize) -> Option<Name> {
        let (first, rest) = path.split_first().filter(|_| depth > 0)?;
        let mut base = match first.as_str() {
            "crate" => Vec::new(),
            "self" => from.clone(),
            "super" => from.split_last()?.1.to_vec(),
            child if self.is_module(&[from, &[child.to_owned()][..]].concat()) => {
                [from, &[child.to_owned()][..]].concat()
            }
            used => {
                let uses = &self.modules.get(from)?.items.uses;
                let used = uses.iter().find(|it| it.name == used)?;
                self.absolute_within(from, &used.path, depth - 1)?
            }
        };
        let mut rest = rest.iter().peekable();
        while rest.next_if(|part| *part == "super").is_some() {
            base.pop()?;
        }
        base.extend(rest.cloned());
        Some(base)
    }

    fn is_module(&self, name: &[String]) -> bool {
        self.modules.contains_key(name)
    }

    /// The file that the absolute `path` leads to.
    fn file_of(&self, path: &[String], depth: usize) -> Option<usize> {
        let end = (0..=path.len()).rev().find(|end| self.is_module(&path[..*end]))?;
        let module = &self.modules[&path[..end]];
        let Some(item) = path.get(end).filter(|_| depth > 0) else { return Some(module.file) };
        if module.items.declared.contains(item) {
            return Some(module.file);
        }
        let here = path[..end].to_vec();
        let uses = &module.items.uses;
        if let Some(named) = uses.iter().find(|it| it.name == *item) {
            let mut to = self.absolute(&here, &named.path)?;
            to.extend_from_slice(&path[end + 1..]);
            return self.file_of(&to, depth - 1);
        }
        for all in uses.iter().filter(|it| it.name == "*") {
            let Some(mut to) = self.absolute(&here, &all.path) else { continue };
            to.push(item.clone());
            let declares = |module: &[String]| {
                self.modules.get(module).is_some_and(|it| it.items.declared.contains(item))
            };
            if self.is_module(&to) || declares(&to[..to.len() - 1]) {
                to.extend_from_slice(&path[end + 1..]);
                return self.file_of(&to, depth - 1);
            }
        }
        Some(module.file)
    }
}

fn add(modules: &mut BTreeMap<Name, Module>, file: usize, name: Name, mut items: Items) {
    for (child, inside) in std::mem::take(&mut items.inline) {
        let mut below = name.clone();
        below.push(child);
        add(modules, file, below, inside);
    }
    modules.insert(name, Module { file, items });
}

/// The module that a file is: `a/b.rs` and `a/b/mod.rs` are `a::b`.
fn name_of(path: &Path) -> Name {
    let mut name: Name = path
        .with_extension("")
        .components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    if name.last().is_some_and(|last| matches!(last.as_str(), "mod" | "lib" | "main")) {
        name.pop();
    }
    name
}
