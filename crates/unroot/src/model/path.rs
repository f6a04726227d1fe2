//! Absolute paths as text.

/// Whether `path` is `root` or lies below it (both absolute and clean).
pub fn is_within(path: &str, root: &str) -> bool {
    root == "/"
        || path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The directories above `path`, nearest first, ending with `/`.
pub fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    let mut at = path;
    std::iter::from_fn(move || {
        let slash = at.rfind('/')?;
        if at == "/" {
            return None;
        }
        at = if slash == 0 { "/" } else { &at[..slash] };
        Some(at)
    })
}

/// `path` seen from the directory `base`, without `.`, `..` and doubled slashes; absolute.
pub fn join(base: &str, path: &str) -> String {
    let whole = if path.starts_with('/') { path.to_owned() } else { format!("{base}/{path}") };
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    format!("/{}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_join_clean_and_find_their_ancestors() {
        assert_eq!(join("/app", "../x/./y//z"), "/x/y/z");
        assert_eq!(join("/app", "/"), "/");
        assert_eq!(join("/", ".."), "/");
        assert_eq!(ancestors("/a/b/c").collect::<Vec<_>>(), ["/a/b", "/a", "/"]);
        assert_eq!(ancestors("/").count(), 0);
        assert!(is_within("/app/x", "/app") && is_within("/app", "/app"));
        assert!(!is_within("/apple", "/app"));
    }
}
