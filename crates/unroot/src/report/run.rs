//! How to run the image, for a terminal: the explanations as comments, below them what is copied.
//! A shell and YAML both take `#` for a comment, so the whole can be run or applied as it is.

use super::visible::{visible, width};
use crate::advice::{Flag, Form, Rendered};

/// Columns that an explanation takes at most.
const COLUMNS: usize = 92;

/// `advice` as a text that can be copied as a whole.
pub fn run(advice: &Rendered, form: Form) -> String {
    let mut out = Comments(format!("# {}: with no more than the image needs.\n", form.name()));
    out.list("First:", advice.first.iter());
    out.flags("", &advice.flags);
    out.flags("To mount a directory of your own in place of a volume:", &advice.own_directory);
    out.list("What can't be told from here:", advice.doubts.iter());
    let Comments(mut out) = out;
    out.push('\n');
    out.push_str(&advice.text);
    out.push('\n');
    out
}

struct Comments(String);

impl Comments {
    fn title(&mut self, title: &str) {
        self.0.push_str("#\n");
        if !title.is_empty() {
            self.0.push_str(&format!("# {title}\n"));
        }
    }

    fn list(&mut self, title: &str, items: impl ExactSizeIterator<Item = impl AsRef<str>>) {
        if items.len() == 0 {
            return;
        }
        self.title(title);
        items.for_each(|item| self.paragraph("- ", "  ", item.as_ref()));
    }

    fn flags(&mut self, title: &str, flags: &[Flag]) {
        if flags.is_empty() {
            return;
        }
        self.title(title);
        for flag in flags {
            for line in flag.text.lines() {
                self.0.push_str(&format!("# {}\n", visible(line)));
            }
            self.paragraph("    ", "    ", &flag.why);
            if let Some(source) = flag.source {
                self.paragraph("    (", "     ", &format!("{source})"));
            }
        }
    }

    /// `text` in lines, the first behind `lead`, the others behind `indent`.
    fn paragraph(&mut self, lead: &str, indent: &str, text: &str) {
        let text = visible(text);
        let mut line = lead.to_owned();
        let mut filled = false;
        for word in text.split_whitespace() {
            if filled && width(&line) + 1 + width(word) > COLUMNS {
                self.0.push_str(&format!("# {line}\n"));
                (line, filled) = (indent.to_owned(), false);
            }
            if filled {
                line.push(' ');
            }
            line.push_str(word);
            filled = true;
        }
        self.0.push_str(&format!("# {line}\n"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn explanations_are_comments_and_the_rest_is_not() {
        let flag = |text: &str, why: &'static str| Flag {
            text: text.to_owned(),
            why: why.into(),
            source: Some("a book"),
            span: None,
        };
        let advice = Rendered {
            text: "docker run \\\n  IMAGE".to_owned(),
            flags: vec![flag("a:\n  - b", "Does \u{1b}[31m this.")],
            own_directory: Vec::new(),
            first: vec!["Repair it.".into()],
            doubts: vec!["word ".repeat(25).into()],
        };
        let expected = "# Docker: with no more than the image needs.\n#\n# First:\n# - Repair it.\n#\n\
                        # a:\n#   - b\n#     Does ␛[31m this.\n#     (a book)\n#\n\
                        # What can't be told from here:\n# - word word word word word word word \
                        word word word word word word word word word word word\n#   word word word \
                        word word word word\n\ndocker run \\\n  IMAGE\n";
        assert_eq!(run(&advice, Form::Docker), expected);
    }
}
