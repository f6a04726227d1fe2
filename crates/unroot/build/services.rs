//! Compiles `data/services.toml`: what services need while they run.

use super::{Family, one_line, read, variant};
use serde::Deserialize;
use std::fmt::Write;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Services {
    image: Vec<toml::Value>,
    program: Vec<Packaged>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Service {
    #[serde(rename = "match")]
    pattern: String,
    #[serde(default)]
    program: Vec<String>,
    ports: Vec<String>,
    data: Vec<String>,
    scratch: Vec<String>,
    user: Option<String>,
    #[serde(default)]
    capabilities: Vec<String>,
    #[allow(dead_code, reason = "for whoever reads the data")]
    note: Option<String>,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Packaged {
    names: Vec<String>,
    families: Vec<String>,
    scratch: Vec<String>,
    source: String,
}

/// The two tables as Rust; `src/image/service.rs` includes them.
pub fn services(path: &str) -> Result<String, String> {
    let rows: Services =
        toml::from_str(&read(path)?).map_err(|error| format!("{path}: {error}"))?;
    let mut out = String::from("pub(super) static SERVICES: &[Service] = &[\n");
    for (index, row) in rows.image.into_iter().enumerate() {
        let place = format!("{path}: image {}", index + 1);
        let row: Service =
            row.try_into().map_err(|error| format!("{place}: {}", one_line(error)))?;
        check(&row).map_err(|why| format!("{place} ({}): {why}", row.pattern))?;
        writeln!(
            out,
            "Service {{ pattern: {:?}, program: &{:?}, ports: &{:?}, data: &{:?}, scratch: &{:?}, \
             user: {:?}, capabilities: &{:?}, source: {:?} }},",
            row.pattern,
            row.program,
            row.ports,
            row.data,
            row.scratch,
            row.user,
            row.capabilities,
            row.source,
        )
        .expect("writing to a string");
    }
    out += "];\npub(super) static PACKAGED: &[Packaged] = &[\n";
    for row in rows.program {
        let families: Result<Vec<Family>, String> =
            row.families.iter().map(|family| variant(family)).collect();
        let families: String =
            families?.iter().map(|family| format!("Family::{family:?}, ")).collect();
        paths(&row.scratch).map_err(|why| format!("{path}: {:?}: {why}", row.names))?;
        writeln!(
            out,
            "Packaged {{ names: &{:?}, families: &[{families}], scratch: &{:?}, source: {:?} }},",
            row.names, row.scratch, row.source,
        )
        .expect("writing to a string");
    }
    Ok(out + "];\n")
}

fn check(row: &Service) -> Result<(), String> {
    paths(&row.data)?;
    paths(&row.scratch)?;
    if row.source.trim().is_empty() {
        return Err("no source".into());
    }
    let port = |text: &String| match text.split_once('/') {
        Some((number, "tcp" | "udp" | "sctp")) => number.parse::<u16>().is_ok_and(|n| n > 0),
        _ => false,
    };
    match row.ports.iter().find(|text| !port(text)) {
        Some(text) => Err(format!("{text:?} is no port: it wants 80/tcp or the like")),
        None => Ok(()),
    }
}

fn paths(paths: &[String]) -> Result<(), String> {
    let odd = |path: &&String| !path.starts_with('/') || path.len() < 2 || path.ends_with('/');
    match paths.iter().find(odd) {
        Some(path) => Err(format!("{path:?} is no absolute path of a directory")),
        None => Ok(()),
    }
}
