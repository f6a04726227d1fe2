//! The architecture holds: modules use only those below them, files of a crate do not import each other in
//! circles, rules read text through spans, and the README tells the truth about the rules.

mod inline;
mod source;

use inline::inline_texts;
use source::{Crate, circles, root, rust_files, without_tests};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Modules of the crate `unroot` from the bottom up. Each may use those before it, and none after it.
const LAYERS: [&str; 13] = [
    "program", "glob", "image", "model", "guide", "finding", "verdict", "start", "advice", "rules",
    "analysis", "report", "share",
];

/// Circles that are there: one of the files, and how many they are. The list may only shrink. The files of a course
/// read and write one another's part of the page's state.
const CIRCLES: &[(&str, usize)] = &[("src/app/course.rs", 15)];

/// References from a layer to one above it, as sentences, and how many lead to another layer at all.
fn upward(krate: &Crate, layers: &[&str]) -> (Vec<String>, usize) {
    let tops = krate.top_modules();
    let files: Vec<&Path> = krate.files().collect();
    let layer = |file: usize| {
        let name = tops[file]?;
        let layer = layers.iter().position(|layer| *layer == name);
        Some(layer.unwrap_or_else(|| panic!("{}: `{name}` is in no layer", files[file].display())))
    };
    let (mut wrong, mut arrows) = (Vec::new(), 0);
    for (from, references) in krate.references().iter().enumerate() {
        let Some(own) = layer(from) else { continue };
        for &to in references {
            // What the root's own file declares is above all of them.
            let above = layer(to).is_none_or(|to| to > own);
            arrows += usize::from(layer(to) != Some(own));
            if above {
                wrong.push(format!("{} uses {}", files[from].display(), files[to].display()));
            }
        }
    }
    (wrong, arrows)
}

/// What is wrong with the circles among the files of `krate`, given those that are `known`.
fn wrong_circles(krate: &Crate, folder: &str, known: &[(&str, usize)]) -> Vec<String> {
    let files: Vec<String> =
        krate.files().map(|file| format!("{folder}/{}", file.display())).collect();
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    for circle in circles(&krate.references()) {
        let names: Vec<&str> = circle.iter().map(|file| files[*file].as_str()).collect();
        let entry = known.iter().find(|(file, _)| names.contains(file));
        let (count, list) = (names.len(), names.join("\n    "));
        match entry {
            None => wrong.push(format!("{count} files import each other:\n    {list}")),
            Some((file, known)) if count > *known => {
                wrong.push(format!(
                    "the circle of {file} grew from {known} to {count}:\n    {list}"
                ));
            }
            Some((file, known)) if count < *known => {
                wrong.push(format!("the circle of {file} shrank from {known} to {count}: say so"));
            }
            Some(_) => {}
        }
        seen.extend(entry.map(|(file, _)| *file));
    }
    let own = known.iter().filter(|(file, _)| files.iter().any(|known| known == file));
    let gone = own.filter(|(file, _)| !seen.contains(file));
    wrong
        .extend(gone.map(|(file, _)| format!("{file} is in no circle any more: remove its entry")));
    wrong
}

/// Where `code` reads the text of a rule's context, which it calls `name`, other than through a span:
/// `span.of(cx.text)`, `lines.span(line, cx.text)`, `OwnerSpec::written(span, cx.text)` and `ending(cx.text)` are
/// fine.
fn reads_past_spans(code: &str, name: &str) -> Vec<String> {
    let code: String = without_tests(code).split_whitespace().collect();
    let mut wrong = Vec::new();
    for (at, _) in code.match_indices(name) {
        let (before, after) = (&code[..at], &code[at + name.len()..]);
        let mut depth = 0;
        let opening = before.char_indices().rev().find(|(_, char)| {
            depth += match char {
                ')' | ']' | '}' => 1,
                '(' | '[' | '{' => -1,
                _ => 0,
            };
            depth < 0
        });
        let call = opening.map_or("", |(opening, _)| &before[..opening]);
        let spans = [".of", ".span", "::written", "ending"].iter().any(|end| call.ends_with(end));
        let other_name = after.starts_with(|c: char| c.is_alphanumeric() || c == '_');
        if !(other_name || spans && after.starts_with(')')) {
            let start = before.char_indices().rev().nth(30).map_or(0, |(start, _)| start);
            wrong.push(format!("…{}{name}", &before[start..]));
        }
    }
    if code.contains("Context{text") || code.contains(",text,..}=cx") {
        wrong.push("takes the context apart".to_owned());
    }
    wrong
}

#[test]
fn modules_use_those_below_them() {
    let (wrong, arrows) = upward(&Crate::of(&root().join("crates/unroot/src")), &LAYERS);
    assert!(arrows > 300, "only {arrows} arrows seen");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_do_not_import_each_other_in_circles() {
    let mut wrong = Vec::new();
    let crates = source::crates();
    for krate in &crates {
        let folder = krate.source.strip_prefix(root()).unwrap().display().to_string();
        wrong.extend(wrong_circles(krate, &folder, CIRCLES));
    }
    for (file, _) in CIRCLES {
        let known = crates
            .iter()
            .any(|krate| krate.files().any(|own| krate.source.join(own) == root().join(file)));
        assert!(known, "{file} is no file any more: remove its entry");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn rules_read_text_through_spans_only() {
    let mut wrong = Vec::new();
    for path in rust_files(&root().join("crates/unroot/src/rules")) {
        let name = if path.ends_with("rules/context.rs") { "self.text" } else { "cx.text" };
        let found = reads_past_spans(&fs::read_to_string(&path).unwrap(), name);
        wrong.extend(found.iter().map(|place| format!("{}: {place}", path.display())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_browser_knows_the_browser() {
    let source = root().join("src");
    for path in rust_files(&source) {
        let code = without_tests(&fs::read_to_string(&path).unwrap());
        let inside = path.starts_with(source.join("browser"));
        for name in ["web_sys", "js_sys", "wasm_bindgen", "gloo"] {
            assert!(inside || !code.contains(name), "{} speaks of {name}", path.display());
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
    let rows: Vec<&str> = readme.lines().filter(|line| line.starts_with("| [`")).collect();
    let row = |rule: &unroot::finding::Rule| {
        let (id, title, severity) = (rule.id, rule.title, rule.severity.name());
        format!("| [`{id}`](crates/unroot/src/rules/{id}.md) | {severity} | {title} |")
    };
    let expected: Vec<String> = unroot::rules::all().map(row).collect();
    assert_eq!(rows, expected, "the README's table of rules: run `cargo xtask rules`");
}

/// A file that `rules!` does not name is not compiled, and nothing else would say so.
#[test]
fn every_file_of_a_rule_is_registered() {
    let folder = root().join("crates/unroot/src/rules");
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let names: BTreeSet<String> = names.map(|name| name.into_string().unwrap()).collect();
    let own = ["mod.rs", "context.rs", "heading.rs", "tests.rs"].map(str::to_owned);
    let files = unroot::rules::all()
        .flat_map(|rule| [format!("{}.md", rule.id), format!("{}.rs", rule.id.replace('-', "_"))]);
    let expected: BTreeSet<String> = files.chain(own).collect();
    let found: BTreeSet<String> = names.into_iter().filter(|name| name.contains('.')).collect();
    assert_eq!(found, expected, "files in the folder, and files of registered rules");
}

#[test]
fn small_files_with_one_purpose() {
    let all = ["src", "crates", "xtask", "tests"].map(|folder| rust_files(&root().join(folder)));
    for path in all.into_iter().flatten() {
        let code = fs::read_to_string(&path).unwrap();
        // The tests at the end of a file are not counted.
        let shipped = code.split("\n#[cfg(test)]\nmod tests {\n").next().unwrap_or(&code);
        let lines = shipped.lines().count();
        assert!(lines <= 400, "{} has {lines} lines", path.display());
        assert!(code.starts_with("//!"), "{} does not say what it is for", path.display());
    }
}

/// A crate whose files are planted.
fn planted(files: &[(&str, &str)]) -> Crate {
    Crate::of_texts(files.iter().map(|(path, text)| (Path::new(*path), *text)))
}

#[test]
fn planted_arrows_are_seen() {
    let upward = |code: &str| {
        let top = "pub struct Top; pub fn go() {}";
        let krate = planted(&[
            ("lib.rs", "mod low; mod high; pub use high::Top;"),
            ("low/mod.rs", "mod deep;"),
            ("low/deep.rs", code),
            ("high.rs", top),
        ]);
        upward(&krate, &["low", "high"]).0.len()
    };
    for code in [
        "use crate::high::Top;",
        "use crate::{high as other, low};",
        "use super::super::high;",
        "fn f() { crate::high::go() }",
        "fn f() -> Vec<crate::Top> { vec![crate::high::go()] }",
        "#[cfg(test)] mod tests { fn f() {} } use crate::Top;",
        "#[cfg(test)] mod tests; use crate::Top;",
        "#[cfg(test)] use std::fs; #[allow(unused)] use crate::Top;",
        "fn f() { use crate::high::*; }",
    ] {
        assert_eq!(upward(code), 1, "{code}");
    }
    for code in [
        "// crate::high::go()\nfn f() {}",
        "fn f() { \"crate::high::go()\"; }",
        "#[cfg(test)] mod tests { use crate::high::Top; }",
        "#[cfg(test)] use crate::high::{Top, go}; fn f() {}",
        "#[test] fn f() { crate::high::go() }",
        "#[cfg(test)] const A: [u8; 1] = { crate::high::go(); [1] }; fn f() {}",
        "use std::high::Top;",
    ] {
        assert_eq!(upward(code), 0, "{code}");
    }
}

#[test]
fn planted_circles_are_seen() {
    let circle = |files: &[(&str, &str)]| {
        let krate = planted(files);
        let count: Vec<usize> = circles(&krate.references()).iter().map(Vec::len).collect();
        count
    };
    let lib = ("lib.rs", "mod a; mod b; mod c;");
    let ring = [
        lib,
        ("a.rs", "use crate::b::B;"),
        ("b.rs", "use super::c; pub struct B;"),
        ("c.rs", "fn f() { crate::a::g() }"),
    ];
    assert_eq!(circle(&ring), [3]);
    let line = [
        lib,
        ("a.rs", "use crate::b::B;"),
        ("b.rs", "use super::c; pub struct B;"),
        ("c.rs", "#[cfg(test)] mod tests { use crate::a; }"),
    ];
    assert_eq!(circle(&line), [0; 0]);
    // A parent that declares its children and passes them on is in no circle, even where they use each other by it.
    let parent = ("m/mod.rs", "mod a; mod b; pub use a::A; pub(crate) use b::{self, B};");
    let passed = [
        ("lib.rs", "mod m;"),
        parent,
        ("m/a.rs", "pub struct A;"),
        ("m/b.rs", "use super::A; pub struct B;"),
    ];
    assert_eq!(circle(&passed), [0; 0]);
    // What it passes on is where it is declared.
    let hidden = [
        ("lib.rs", "mod m;"),
        parent,
        ("m/a.rs", "use crate::m::B; pub struct A;"),
        ("m/b.rs", "use super::A; pub struct B;"),
    ];
    assert_eq!(circle(&hidden), [2]);
    // A parent with an item of its own that a child uses, and that uses the child, is in one.
    let own = [
        ("lib.rs", "mod m;"),
        ("m/mod.rs", "mod a; pub struct Own; fn f() { a::g() }"),
        ("m/a.rs", "use super::Own; pub fn g() {}"),
    ];
    assert_eq!(circle(&own), [2]);
    let all = [
        ("lib.rs", "mod m;"),
        ("m/mod.rs", "mod a; use a::*; pub struct Own; fn f() { g() }"),
        ("m/a.rs", "use super::Own; pub fn g() {}"),
    ];
    assert_eq!(circle(&all), [2]);
}

#[test]
fn the_list_of_circles_may_only_shrink() {
    let lib = ("lib.rs", "mod a; mod b;");
    let ring =
        planted(&[lib, ("a.rs", "use crate::b::B;"), ("b.rs", "use crate::a; pub struct B;")]);
    assert_eq!(wrong_circles(&ring, "src", &[("src/a.rs", 2)]), [""; 0]);
    let says = |known: &[(&str, usize)]| wrong_circles(&ring, "src", known).join("; ");
    assert!(says(&[]).contains("2 files import each other"));
    assert!(says(&[("src/b.rs", 1)]).contains("grew from 1 to 2"));
    assert!(says(&[("src/b.rs", 3)]).contains("shrank from 3 to 2"));
    let line = planted(&[lib, ("a.rs", "use crate::b::B;"), ("b.rs", "pub struct B;")]);
    let gone = wrong_circles(&line, "src", &[("src/a.rs", 2), ("other/a.rs", 2)]);
    assert_eq!(gone, ["src/a.rs is in no circle any more: remove its entry"]);
}

#[test]
fn planted_reads_past_spans_are_seen() {
    for code in [
        "fn f(cx: &Context) -> bool { cx.text.contains(\"x\") }",
        "fn f(cx: &Context) -> &str { &cx.text[1..] }",
        "fn f(cx: &Context) { other(span, cx.text) }",
        "fn f(cx: &Context) { let Context { text, .. } = cx; }",
    ] {
        assert_eq!(reads_past_spans(code, "cx.text").len(), 1, "{code}");
    }
    for code in [
        "fn f(cx: &Context) -> &str { word.span.of(cx.text) }",
        "fn f(cx: &Context) -> Span { cx.lines.span(cx.line(at), cx.text) }",
        "fn f(cx: &Context) -> String { format!(\"{}\", ending(cx.text)) }",
        "#[cfg(test)] mod tests { fn f(cx: &Context) { cx.text.len(); } }",
    ] {
        assert_eq!(reads_past_spans(code, "cx.text"), [""; 0], "{code}");
    }
}
