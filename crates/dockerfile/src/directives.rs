//! Parser directives: `# name=value` lines before anything else.

use super::lines::Line;
use super::{Directive, Problem, Word};
use crate::Span;

const KNOWN: [&str; 3] = ["syntax", "escape", "check"];

/// Collects the directives at the top of a file.
pub(super) struct Directives {
    pub found: Vec<Directive>,
    /// The escape character as far as it is known.
    pub escape: char,
    done: bool,
}

impl Directives {
    pub fn new() -> Self {
        Directives { found: Vec::new(), escape: '\\', done: false }
    }

    /// Looks at the next line of the file. True if it was a directive; the first line that is
    /// none ends them for good.
    pub fn read(&mut self, line: &Line, problems: &mut Vec<Problem>) -> bool {
        if self.done {
            return false;
        }
        let Some(directive) = directive(line) else {
            self.done = true;
            return false;
        };
        let name = &directive.name.text;
        if self.found.iter().any(|seen| seen.name.text == *name) {
            let message = format!("The directive `{name}` can be given only once.");
            problems.push(Problem { span: directive.span, message });
        } else if name == "escape" {
            match directive.value.text.as_str() {
                "\\" => self.escape = '\\',
                "`" => self.escape = '`',
                _ => problems.push(Problem {
                    span: directive.value.span,
                    message: "The escape character can be only a backslash or a backtick.".into(),
                }),
            }
        }
        self.found.push(directive);
        true
    }
}

fn directive(line: &Line) -> Option<Directive> {
    let (text, start) = line.trimmed();
    let body = text.strip_prefix('#')?.trim_start();
    let (left, right) = body.split_once('=')?;
    let name = left.trim_end();
    let value = right.trim();
    let mut letters = name.bytes();
    let named = letters.next()?.is_ascii_alphabetic()
        && letters.all(|letter| letter.is_ascii_alphanumeric());
    let lower = name.to_ascii_lowercase();
    if !named || value.is_empty() || !KNOWN.contains(&lower.as_str()) {
        return None;
    }
    let name_at = line.end() - body.len();
    let value_at = line.end() - right.trim_start().len();
    Some(Directive {
        span: Span::new(start, line.end()),
        name: Word { text: lower, span: Span::new(name_at, name_at + name.len()) },
        value: Word { text: value.into(), span: Span::new(value_at, value_at + value.len()) },
    })
}

#[cfg(test)]
mod tests {
    use super::super::lines::Lines;
    use super::*;

    fn read(source: &str) -> (Directives, Vec<Problem>) {
        let mut directives = Directives::new();
        let mut problems = Vec::new();
        for line in Lines::new(source) {
            directives.read(&line, &mut problems);
        }
        (directives, problems)
    }

    #[test]
    fn the_first_line_that_is_none_ends_them() {
        for stop in ["", "# a comment", "# unknown=x", "FROM a", "# =x", "# syntax ="] {
            let (read, _) = read(&format!("# syntax=a/b:1\n{stop}\n# escape=`\n"));
            assert_eq!((read.found.len(), read.escape), (1, '\\'), "{stop}");
        }
    }

    #[test]
    fn blanks_case_and_a_byte_order_mark_do_not_matter() {
        let source = "\u{feff} #  ESCAPE = ` \r\n#check=skip=all\n";
        let (read, problems) = read(source);
        assert_eq!(read.escape, '`');
        assert_eq!(read.found[0].name.text, "escape");
        assert_eq!(read.found[0].name.span.of(source), "ESCAPE");
        assert_eq!(read.found[0].value.span.of(source), "`");
        assert_eq!(read.found[1].value.text, "skip=all");
        assert!(problems.is_empty());
    }

    #[test]
    fn repeated_and_impossible_ones_are_problems() {
        let (read, problems) = read("# escape=x\n# escape=`\n");
        assert_eq!((read.escape, problems.len()), ('\\', 2));
    }
}
