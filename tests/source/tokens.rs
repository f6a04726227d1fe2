//! Rust code as tokens: items, `use` trees and paths, without what only tests compile.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A name that a `use` brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// The path, as written.
    pub path: Vec<String>,
    /// The name that it has here; `*` for all names.
    pub name: String,
    /// Whether others may name it through this module.
    pub public: bool,
}

/// What one module holds, as far as it is code that ships.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Items {
    /// Names that it declares, modules left out.
    pub declared: Vec<String>,
    /// Its `use`s, those inside functions included.
    pub uses: Vec<Use>,
    /// Paths of two names or more.
    pub paths: Vec<Vec<String>>,
    /// Modules in braces.
    pub inline: Vec<(String, Items)>,
    /// Files that only tests compile: `mod tests;`, or the file that `#[path]` names.
    pub test_files: Vec<String>,
}

/// `code` without comments, attributes and items for tests, as tokens with blanks between them.
pub fn without_tests(code: &str) -> String {
    let tokens: Vec<TokenTree> = parse(code).into_iter().collect();
    let mut kept: Vec<String> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let (attributes, start) = attributes(&tokens, at);
        at = match is_for_tests(&attributes) {
            true => end_of_item(&tokens, start),
            false if start > at => start,
            false => {
                kept.push(tokens[at].to_string());
                at + 1
            }
        };
    }
    kept.join(" ")
}

/// What the module with this code holds.
pub fn items(code: &str) -> Items {
    of_module(parse(code))
}

fn parse(code: &str) -> TokenStream {
    code.parse().unwrap_or_else(|why| panic!("{why} in\n{code}"))
}

fn of_module(stream: TokenStream) -> Items {
    let tokens: Vec<TokenTree> = stream.into_iter().collect();
    let mut items = Items::default();
    let mut at = 0;
    let mut public = false;
    while at < tokens.len() {
        let (attributes, start) = attributes(&tokens, at);
        if is_for_tests(&attributes) {
            let end = end_of_item(&tokens, start);
            items.test_files.extend(test_file(&attributes, &tokens[start..end]));
            at = end;
            continue;
        }
        at = start;
        let word = tokens.get(at).and_then(ident);
        let name = tokens.get(at + 1).and_then(ident);
        match (word.as_deref(), name) {
            (Some("pub"), _) => {
                public = true;
                at += 1 + usize::from(group(tokens.get(at + 1), Delimiter::Parenthesis).is_some());
                continue;
            }
            (Some("use"), _) => {
                let end = end_of_item(&tokens, at);
                use_tree(&tokens[at + 1..end], &[], public, &mut items.uses);
                at = end;
            }
            (Some("mod"), Some(name)) => {
                if let Some(inside) = group(tokens.get(at + 2), Delimiter::Brace) {
                    items.inline.push((name, of_module(inside)));
                }
                at += 3;
            }
            (
                Some("fn" | "struct" | "enum" | "trait" | "union" | "type" | "static"),
                Some(name),
            ) => {
                items.declared.push(name);
                at += 2;
            }
            (Some("const"), Some(name)) if name != "fn" => {
                items.declared.push(name);
                at += 2;
            }
            (Some("macro_rules"), _) => {
                items.declared.extend(tokens.get(at + 2).and_then(ident));
                at += 3;
            }
            _ => at += code(&tokens, at, &mut items),
        }
        public = false;
    }
    items
}

/// Reads one path, `use` or group at `at`; returns how many tokens that were.
fn code(tokens: &[TokenTree], at: usize, items: &mut Items) -> usize {
    match &tokens[at] {
        TokenTree::Group(group) => {
            let inside: Vec<TokenTree> = group.stream().into_iter().collect();
            let mut at = 0;
            while at < inside.len() {
                let (attributes, start) = attributes(&inside, at);
                at = match is_for_tests(&attributes) {
                    true => end_of_item(&inside, start),
                    false if start > at => start,
                    false => at + code(&inside, at, items),
                };
            }
            1
        }
        TokenTree::Ident(word) if word == "use" => {
            let end = end_of_item(tokens, at);
            use_tree(&tokens[at + 1..end], &[], false, &mut items.uses);
            end - at
        }
        TokenTree::Ident(_) => {
            let mut path: Vec<String> = tokens.get(at).and_then(ident).into_iter().collect();
            let mut end = at + 1;
            while is_colons(tokens, end) {
                let Some(next) = tokens.get(end + 2).and_then(ident) else { break };
                path.push(next);
                end += 3;
            }
            if path.len() > 1 {
                items.paths.push(path);
            }
            end - at
        }
        _ => 1,
    }
}

/// Adds the names of the `use` tree in `tokens`, which begins below `before`.
fn use_tree(tokens: &[TokenTree], before: &[String], public: bool, uses: &mut Vec<Use>) {
    let mut path = before.to_vec();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        match token {
            TokenTree::Group(group) => {
                let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                for branch in inside.split(|token| is_punct(token, ',')) {
                    use_tree(branch, &path, public, uses);
                }
                return;
            }
            TokenTree::Ident(word) if word == "as" => {
                let name = tokens.get(at + 1).and_then(ident).unwrap_or_default();
                uses.push(Use { path, name, public });
                return;
            }
            // `a::{self}` is `a`.
            TokenTree::Ident(word) if word == "self" && !path.is_empty() => {}
            TokenTree::Ident(word) => path.push(word.to_string()),
            TokenTree::Punct(sign) if sign.as_char() == '*' => {
                uses.push(Use { path, name: "*".to_owned(), public });
                return;
            }
            _ => {}
        }
        at += 1;
    }
    if let Some(name) = path.last().cloned() {
        uses.push(Use { path, name, public });
    }
}

/// The attributes at `at`, as text without blanks, and where the tokens after them begin.
fn attributes(tokens: &[TokenTree], mut at: usize) -> (Vec<String>, usize) {
    let mut found = Vec::new();
    while tokens.get(at).is_some_and(|token| is_punct(token, '#')) {
        let inner = usize::from(tokens.get(at + 1).is_some_and(|token| is_punct(token, '!')));
        let Some(stream) = group(tokens.get(at + 1 + inner), Delimiter::Bracket) else { break };
        if inner == 0 {
            found.push(stream.to_string().replace(' ', ""));
        }
        at += 2 + inner;
    }
    (found, at)
}

fn is_for_tests(attributes: &[String]) -> bool {
    attributes.iter().any(|attribute| attribute == "cfg(test)" || attribute == "test")
}

/// The file of a module that only tests compile.
fn test_file(attributes: &[String], item: &[TokenTree]) -> Option<String> {
    let at = item.iter().position(|token| ident(token).as_deref() == Some("mod"))?;
    let name = item.get(at + 1).and_then(ident)?;
    let path = attributes.iter().find_map(|attribute| attribute.strip_prefix("path=\""));
    let own = path.and_then(|path| path.strip_suffix(".rs\""));
    item.get(at + 2).filter(|token| is_punct(token, ';'))?;
    Some(own.map_or(name, str::to_owned))
}

/// Where the item that begins at `at` ends: behind its semicolon, or behind its body in braces.
fn end_of_item(tokens: &[TokenTree], at: usize) -> usize {
    let rest = &tokens[at.min(tokens.len())..];
    let words = rest.iter().map_while(ident);
    let until_semicolon = words
        .clone()
        .any(|word| matches!(word.as_str(), "use" | "static" | "type" | "extern" | "let"))
        || (words.clone().any(|word| word == "const") && !words.clone().any(|word| word == "fn"));
    let end = rest.iter().position(|token| {
        let body = !until_semicolon && group(Some(token), Delimiter::Brace).is_some();
        is_punct(token, ';') || body
    });
    end.map_or(tokens.len(), |end| at + end + 1)
}

fn ident(token: &TokenTree) -> Option<String> {
    match token {
        TokenTree::Ident(ident) => Some(ident.to_string()),
        _ => None,
    }
}

fn group(token: Option<&TokenTree>, delimiter: Delimiter) -> Option<TokenStream> {
    match token {
        Some(TokenTree::Group(group)) if group.delimiter() == delimiter => Some(group.stream()),
        _ => None,
    }
}

fn is_punct(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign)
}

fn is_colons(tokens: &[TokenTree], at: usize) -> bool {
    [at, at + 1].iter().all(|at| tokens.get(*at).is_some_and(|token| is_punct(token, ':')))
}
