//! Unified diffs.

use similar::{Algorithm, TextDiff};

/// What changes from `before` to `after`, as `patch` and `git apply` take it; empty where nothing
/// does. `name` is the file's path.
pub fn diff(before: &str, after: &str, name: &str) -> String {
    if before == after {
        return String::new();
    }
    // Only `\n` ends a line, for those who read the diff: a lone `\r` does not.
    let old: Vec<&str> = before.split_inclusive('\n').collect();
    let new: Vec<&str> = after.split_inclusive('\n').collect();
    let mut config = TextDiff::configure();
    let diff = config.algorithm(Algorithm::Myers).newline_terminated(true).diff_slices(&old, &new);
    let path = name.trim_start_matches("./").trim_start_matches('/');
    let (old_name, new_name) = (quoted(&format!("a/{path}")), quoted(&format!("b/{path}")));
    diff.unified_diff().header(&old_name, &new_name).to_string()
}

/// `path` as Git writes it: quoted where a control character, a quote or a backslash would be misread.
fn quoted(path: &str) -> String {
    if !path.contains(|char: char| char.is_control() || matches!(char, '"' | '\\')) {
        return path.to_owned();
    }
    let escape = |char: char| match char {
        '"' | '\\' => format!("\\{char}"),
        char if char.is_control() => {
            char.to_string().bytes().map(|byte| format!("\\{byte:03o}")).collect()
        }
        char => char.to_string(),
    };
    format!("\"{}\"", path.chars().map(escape).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diff_names_both_sides_and_keeps_line_endings() {
        let diff = diff("FROM a\r\nUSER root\r\n", "FROM a\r\nUSER app\r\n", "./x/Dockerfile");
        let expected = "--- a/x/Dockerfile\n+++ b/x/Dockerfile\n@@ -1,2 +1,2 @@\n FROM a\r\n\
                        -USER root\r\n+USER app\r\n";
        assert_eq!(diff, expected);
    }

    #[test]
    fn a_missing_newline_at_the_end_is_told() {
        let told = "\\ No newline at end of file\n";
        assert_eq!(
            diff("FROM a", "FROM a\nUSER 1", "/Dockerfile"),
            format!(
                "--- a/Dockerfile\n+++ b/Dockerfile\n@@ -1 +1,2 @@\n-FROM a\n{told}+FROM a\n+USER 1\n{told}"
            )
        );
    }

    #[test]
    fn nothing_changed_is_no_diff() {
        assert_eq!(diff("FROM a", "FROM a", "Dockerfile"), "");
    }

    #[test]
    fn odd_characters_do_not_break_the_header_or_the_lines() {
        let diff = diff("a\rb\n", "a\rc\n", "odd\n\"name");
        assert!(diff.starts_with("--- \"a/odd\\012\\\"name\"\n"), "{diff}");
        assert!(diff.ends_with("@@ -1 +1 @@\n-a\rb\n+a\rc\n"), "{diff:?}");
    }
}
