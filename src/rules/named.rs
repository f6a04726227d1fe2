//! Names in a sentence.

/// `a`, `b` and `c`; of more than three, the first two and how many others.
pub(super) fn named(names: &[&str]) -> String {
    let shown = if names.len() > 3 { &names[..2] } else { names };
    let quoted: Vec<String> = shown.iter().map(|name| format!("`{name}`")).collect();
    match &quoted[..] {
        _ if names.len() > 3 => format!("{} and {} more", quoted.join(", "), names.len() - 2),
        [before @ .., last] if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => quoted.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn many_are_counted() {
        assert_eq!(named(&["a"]), "`a`");
        assert_eq!(named(&["a", "b"]), "`a` and `b`");
        assert_eq!(named(&["a", "b", "c"]), "`a`, `b` and `c`");
        assert_eq!(named(&["a", "b", "c", "d"]), "`a`, `b` and 2 more");
    }
}
