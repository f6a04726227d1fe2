//! Unified diffs, as `patch` and `git apply` take them.

use super::lines::lines;
use similar::algorithms::{Capture, Compact, Replace, myers};
use similar::{DiffOp, group_diff_ops};
use std::ops::Range;

/// How many lines around a change tell where it is.
const CONTEXT: usize = 3;

/// What changes from `before` to `after`; empty where nothing does. `name` is the file's path. Line
/// endings are part of the lines, and a byte-order mark of the first.
pub fn diff(before: &str, after: &str, name: &str) -> String {
    if before == after {
        return String::new();
    }
    let (old, new) = (lines(before), lines(after));
    let path = name.trim_start_matches("./").trim_start_matches('/');
    let mut out = format!("--- {}\n+++ {}\n", header("a", path), header("b", path));
    for hunk in group_diff_ops(compare(&old, &new), CONTEXT) {
        write_hunk(&mut out, &hunk, &old, &new);
    }
    out
}

/// The shortest way from the lines `old` to the lines `new`, top-down. Between two changes there is at
/// least one line that both have.
fn compare(old: &[&str], new: &[&str]) -> Vec<DiffOp> {
    // Memory grows with the number of lines, not with its square; time with the number of changes.
    let mut found = Compact::new(Replace::new(Capture::new()), old, new);
    let done = myers::diff_deadline_raw(&mut found, old, 0..old.len(), new, 0..new.len(), None);
    match done {
        Ok(()) => found.into_inner().into_inner().into_ops(),
        Err(never) => match never {},
    }
}

fn write_hunk(out: &mut String, hunk: &[DiffOp], old: &[&str], new: &[&str]) {
    let (Some(first), Some(last)) = (hunk.first(), hunk.last()) else { return };
    let was = place(&(first.old_range().start..last.old_range().end));
    let is = place(&(first.new_range().start..last.new_range().end));
    *out += &format!("@@ -{was} +{is} @@\n");
    for op in hunk {
        let (gone, come) = (&old[op.old_range()], &new[op.new_range()]);
        if matches!(op, DiffOp::Equal { .. }) {
            write_lines(out, ' ', gone);
        } else {
            write_lines(out, '-', gone);
            write_lines(out, '+', come);
        }
    }
}

fn write_lines(out: &mut String, mark: char, lines: &[&str]) {
    for line in lines {
        out.push(mark);
        out.push_str(line);
        if !line.ends_with('\n') {
            out.push_str("\n\\ No newline at end of file\n");
        }
    }
}

/// Lines as a hunk's header counts them: from 1, and from the line before where there are none.
fn place(lines: &Range<usize>) -> String {
    match lines.len() {
        0 => format!("{},0", lines.start),
        1 => format!("{}", lines.start + 1),
        count => format!("{},{count}", lines.start + 1),
    }
}

/// `side/path` as Git writes it: quoted where a control character, a quote or a backslash would be
/// misread, and with a tab after it where a space might end it.
fn header(side: &str, path: &str) -> String {
    let name = format!("{side}/{path}");
    if !name.contains(|char: char| char.is_control() || matches!(char, '"' | '\\')) {
        return if name.contains(' ') { name + "\t" } else { name };
    }
    let escape = |char: char| match char {
        '"' | '\\' => format!("\\{char}"),
        char if char.is_control() => {
            char.to_string().bytes().map(|byte| format!("\\{byte:03o}")).collect()
        }
        char => char.to_string(),
    };
    format!("\"{}\"", name.chars().map(escape).collect::<String>())
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

    /// Far apart in a long text, where a table of all pairs of lines would not fit.
    #[test]
    fn two_changes_in_a_long_text_stay_two_changes() {
        let old: String = (1..=10_000).map(|line| format!("RUN echo {line}\n")).collect();
        let new = old.replace("echo 5\n", "true\n").replace("echo 9990\n", "false\n");
        let diff = diff(&old, &new, "Dockerfile");
        assert_eq!((diff.matches("\n@@ ").count(), diff.lines().count()), (2, 2 + 2 * 9));
    }

    #[test]
    fn odd_characters_do_not_break_the_header_or_the_lines() {
        let diff = diff("a\rb\n", "a\rc\n", "odd\n\"name");
        assert!(diff.starts_with("--- \"a/odd\\012\\\"name\"\n"), "{diff}");
        assert!(diff.ends_with("@@ -1 +1 @@\n-a\rb\n+a\rc\n"), "{diff:?}");
    }
}
