//! The page "What a rule can ask", made from the doc comments of `Context`.

/// Where `Context` is defined.
pub const SOURCE: &str = "crates/unroot/src/rules/context.rs";

/// The page.
pub const PAGE: &str = "docs/rule-questions.md";

/// The folder of questions that several rules share.
pub const SHARED: &str = "crates/unroot/src/rules/common";

const INTRODUCTION: &str = "\
# What a rule can ask

A rule's `check` gets a `Context`, called `cx`: the simulated build, with the tree and the text that it was made from. This page
lists what the context answers, what it holds, and the questions that rules share. `cargo xtask rules` writes the page from the doc
comments in [`context.rs`](../crates/unroot/src/rules/context.rs) and [`common`](../crates/unroot/src/rules/common); edit
them there.

The building blocks of fixes are in [`rules/repair`](../crates/unroot/src/rules/repair).
";

/// A documented item: what it says, and its declaration.
struct Item {
    documentation: String,
    declaration: String,
}

/// The page, from the text of `SOURCE` and the files of `SHARED`: their names without the ending, and
/// their texts.
pub fn page(source: &str, shared: &[(String, String)]) -> Result<String, String> {
    let mut page = INTRODUCTION.to_owned();
    page += "\n## What it answers\n\n| question | answer |\n|---|---|\n";
    let answers = items(&block(source, "impl<'a> Context<'a> {")?, "    pub fn ");
    for item in answers.iter().filter(|item| !item.declaration.contains(" new(")) {
        let call =
            item.declaration.replace("fn ", "cx.").replace("&self, ", "").replace("&self", "");
        page += &row(&call, &item.documentation);
    }
    for (name, title) in [("Context", "What it holds"), ("Moment", "`Moment`"), ("Call", "`Call`")]
    {
        let head = format!("pub struct {name}<'a> {{");
        let at = source.find(&head).ok_or_else(|| format!("{SOURCE} has no `{head}`"))?;
        let about = documentation(&source[..at]);
        page += &format!("\n## {title}\n\n{about}\n\n| field | what it is |\n|---|---|\n");
        for item in items(&block(source, &head)?, "    pub ") {
            page += &row(&item.declaration, &item.documentation);
        }
    }
    page +=
        "\n## Shared questions\n\nA rule names them by their module: `use super::calls::calls`.\n";
    for (module, text) in shared {
        let about = text.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim);
        let about = about.collect::<Vec<_>>().join(" ");
        let functions = items(text, "pub fn ");
        if !functions.is_empty() {
            page += &format!("\n### `{module}`\n\n{about}\n\n| question | answer |\n|---|---|\n");
        }
        for item in functions {
            page += &row(&item.declaration.replace("fn ", ""), &item.documentation);
        }
    }
    Ok(page)
}

/// A row of a table: code without lifetimes, and what it means.
fn row(code: &str, meaning: &str) -> String {
    let code = code.replace("<'a>", "").replace("'a ", "").replace('|', "\\|");
    format!("| `{code}` | {} |\n", meaning.replace('|', "\\|"))
}

/// The lines between the line `head` and the next line `}`.
fn block(source: &str, head: &str) -> Result<String, String> {
    let rest = source.split_once(head).ok_or_else(|| format!("{SOURCE} has no `{head}`"))?.1;
    let end = rest.find("\n}\n").ok_or_else(|| format!("`{head}` does not end"))?;
    Ok(rest[..=end].to_owned())
}

/// The doc comment at the end of `before`, without attributes, as one paragraph.
fn documentation(before: &str) -> String {
    let lines = before.lines().rev().map(str::trim).skip_while(|line| line.starts_with("#["));
    let mut lines: Vec<&str> =
        lines.map_while(|line| line.strip_prefix("///")).map(str::trim).collect();
    lines.reverse();
    lines.join(" ")
}

/// The public items of a block whose declarations begin with `head`.
fn items(block: &str, head: &str) -> Vec<Item> {
    let starts = block.match_indices(head).filter(|(at, _)| block[..*at].ends_with('\n'));
    let items = starts.map(|(at, _)| {
        let rest = &block[at..];
        let function = head.ends_with("fn ");
        let end = if function { rest.find(" {\n") } else { rest.find(",\n") };
        let declaration = rest[..end.unwrap_or(rest.len())].trim().trim_start_matches("pub ");
        let one_line: Vec<&str> = declaration.split_whitespace().collect();
        let declaration = one_line.join(" ").replace("( ", "(").replace(", )", ")");
        Item { documentation: documentation(&block[..at]), declaration }
    });
    items.collect()
}
