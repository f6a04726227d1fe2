//! `data/programs.toml` as one text: a line a program, tabs between its fields. `src/program.rs`
//! reads it.

use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Programs {
    program: Vec<Program>,
    group: Vec<Group>,
}

/// Programs that are alike in what they may do to accounts and owners.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    role: String,
    names: Vec<String>,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Program {
    name: String,
    #[serde(default)]
    roles: Vec<String>,
    tool: Option<String>,
    packages: Option<Packages>,
    needs_root: Option<Fact>,
    #[serde(default)]
    writes_here: Vec<Fact>,
    #[serde(default)]
    writes_home: Vec<Fact>,
    source: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Packages {
    install: Vec<String>,
    remove: Vec<String>,
}

/// What a program does under some conditions.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fact {
    #[serde(default)]
    actions: Vec<String>,
    #[serde(default)]
    with: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
    #[serde(default)]
    variables: Vec<String>,
    #[serde(default)]
    places: Vec<String>,
    /// Also with options alone.
    #[serde(default)]
    bare: bool,
    /// Also without any word.
    #[serde(default = "yes")]
    alone: bool,
    #[serde(default = "yes")]
    certain: bool,
    source: String,
}

fn yes() -> bool {
    true
}

const ROLES: [&str; 6] =
    ["shell", "init", "step-down", "made-for-images", "gains-root", "root-daemon"];

/// The roles of groups, and the letters that stand for them. A program has one of the first three at most.
const GROUPS: [(&str, char); 4] =
    [("reads", 'r'), ("project-tool", 'p'), ("recipes", 'm'), ("brings-nothing", 'n')];

/// The tables as Rust text: a line for each program, and one for each that stands in a group, in the order of the names.
pub(super) fn programs(path: &str) -> Result<String, String> {
    let rows: Programs =
        toml::from_str(&super::read(path)?).map_err(|error| format!("{path}: {error}"))?;
    let mut lines = BTreeMap::new();
    for row in rows.program {
        let fields = fields(&row).map_err(|why| format!("{path}: {}: {why}", row.name))?;
        if lines.insert(row.name.clone(), fields.join("\\t")).is_some() {
            return Err(format!("{path}: {} stands twice", row.name));
        }
    }
    let mut grouped: BTreeMap<String, String> = BTreeMap::new();
    for Group { role, names, source } in rows.group {
        let known = GROUPS.iter().find(|(name, _)| *name == role);
        let Some((_, letter)) = known.filter(|_| source.trim().len() >= 10) else {
            return Err(format!("{path}: {role}: no role of a group, or no source"));
        };
        for name in names {
            let letters = grouped.entry(name.clone()).or_default();
            if letters.contains(*letter) || (*letter != 'n' && !letters.is_empty()) {
                return Err(format!("{path}: {name} stands in two groups"));
            }
            letters.push(*letter);
        }
    }
    let lines = lines.into_values().collect::<Vec<_>>();
    let groups = grouped.iter().map(|(name, letters)| format!("{name}\\t{letters}"));
    Ok(text("PROGRAMS", &lines) + &text("GROUPS", &groups.collect::<Vec<_>>()))
}

/// A static text of `lines`.
fn text(name: &str, lines: &[String]) -> String {
    let lines: String = lines.iter().map(|line| format!("{line}\\n\\\n")).collect();
    format!("static {name}: &str = \"\\\n{lines}\";\n")
}

fn fields(row: &Program) -> Result<Vec<String>, String> {
    let facts = || row.needs_root.iter().chain(&row.writes_here).chain(&row.writes_home);
    if row.writes_home.iter().any(|fact| fact.places.len() != 1) {
        return Err("`writes_home` has one place".into());
    }
    let sources = facts().map(|fact| &fact.source).chain(&row.source);
    if sources.clone().any(|source| source.trim().len() < 10) {
        return Err("a source is missing".into());
    }
    let states = !row.roles.is_empty() || row.packages.is_some() || row.tool.is_some();
    if row.source.is_none() && (states || facts().next().is_none()) {
        return Err("no source".into());
    }
    if let Some(role) = row.roles.iter().find(|role| !ROLES.contains(&role.as_str())) {
        return Err(format!("no role is called {role:?}; there are {ROLES:?}"));
    }
    if row.tool.as_deref().is_some_and(|tool| tool != "dnf") {
        return Err("`tool` is `dnf` or absent".into());
    }
    let (install, remove) = match &row.packages {
        Some(packages) => (packages.install.join(","), packages.remove.join(",")),
        None => ("-".to_owned(), String::new()),
    };
    let list = |facts: &[Fact]| -> Result<String, String> {
        let facts: Result<Vec<String>, String> = facts.iter().map(fact).collect();
        Ok(facts?.join("|"))
    };
    let (here, home) = (list(&row.writes_here)?, list(&row.writes_home)?);
    let root = row.needs_root.as_ref().map(fact).transpose()?;
    let tool = row.tool.clone().unwrap_or_default();
    let roles = row.roles.join(",");
    Ok(vec![row.name.clone(), roles, tool, install, remove, root.unwrap_or_default(), here, home])
}

/// `actions;with;unless;variables;places;flags`, commas inside.
fn fact(fact: &Fact) -> Result<String, String> {
    let lists = [&fact.actions, &fact.with, &fact.unless, &fact.variables, &fact.places];
    let odd = |word: &&String| word.is_empty() || word.contains([',', ';', '|', '\t', '"', '\\']);
    if let Some(word) = lists.into_iter().flatten().find(odd) {
        return Err(format!("{word:?} can't stand in the table"));
    }
    let mut flags = String::new();
    flags.extend(fact.bare.then_some('b'));
    flags.extend((!fact.alone).then_some('w'));
    flags.extend(fact.certain.then_some('c'));
    let lists = lists.map(|list| list.join(","));
    Ok(format!("{};{flags}", lists.join(";")))
}
