//! The written cases: `=== name`, then a Dockerfile.

/// A Dockerfile to build.
#[derive(Clone)]
pub struct Case {
    pub name: String,
    pub dockerfile: String,
}

const FILES: [(&str, &str); 18] = [
    ("languages", include_str!("cases/languages.txt")),
    ("control", include_str!("cases/control.txt")),
    ("expansion", include_str!("cases/expansion.txt")),
    ("variables", include_str!("cases/variables.txt")),
    ("stages", include_str!("cases/stages.txt")),
    ("accounts", include_str!("cases/accounts.txt")),
    ("identity", include_str!("cases/identity.txt")),
    ("copies", include_str!("cases/copies.txt")),
    ("files", include_str!("cases/files.txt")),
    ("shell", include_str!("cases/shell.txt")),
    ("denied", include_str!("cases/denied.txt")),
    ("changes", include_str!("cases/changes.txt")),
    ("copying", include_str!("cases/copying.txt")),
    ("reading", include_str!("cases/reading.txt")),
    ("logins", include_str!("cases/logins.txt")),
    ("defaults", include_str!("cases/defaults.txt")),
    ("packages", include_str!("cases/packages.txt")),
    ("applications", include_str!("cases/applications.txt")),
];

/// All of them.
pub fn written() -> Vec<Case> {
    let mut cases = Vec::new();
    for (topic, text) in FILES {
        for part in text.split("=== ").skip(1) {
            let (name, dockerfile) = part.split_once('\n').unwrap_or((part, ""));
            let name = format!("{topic}/{}", name.trim());
            cases.push(Case { name, dockerfile: dockerfile.to_owned() });
        }
    }
    cases
}
