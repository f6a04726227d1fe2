//! Compiles `data/images.toml`, `data/families.toml`, `data/services.toml`, `data/trees.toml`, `data/programs.toml` and
//! `data/packages.toml` into static tables. Rows of images and services keep their source.

#[path = "src/image/columns.rs"]
#[allow(dead_code, reason = "the library reads rows, this only writes them")]
mod columns;
#[path = "src/image/families.rs"]
mod families;
#[path = "build/packages.rs"]
mod packages;
#[path = "src/image/place.rs"]
#[allow(dead_code, reason = "the library uses what this only checks")]
mod place;
#[path = "build/programs.rs"]
mod programs;
#[path = "build/running.rs"]
mod running;
#[path = "build/services.rs"]
mod services;
#[path = "build/trees.rs"]
mod trees;

use columns::Columns;
use families::Family;
use place::Place;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Debug, Write};
use std::path::Path;
use std::{env, fs, process};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Images {
    image: Vec<toml::Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Image {
    #[serde(rename = "match")]
    pattern: String,
    default_user: Option<String>,
    users: Vec<User>,
    family: String,
    shell: Option<bool>,
    tools: Option<Vec<String>>,
    manager: Option<String>,
    drops_privileges: Option<String>,
    drops_to: Option<String>,
    drops_for: Option<Vec<String>>,
    #[serde(default)]
    env: BTreeMap<String, String>,
    #[serde(default)]
    only_users: bool,
    #[serde(default)]
    has: Vec<String>,
    #[serde(default)]
    lacks: Vec<String>,
    release: Option<String>,
    workdir: Option<String>,
    directories: Option<Vec<String>>,
    #[allow(dead_code, reason = "for whoever reads the data")]
    note: Option<String>,
    source: String,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct User {
    name: String,
    uid: Option<u32>,
    gid: Option<u32>,
    home: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Families {
    family: Vec<FamilyRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FamilyRow {
    name: String,
    /// The family whose users and groups it has as well.
    like: Option<String>,
    nologin: Option<String>,
    max_id: Option<u32>,
    #[serde(default)]
    creates_home: bool,
    home_mode: Option<u32>,
    users: Vec<User>,
    groups: BTreeMap<String, u32>,
    source: String,
}

const TOOLS: [&str; 4] = ["useradd", "adduser-debian", "adduser-busybox", "addgroup-member"];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    let tables = images("../../data/images.toml")
        .and_then(|images| Ok(images + &families("../../data/families.toml")?));
    write("images.rs", tables);
    write("programs.rs", programs::programs("../../data/programs.toml"));
    write("packages.rs", packages::packages("../../data/packages.toml"));
    write("services.rs", services::services("../../data/services.toml"));
    write("trees.rs", trees::trees("../../data/trees.toml"));
}

/// Puts a table where the library includes it from, or ends with the reason why there is none.
fn write(name: &str, table: Result<String, String>) {
    let table = table.unwrap_or_else(|message| {
        eprintln!("{message}");
        process::exit(1);
    });
    let out = env::var_os("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&out).join(name), table).expect("OUT_DIR can be written");
}

fn read(path: &str) -> Result<String, String> {
    println!("cargo::rerun-if-changed={path}");
    fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))
}

fn images(path: &str) -> Result<String, String> {
    let rows: Images = toml::from_str(&read(path)?).map_err(|error| format!("{path}: {error}"))?;
    let mut seen = BTreeSet::new();
    // One text, read at first use: static structs would cost the page four times the bytes.
    let mut out = String::from("pub(super) static IMAGES: &str = \"\\\n");
    for (index, row) in rows.image.into_iter().enumerate() {
        let name = row.get("match").and_then(toml::Value::as_str).unwrap_or("without `match`");
        let place = format!("{path}: row {} ({name})", index + 1);
        let image: Image =
            row.clone().try_into().map_err(|error| format!("{place}: {}", one_line(error)))?;
        check(&image).map_err(|why| format!("{place}: {why}"))?;
        if !seen.insert(image.pattern.clone()) {
            return Err(format!("{place}: there is a row for this pattern already"));
        }
        out += &line(&image).map_err(|why| format!("{place}: {why}"))?;
        out += "\\n\\\n";
    }
    Ok(out + "\";\n")
}

/// The row as text; `-` is "no source says". `src/image/row.rs` reads it.
fn line(image: &Image) -> Result<String, String> {
    let none = || "-".to_owned();
    let number = |id: Option<u32>| id.map_or(String::new(), |id| id.to_string());
    let users = image.users.iter().map(|User { name, uid, gid, home }| {
        format!("{name}:{}:{}:{}", number(*uid), number(*gid), home.as_deref().unwrap_or(""))
    });
    let env = image.env.iter().map(|(name, value)| format!("{name}={value}"));
    let row = Columns {
        pattern: image.pattern.clone(),
        default_user: image.default_user.clone().unwrap_or_else(none),
        family: image.family.clone(),
        shell: image.shell.map_or_else(none, |shell| shell.to_string()),
        tools: image.tools.as_ref().map_or_else(none, |tools| tools.join(",")),
        manager: image.manager.clone().unwrap_or_else(none),
        drops_privileges: image.drops_privileges.clone().unwrap_or_else(none),
        drops_to: image.drops_to.clone().unwrap_or_else(none),
        drops_for: image.drops_for.as_ref().map_or_else(none, |words| words.join(",")),
        env: env.collect::<Vec<_>>().join(","),
        users: users.collect::<Vec<_>>().join(","),
        only_users: if image.only_users { "only" } else { "" }.to_owned(),
        has: image.has.join(","),
        lacks: image.lacks.join(","),
        release: image.release.clone().unwrap_or_else(none),
        workdir: image.workdir.clone().unwrap_or_else(none),
        directories: image.directories.as_ref().map_or_else(none, |places| places.join(",")),
        source: image.source.clone(),
    };
    let line = row.write().map_err(|column| format!("a tab or newline in {column:?}"))?;
    Ok(line.escape_default().to_string())
}

fn check(image: &Image) -> Result<(), String> {
    variant(&image.family)?;
    if image.source.trim().is_empty() {
        return Err("no source".into());
    }
    let unknown = image.tools.iter().flatten().find(|tool| !TOOLS.contains(&tool.as_str()));
    if let Some(tool) = unknown {
        return Err(format!("no tool is called {tool:?}; there are {TOOLS:?}"));
    }
    image.directories.iter().flatten().try_for_each(|text| self::place(text))?;
    let depth = image.pattern.chars().try_fold(0u32, |depth, char| match char {
        '{' | '[' => Some(depth + 1),
        '}' | ']' => depth.checked_sub(1),
        _ => Some(depth),
    });
    if image.pattern.is_empty() || depth != Some(0) {
        return Err("the pattern is empty, or its brackets do not pair".into());
    }
    Ok(())
}

/// Whether `text` is a place as `src/image/place.rs` reads it.
fn place(text: &str) -> Result<(), String> {
    let read = Place::read(text).filter(|_| !text.contains(['\t', ',']));
    read.map(drop).ok_or_else(|| format!("{text:?} is no place"))
}

fn families(path: &str) -> Result<String, String> {
    let rows: Families =
        toml::from_str(&read(path)?).map_err(|error| format!("{path}: {error}"))?;
    let mut out = String::from("pub(super) static FAMILIES: &[FamilyFacts] = &[\n");
    for name in Family::ALL.map(Family::name) {
        let row = family(&rows, name).ok_or(format!("{path}: no row for {name:?}"))?;
        if row.source.trim().is_empty() {
            return Err(format!("{path}: {name:?} has no source"));
        }
        let like = match &row.like {
            Some(like) => {
                Some(family(&rows, like).ok_or(format!("{path}: {name:?} is like no family"))?)
            }
            None => None,
        };
        let both = || like.into_iter().chain([row]);
        let all: Vec<User> = both().flat_map(|row| row.users.clone()).collect();
        let mut groups: Vec<_> = both().flat_map(|row| &row.groups).collect();
        groups.sort_by_key(|(_, gid)| **gid);
        writeln!(
            out,
            "FamilyFacts {{ nologin: {:?}, max_id: {:?}, creates_home: {}, home_mode: {:?}, \
             users: &{}, groups: &{groups:?} }},",
            row.nologin,
            row.max_id,
            row.creates_home,
            row.home_mode,
            users(&all),
        )
        .expect("writing to a string");
    }
    match rows.family.iter().find(|row| variant(&row.name).is_err()) {
        Some(row) => Err(format!("{path}: {}", variant(&row.name).unwrap_err())),
        None => Ok(out + "];\n"),
    }
}

fn family<'a>(rows: &'a Families, name: &str) -> Option<&'a FamilyRow> {
    rows.family.iter().find(|row| row.name == name)
}

fn variant(name: &str) -> Result<Family, String> {
    Family::parse(name).ok_or(format!("no family is called {name:?}"))
}

fn users(users: &[User]) -> String {
    let rows = users.iter().map(|User { name, uid, gid, home }| {
        format!("ImageUser {{ name: {name:?}, uid: {uid:?}, gid: {gid:?}, home: {home:?} }}, ")
    });
    format!("[{}]", rows.collect::<String>())
}

fn one_line(error: impl ToString + Debug) -> String {
    error.to_string().split_whitespace().collect::<Vec<_>>().join(" ")
}
