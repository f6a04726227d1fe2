//! Names in a sentence.

/// `a`, `b` and `c`; of more than three, the first two and how many others.
pub fn named(names: &[&str]) -> String {
    let shown = if names.len() > 3 { &names[..2] } else { names };
    let mut quoted: Vec<String> = shown.iter().map(|name| format!("`{name}`")).collect();
    if names.len() > 3 {
        quoted.push(format!("{} more", names.len() - 2));
    }
    listed(&quoted)
}

/// a, b and c.
pub fn listed<S: AsRef<str>>(items: &[S]) -> String {
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [before @ .., last] => {
            let before: Vec<&str> = before.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", before.join(", "), last.as_ref())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{listed, named};

    #[test]
    fn many_are_counted() {
        assert_eq!(listed::<&str>(&[]), "");
        assert_eq!(listed(&["with a", "with b"]), "with a and with b");
        assert_eq!(named(&["a"]), "`a`");
        assert_eq!(named(&["a", "b"]), "`a` and `b`");
        assert_eq!(named(&["a", "b", "c"]), "`a`, `b` and `c`");
        assert_eq!(named(&["a", "b", "c", "d"]), "`a`, `b` and 2 more");
    }
}
