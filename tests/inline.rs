//! Finds texts for a reader that stand in a component instead of in `src/app/words`.

/// Attributes whose values nobody reads, beside `data-…`.
const QUIET: [&str; 21] = [
    "accept",
    "aria-busy",
    "aria-controls",
    "aria-hidden",
    "aria-labelledby",
    "aria-live",
    "autocomplete",
    "class",
    "id",
    "mark",
    "name",
    "popover",
    "popovertarget",
    "popovertargetaction",
    "rel",
    "role",
    "scope",
    "spellcheck",
    "tabindex",
    "target",
    "type",
];

/// Names that code gives or compares: values of attributes, ids, keys, a path. What has a hyphen
/// and no space, like `tab-page`, is a name anyway.
const NAMES: &[&str] = &[
    "ArrowDown",
    "ArrowLeft",
    "ArrowRight",
    "ArrowUp",
    "End",
    "F1",
    "F10",
    "F2",
    "F4",
    "F8",
    "F9",
    "Home",
    "application/json",
    "application/octet-stream",
    "application/sarif+json",
    "arguments",
    "bad",
    "button small",
    "button small primary",
    "code",
    "course",
    "course.json",
    "dark",
    "dialog",
    "fails",
    "false",
    "good",
    "hints=off",
    "lesson",
    "lesson=",
    "light",
    "met",
    "missed",
    "projector",
    "rules/{}.md",
    "sheet",
    "step",
    "system",
    "target",
    "text/markdown",
    "text/x-patch",
    "true",
    "unknown",
    "unroot.json",
    "unroot.md",
    "unroot.patch",
    "unroot.sarif",
    "verdict",
    "walk",
];

/// What a string literal is in a component.
#[derive(PartialEq)]
enum Place {
    /// Text between tags.
    Child,
    /// The value of an attribute or a component's property.
    Value(String),
    /// An expression.
    Code,
}

/// The texts among the string literals of `code`, each with its line; and how many literals there
/// are at all.
pub fn inline_texts(code: &str) -> (Vec<(usize, String)>, usize) {
    let (mut texts, mut seen) = (Vec::new(), 0);
    // Code without comments, and with empty literals: what stands before the next one.
    let mut before = String::new();
    let mut rest = code;
    while let Some(next) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if next == '"' {
            let length = literal_length(rest);
            let text = &rest[1..length - 1];
            seen += 1;
            if is_text(text, place(&before, &rest[length..])) {
                let line = code[..code.len() - rest.len()].matches('\n').count() + 1;
                texts.push((line, text.to_owned()));
            }
            before.push_str("\"\"");
            length
        } else {
            let length = character_length(rest).unwrap_or(next.len_utf8());
            before.push_str(&rest[..length]);
            length
        };
        rest = &rest[length..];
    }
    (texts, seen)
}

/// Bytes of the string literal at the start of `code`, with its quotes.
fn literal_length(code: &str) -> usize {
    let mut escaped = true;
    for (at, byte) in code.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    panic!("a string without end");
}

/// Bytes of the character literal at the start of `code`; a lifetime is none.
fn character_length(code: &str) -> Option<usize> {
    let inside = code.strip_prefix('\'')?;
    let first = inside.chars().next()?;
    let length = if first == '\\' { inside[2..].find('\'')? + 2 } else { first.len_utf8() };
    inside[length..].starts_with('\'').then_some(length + 2)
}

fn place(before: &str, after: &str) -> Place {
    // `leptosfmt` and people write `name="value"` without spaces; Rust's own `=` has them.
    if let Some(start) = before.strip_suffix('=') {
        let name = start.rsplit(|c: char| !(c.is_alphanumeric() || "-_:".contains(c))).next();
        return Place::Value(name.unwrap_or_default().to_owned());
    }
    let before = before.trim_end();
    let tag = before.ends_with('>') && !before.ends_with("=>") && !before.ends_with("->");
    let first = before.strip_suffix('{').is_some_and(|before| before.trim_end().ends_with("view!"));
    // After a block there may also come the pattern of another arm.
    let arm = ["=>", "|", "if "].iter().any(|sign| after.trim_start().starts_with(sign));
    let sibling = (before.ends_with('}') || before.ends_with('"')) && !arm;
    if tag || first || sibling { Place::Child } else { Place::Code }
}

fn is_text(literal: &str, place: Place) -> bool {
    if !has_words(literal) {
        return false;
    }
    match place {
        Place::Child => true,
        Place::Value(name) => !(name.starts_with("data-") || QUIET.contains(&name.as_str())),
        Place::Code => {
            let of_name =
                |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-{}".contains(c);
            let hyphened = literal.contains('-') && literal.chars().all(of_name);
            !hyphened && !NAMES.contains(&literal)
        }
    }
}

/// Whether there are letters outside of `{}` and escapes.
fn has_words(literal: &str) -> bool {
    let (mut depth, mut escaped) = (0, false);
    literal.chars().any(|c| {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => return depth == 0 && c.is_alphabetic(),
        }
        false
    })
}
