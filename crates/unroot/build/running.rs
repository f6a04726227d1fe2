//! The programs of `data/services.toml` as one text: a line for each program, then a line that starts with a tab for
//! each of its packages, with tabs between the fields. `src/image/running.rs` reads it.

use super::services::{is_port, paths};
use super::{one_line, variant};
use serde::Deserialize;
use std::collections::BTreeSet;

/// What a program needs while it runs.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Program {
    names: Vec<String>,
    kind: String,
    bare: Option<String>,
    root: String,
    #[serde(default)]
    why: String,
    #[serde(default)]
    instead: String,
    #[serde(default)]
    ports: Vec<String>,
    #[serde(default)]
    packages: Vec<String>,
    #[serde(default)]
    home: bool,
    source: String,
    #[serde(default)]
    package: Vec<Packaged>,
}

/// The program as the package of a distribution sets it up.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Packaged {
    families: Vec<String>,
    account: Option<String>,
    #[serde(default)]
    scratch: Vec<String>,
    #[serde(default)]
    data: Vec<String>,
    #[serde(default)]
    reads: Vec<String>,
    source: String,
}

const KINDS: [&str; 10] = [
    "service",
    "worker",
    "interpreter",
    "shell",
    "repl",
    "toolchain",
    "cli",
    "init",
    "supervisor",
    "agent",
];

const ROOT: [&str; 4] = ["no", "first", "depends", "yes"];

/// The table as Rust text.
pub fn programs(path: &str, rows: Vec<toml::Value>) -> Result<String, String> {
    let (mut names, mut packages) = (BTreeSet::new(), BTreeSet::new());
    let mut out = String::from("pub(super) static PROGRAMS: &str = \"\\\n");
    for (index, row) in rows.into_iter().enumerate() {
        let place = format!("{path}: program {}", index + 1);
        let row: Program =
            row.try_into().map_err(|error| format!("{place}: {}", one_line(error)))?;
        let place = format!("{place} ({})", row.names.join(", "));
        if let Some(name) = row.names.iter().find(|name| !names.insert((*name).clone())) {
            return Err(format!("{place}: there is a row for {name} already"));
        }
        if let Some(name) = row.packages.iter().find(|name| !packages.insert((*name).clone())) {
            return Err(format!("{place}: the package {name} belongs to another row already"));
        }
        for line in lines(&row).map_err(|why| format!("{place}: {why}"))? {
            out += &line.escape_default().to_string();
            out += "\\n\\\n";
        }
    }
    Ok(out + "\";\n")
}

fn lines(row: &Program) -> Result<Vec<String>, String> {
    check(row)?;
    let home = if row.home { "home" } else { "" }.to_owned();
    let program = [
        row.names.join(","),
        row.kind.clone(),
        row.bare.clone().unwrap_or_default(),
        row.root.clone(),
        row.why.clone(),
        row.instead.clone(),
        row.ports.join(","),
        row.packages.join(","),
        home,
    ];
    let mut lines = vec![join(&program)?];
    for package in &row.package {
        let account = package.account.clone().unwrap_or_default();
        let lists = [&package.scratch, &package.data, &package.reads].map(|list| list.join(","));
        let [scratch, data, reads] = lists;
        let families = package.families.join(",");
        let fields = [families, account, scratch, data, reads, package.source.clone()];
        lines.push(format!("\t{}", join(&fields)?));
    }
    Ok(lines)
}

fn join(fields: &[String]) -> Result<String, String> {
    match fields.iter().find(|field| field.contains(['\t', '\n'])) {
        Some(field) => Err(format!("a tab or newline in {field:?}")),
        None => Ok(fields.join("\t")),
    }
}

fn check(row: &Program) -> Result<(), String> {
    if row.names.is_empty() {
        return Err("no names".into());
    }
    let odd = |name: &&String| {
        name.is_empty() || name.contains([',', '\t', '\n', ' ']) || name.matches('#').count() > 1
    };
    if let Some(name) = row.names.iter().chain(&row.packages).find(odd) {
        return Err(format!("{name:?} is no name of a program or package"));
    }
    if let Some(name) = row.names.iter().find(|name| name.contains('/')) {
        return Err(format!("{name:?} is a path: only its last part counts"));
    }
    let kinds = row.bare.iter().chain([&row.kind]);
    if let Some(kind) = kinds.into_iter().find(|kind| !KINDS.contains(&kind.as_str())) {
        return Err(format!("no kind is called {kind:?}; there are {KINDS:?}"));
    }
    if !ROOT.contains(&row.root.as_str()) {
        return Err(format!("`root` is none of {ROOT:?}"));
    }
    if (row.root == "no") != row.why.is_empty() {
        return Err("`why` belongs to each row whose `root` is not \"no\", and to no other".into());
    }
    if row.why.ends_with('.') || row.instead.contains('\n') {
        return Err("`why` is a clause without a full stop, `instead` one sentence".into());
    }
    if !row.instead.is_empty() && !row.instead.ends_with('.') {
        return Err("`instead` is a sentence: it ends with a full stop".into());
    }
    if let Some(text) = row.ports.iter().find(|text| !is_port(text)) {
        return Err(format!("{text:?} is no port: it wants 80/tcp or the like"));
    }
    let sources = row.package.iter().map(|package| &package.source).chain([&row.source]);
    if sources.into_iter().any(|source| source.trim().len() < 5) {
        return Err("a source is missing".into());
    }
    let mut families = BTreeSet::new();
    for package in &row.package {
        package.families.iter().try_for_each(|family| variant(family).map(drop))?;
        if !package.families.iter().all(|family| families.insert(family)) {
            return Err("two packages of one family".into());
        }
        [&package.scratch, &package.data, &package.reads].into_iter().try_for_each(|l| paths(l))?;
    }
    Ok(())
}
