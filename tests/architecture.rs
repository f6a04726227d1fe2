//! The house keeps its shape: arrows run one way, the README tells the truth about the rules, and
//! every file is about one thing.

mod inline;

use inline::inline_texts;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Modules of the crate `unroot` from the bottom up. Each may use those before it, and none after it.
const LAYERS: [&str; 13] = [
    "program",
    "image",
    "model",
    "guide",
    "finding",
    "verdict",
    "advice",
    "rules",
    "inspection",
    "analysis",
    "fix",
    "report",
    "share",
];

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|end| end == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The module that a file below `source` belongs to.
fn module(path: &Path, source: &Path) -> String {
    let relative = path.strip_prefix(source).unwrap();
    let first = relative.components().next().unwrap().as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// Modules that `code` names with `crate::` or `unroot::`, alone or in braces.
fn used(code: &str) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for prefix in ["crate::", "unroot::"] {
        for (at, _) in code.match_indices(prefix) {
            let rest = &code[at + prefix.len()..];
            let names: Vec<&str> = match rest.strip_prefix('{') {
                Some(inside) => inside.split('}').next().unwrap_or("").split(',').collect(),
                None => vec![rest],
            };
            for name in names {
                let end = |c: char| !(c.is_ascii_alphanumeric() || c == '_');
                let name = name.trim().split(end).next().unwrap_or("");
                used.insert(name.to_owned());
            }
        }
    }
    used
}

#[test]
fn arrows_run_one_way() {
    let layer = |name: &str| LAYERS.iter().position(|layer| *layer == name);
    let source = root().join("crates/unroot/src");
    let (mut wrong, mut arrows) = (Vec::new(), 0);
    for path in rust_files(&source) {
        let from = module(&path, &source);
        if from == "lib" {
            continue;
        }
        let own = layer(&from).unwrap_or_else(|| panic!("no layer for {}", path.display()));
        let code = fs::read_to_string(&path).unwrap();
        let code = code.split("#[cfg(test)]").next().unwrap_or("");
        for to in used(code).iter().filter_map(|name| layer(name)).filter(|to| *to != own) {
            arrows += 1;
            if to > own {
                wrong.push(format!("{} uses {}", path.display(), LAYERS[to]));
            }
        }
    }
    assert!(arrows > 100, "only {arrows} arrows seen");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_browser_knows_the_browser() {
    let source = root().join("src");
    for path in rust_files(&source) {
        let code = fs::read_to_string(&path).unwrap();
        for name in ["web_sys", "js_sys", "wasm_bindgen", "gloo"] {
            let speaks = code
                .lines()
                .any(|line| !line.trim_start().starts_with("//") && line.contains(name));
            assert!(
                !speaks || module(&path, &source) == "browser",
                "{} speaks of {name}",
                path.display()
            );
        }
    }
}

#[test]
fn all_words_of_the_page_stand_in_one_place() {
    let (app, mut wrong, mut seen) = (root().join("src/app"), Vec::new(), 0);
    for path in rust_files(&app).into_iter().filter(|path| !path.starts_with(app.join("words"))) {
        let (texts, literals) = inline_texts(&fs::read_to_string(&path).unwrap());
        let told = |(line, text)| format!("{}:{line}: {text:?}", path.display());
        wrong.extend(texts.into_iter().map(told));
        seen += literals;
    }
    assert!(seen > 200, "only {seen} strings seen");
    let advice = "words for readers belong into src/app/words; names, into tests/inline.rs";
    assert!(wrong.is_empty(), "{advice}:\n{}", wrong.join("\n"));
}

#[test]
fn inline_texts_are_found_and_names_are_not() {
    let component = r#"
        // "A comment speaks freely"
        fn Planted<'a>(quote: char) -> impl IntoView {
            let mark = match quote { '"' => "good", '\'' => { "bad" } "dark" => "tab-page", _ => "" };
            let label = format!("line {line}");
            let id = format!("finding-{}-{}", rule, nth);
            let answer = move || if known { "admitted" } else { mark };
            view! { "first" <button type="button" class="button small" data-who="root" aria-label="Spoken">
                "plain" <b>{label}</b> " behind" <Menu label="made from" id="menu" />
                " · " {count} "say \"so\"" "and on"
            </button> }
        }"#;
    let (found, _) = inline_texts(component);
    let texts: Vec<&str> = found.iter().map(|(_, text)| text.as_str()).collect();
    let spoken = ["first", "Spoken", "plain", " behind", "made from", "say \\\"so\\\"", "and on"];
    let expected: Vec<&str> = ["line {line}", "admitted"].into_iter().chain(spoken).collect();
    assert_eq!(texts, expected);
    assert_eq!(found[0].0, 5, "its line");
}

#[test]
fn the_readme_lists_every_rule() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let rows: Vec<String> = readme
        .lines()
        .filter(|line| line.starts_with("| [`"))
        .map(|line| line.replace(" |", "|").replace("| ", "|"))
        .collect();
    let expected: Vec<String> = unroot::rules::all()
        .map(|rule| {
            let (id, title, severity) = (rule.id, rule.title, rule.severity.name());
            format!("|[`{id}`](crates/unroot/src/rules/{id}.md)|{severity}|{title}|")
        })
        .collect();
    assert_eq!(rows, expected, "the table of rules in the README");
}

#[test]
fn small_files_with_one_purpose() {
    let all = ["src", "crates", "xtask"].map(|folder| rust_files(&root().join(folder)));
    for path in all.into_iter().flatten() {
        let code = fs::read_to_string(&path).unwrap();
        let lines = code.split("#[cfg(test)]").next().unwrap_or("").lines().count();
        assert!(lines <= 400, "{} has {lines} lines", path.display());
        assert!(code.starts_with("//!"), "{} does not say what it is for", path.display());
    }
}
