//! `data/packages.toml` as one text: for each family a line `@name`, a tab and its companions; then a line for each set
//! of accounts, a tab, and the packages that bring it. `src/image/packages.rs` reads it.

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    family: Vec<Family>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Family {
    name: String,
    source: String,
    #[serde(default)]
    companions: Vec<String>,
    /// From a set of accounts to the packages that bring it.
    packages: BTreeMap<String, Vec<String>>,
}

/// The table as Rust text.
pub(super) fn packages(path: &str) -> Result<String, String> {
    let table: Table =
        toml::from_str(&super::read(path)?).map_err(|error| format!("{path}: {error}"))?;
    let mut out = String::from("static PACKAGES: &str = \"\\\n");
    for family in table.family {
        let place = format!("{path}: {}", family.name);
        if family.source.trim().len() < 10 {
            return Err(format!("{place}: no source"));
        }
        out += &format!("@{}\\t{}\\n\\\n", family.name, family.companions.join(" "));
        let mut seen = BTreeSet::new();
        for (accounts, packages) in family.packages {
            if let Some(odd) = accounts.split(' ').find(|account| !is_account(account)) {
                return Err(format!("{place}: {odd:?} is no account"));
            }
            if let Some(name) = packages.iter().find(|name| !seen.insert((*name).clone())) {
                return Err(format!("{place}: {name} stands twice"));
            }
            let odd =
                |name: &&String| name.is_empty() || name.contains([' ', '\t', '"', '\\', '@']);
            if let Some(name) = packages.iter().find(odd) {
                return Err(format!("{place}: {name:?} is no package"));
            }
            out += &format!("{accounts}\\t{}\\n\\\n", packages.join(" "));
        }
    }
    Ok(out + "\";\n")
}

/// Whether the text is an account as the head of the file explains them, or a mark, or nothing.
fn is_account(text: &str) -> bool {
    let (text, home) = text.split_once('@').unwrap_or((text, "/"));
    let (names, number) = text.split_once('=').unwrap_or((text, "0"));
    let is_name = |name: &str| {
        name.chars().all(|char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_'))
    };
    let names = names.strip_prefix('?').unwrap_or(names);
    let marks = matches!(text, "" | "~" | "?" | "*");
    marks
        || home.starts_with('/')
            && number.parse::<u32>().is_ok()
            && names.split(':').count() <= 2
            && names.split(':').any(|name| !name.is_empty())
            && names.split(':').all(is_name)
}
