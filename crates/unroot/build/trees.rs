//! Compiles `data/trees.toml`: the directories that distributions ship.

use super::{place, read, variant};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Trees {
    tree: Vec<Tree>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tree {
    families: Vec<String>,
    #[serde(default)]
    releases: Vec<String>,
    #[serde(default)]
    whole: bool,
    places: Vec<String>,
    source: String,
}

/// The rows as one text; `src/image/tree.rs` reads it.
pub fn trees(path: &str) -> Result<String, String> {
    let rows: Trees = toml::from_str(&read(path)?).map_err(|error| format!("{path}: {error}"))?;
    let mut out = String::from("static TREES: &str = \"\\\n");
    for (index, row) in rows.tree.iter().enumerate() {
        let at = format!("{path}: row {}", index + 1);
        if row.source.trim().is_empty() || row.families.is_empty() {
            return Err(format!("{at}: no source, or no family"));
        }
        row.families.iter().try_for_each(|name| variant(name).map(drop))?;
        row.places.iter().try_for_each(|text| place(text)).map_err(|why| format!("{at}: {why}"))?;
        let whole = if row.whole { "whole" } else { "" };
        let columns = [
            row.families.join(","),
            row.releases.join(","),
            whole.to_owned(),
            row.places.join(","),
        ];
        out += &columns.join("\t").escape_default().to_string();
        out += "\\n\\\n";
    }
    Ok(out + "\";\n")
}
