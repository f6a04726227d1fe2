//! The list of rules as the source files hold it, and the README's table of it.

use crate::questions;
use std::fs;
use std::path::{Path, PathBuf};

/// Folder of the rules, from the root of the repository.
pub const FOLDER: &str = "crates/unroot/src/rules";

/// First line of the README's table.
const HEAD: &str = "| rule | severity | what it objects to |";

/// A rule as its files declare it.
#[derive(Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its id in kebab case.
    pub id: String,
    /// `info`, `warning` or `error`.
    pub severity: String,
    /// The heading of its text.
    pub title: String,
}

/// The text of a file below `root`; the error names the file.
pub fn read(root: &Path, file: &str) -> Result<String, String> {
    fs::read_to_string(root.join(file)).map_err(|why| format!("can't read {file}: {why}"))
}

/// Writes a file below `root`; the error names the file.
pub fn write(root: &Path, file: &str, text: &str) -> Result<(), String> {
    fs::write(root.join(file), text).map_err(|why| format!("can't write {file}: {why}"))
}

/// Path of a rule's code and of its text, from the root of the repository.
pub fn files(id: &str) -> [String; 2] {
    [format!("{FOLDER}/{}.rs", id.replace('-', "_")), format!("{FOLDER}/{id}.md")]
}

/// Path of the file in which rules are registered.
pub fn registry() -> String {
    format!("{FOLDER}/mod.rs")
}

/// Ids in the macro `rules!` of `code`, in order.
pub fn registered(code: &str) -> Result<Vec<String>, String> {
    let (_, rest) = code.split_once("\nrules! {\n").ok_or("mod.rs calls no `rules!`")?;
    let (list, _) = rest.split_once("\n}").ok_or("`rules!` does not end")?;
    let names = list.lines().filter_map(|line| line.trim().strip_suffix(','));
    Ok(names.map(|name| name.replace('_', "-")).collect())
}

/// Every registered rule below `root`, in order.
pub fn list(root: &Path) -> Result<Vec<Listed>, String> {
    let ids = registered(&read(root, &registry())?)?;
    ids.into_iter().map(|id| listed(root, id)).collect()
}

fn listed(root: &Path, id: String) -> Result<Listed, String> {
    let [code, text] = files(&id);
    let heading = read(root, &text)?;
    let title = heading.lines().next().and_then(|line| line.strip_prefix("# "));
    let title = title.ok_or_else(|| format!("{text} does not begin with a heading"))?.to_owned();
    let source = read(root, &code)?;
    let declared = source.split_once("pub static RULE: Rule =").map(|(_, rest)| rest);
    let severity =
        declared.and_then(|rest| rest.split_once(" severity: Severity::")).map(|it| it.1);
    let severity = severity.and_then(|rest| rest.split(',').next());
    let severity = severity.ok_or_else(|| format!("{code} names no severity"))?.to_lowercase();
    Ok(Listed { id, severity, title })
}

/// The README's table of `rules`.
pub fn table(rules: &[Listed]) -> String {
    let mut table = format!("{HEAD}\n|---|---|---|\n");
    for Listed { id, severity, title } in rules {
        table += &format!("| [`{id}`]({FOLDER}/{id}.md) | {severity} | {title} |\n");
    }
    table
}

/// `readme` with its table replaced by that of `rules`.
pub fn with_table(readme: &str, rules: &[Listed]) -> Result<String, String> {
    let start = readme.find(HEAD).ok_or_else(|| format!("README.md has no line `{HEAD}`"))?;
    let length = readme[start..].find("\n\n").map_or(readme.len() - start, |end| end + 1);
    Ok(format!("{}{}{}", &readme[..start], table(rules), &readme[start + length..]))
}

/// Writes what is made from the rules: the README's table, and the page of questions. Returns the
/// files that changed.
pub fn rewrite(root: &Path) -> Result<Vec<PathBuf>, String> {
    let readme = with_table(&read(root, "README.md")?, &list(root)?)?;
    let questions = questions::page(&read(root, questions::SOURCE)?, &shared(root)?)?;
    let mut changed = Vec::new();
    for (file, text) in [("README.md", readme), (questions::PAGE, questions)] {
        if read(root, file).ok().as_deref() != Some(&text) {
            write(root, file, &text)?;
            changed.push(PathBuf::from(file));
        }
    }
    Ok(changed)
}

/// The files of questions that rules share, by name: without the ending, and with their texts.
fn shared(root: &Path) -> Result<Vec<(String, String)>, String> {
    let folder = questions::SHARED;
    let entries =
        fs::read_dir(root.join(folder)).map_err(|why| format!("can't read {folder}: {why}"))?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut names: Vec<String> =
        names.filter_map(|name| Some(name.strip_suffix(".rs")?.to_owned())).collect();
    names.retain(|name| name != "mod");
    names.sort();
    let text = |name: String| {
        let text = read(root, &format!("{folder}/{name}.rs"))?;
        Ok((name, text))
    };
    names.into_iter().map(text).collect()
}
