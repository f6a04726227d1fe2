//! Compiles `data/services.toml`: what images and programs need while they run.

use super::{one_line, read, running};
use serde::Deserialize;
use std::fmt::Write;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Services {
    image: Vec<toml::Value>,
    program: Vec<toml::Value>,
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
    #[serde(default)]
    volumes: Vec<String>,
    scratch: Vec<String>,
    user: Option<String>,
    #[serde(default)]
    capabilities: Vec<String>,
    #[allow(dead_code, reason = "for whoever reads the data")]
    note: Option<String>,
    source: String,
}

/// The table of images and that of programs as Rust; `src/image/service.rs` includes them.
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
            "Service {{ pattern: {:?}, program: &{:?}, ports: &{:?}, data: &{:?}, volumes: &{:?}, scratch: &{:?}, \
             user: {:?}, capabilities: &{:?}, source: {:?} }},",
            row.pattern,
            row.program,
            row.ports,
            row.data,
            row.volumes,
            row.scratch,
            row.user,
            row.capabilities,
            row.source,
        )
        .expect("writing to a string");
    }
    Ok(out + "];\n" + &running::programs(path, rows.program)?)
}

fn check(row: &Service) -> Result<(), String> {
    paths(&row.data)?;
    paths(&row.scratch)?;
    paths(&row.volumes)?;
    if row.source.trim().is_empty() {
        return Err("no source".into());
    }
    match row.ports.iter().find(|text| !is_port(text)) {
        Some(text) => Err(format!("{text:?} is no port: it wants 80/tcp or the like")),
        None => Ok(()),
    }
}

/// Whether `text` is a number and a protocol: `80/tcp`.
pub fn is_port(text: &str) -> bool {
    match text.split_once('/') {
        Some((number, "tcp" | "udp" | "sctp")) => number.parse::<u16>().is_ok_and(|n| n > 0),
        _ => false,
    }
}

/// Whether all of `paths` can be listed in a table as absolute paths.
pub fn paths(paths: &[String]) -> Result<(), String> {
    let odd = |path: &&String| {
        !path.starts_with('/') || path.len() < 2 || path.ends_with('/') || path.contains(',')
    };
    match paths.iter().find(odd) {
        Some(path) => Err(format!("{path:?} is no absolute path")),
        None => Ok(()),
    }
}
