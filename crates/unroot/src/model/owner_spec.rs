//! Owners as `chown`, `chgrp` and `--chown` take them: a user, a group, or both.

use dockerfile::Span;
use std::fmt;

/// `app`, `app:staff`, `:staff`, `1000:`, read once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnerSpec {
    text: String,
    /// Where the separator stands in the text.
    separator: Option<usize>,
    /// Bytes of the text that the word in the file lacks: the colon, for `chgrp`.
    added: usize,
    span: Span,
}

impl OwnerSpec {
    /// Reads `text`, which stands at `span`.
    pub fn parse(text: &str, span: Span) -> Self {
        OwnerSpec { text: text.to_owned(), separator: text.find(':'), added: 0, span }
    }

    /// The same with a dot between user and group, as `chown` takes it where no user has that name.
    pub fn parse_dotted(text: &str, span: Span) -> Self {
        OwnerSpec { separator: text.find(['.', ':']), ..OwnerSpec::parse(text, span) }
    }

    /// The group that `chgrp` is given.
    pub fn of_group(text: &str, span: Span) -> Self {
        OwnerSpec { text: format!(":{text}"), separator: Some(0), added: 1, span }
    }

    /// As it is written, with a colon before the group of `chgrp`.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The whole of it, in the Dockerfile.
    pub fn span(&self) -> Span {
        self.span
    }

    /// The user; `None` where it names none.
    pub fn user(&self) -> Option<&str> {
        let user = &self.text[..self.separator.unwrap_or(self.text.len())];
        (!user.is_empty()).then_some(user)
    }

    /// What follows the colon, which may be empty: `app:` means the user's own group.
    pub fn group(&self) -> Option<&str> {
        self.separator.map(|at| &self.text[at + 1..])
    }

    /// Where the user stands: the whole word where it has quotes or variables.
    pub fn user_span(&self) -> Span {
        self.part(0, self.separator.unwrap_or(self.text.len()))
    }

    /// Where the group stands; see [`OwnerSpec::user_span`].
    pub fn group_span(&self) -> Span {
        self.part(self.separator.map_or(0, |at| at + 1), self.text.len())
    }

    /// Whether it begins with a number.
    pub fn is_numeric(&self) -> bool {
        self.text.trim_start_matches(':').starts_with(|char: char| char.is_ascii_digit())
    }

    fn part(&self, from: usize, to: usize) -> Span {
        let plain = self.span.end - self.span.start + self.added == self.text.len();
        match plain && from >= self.added {
            true => {
                let start = self.span.start - self.added;
                Span::new(start + from, start + to)
            }
            false => self.span,
        }
    }

    /// The parts of `spec`, which starts at byte `start` of the Dockerfile: without their quotes, and with
    /// the place of each.
    pub fn written(start: usize, spec: &str) -> Vec<(&str, Span)> {
        let mut at = start;
        let mut parts = Vec::new();
        for part in spec.split(':') {
            let bare = part.trim_matches('"');
            let start = at + (part.len() - part.trim_start_matches('"').len());
            parts.push((bare, Span::new(start, start + bare.len())));
            at += part.len() + 1;
        }
        parts
    }
}

impl fmt::Display for OwnerSpec {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::OwnerSpec;
    use dockerfile::Span;

    #[test]
    fn parts_have_places_of_their_own() {
        let text = "chown app:staff x";
        let spec = OwnerSpec::parse("app:staff", Span::new(6, 15));
        assert_eq!((spec.user(), spec.group()), (Some("app"), Some("staff")));
        assert_eq!((spec.user_span().of(text), spec.group_span().of(text)), ("app", "staff"));
        let login = OwnerSpec::parse("1000:", Span::new(6, 11));
        assert_eq!(
            (login.user(), login.group(), login.is_numeric()),
            (Some("1000"), Some(""), true)
        );
        let dotted = OwnerSpec::parse_dotted("app.staff", Span::new(6, 15));
        assert_eq!((dotted.user(), dotted.group()), (Some("app"), Some("staff")));
        assert_eq!(OwnerSpec::parse("app.staff", Span::new(6, 15)).group(), None);
        let group = OwnerSpec::of_group("staff", Span::new(10, 15));
        assert_eq!((group.user(), group.text()), (None, ":staff"));
        assert_eq!(group.group_span().of(text), "staff");
        // Quotes or variables: the word as a whole.
        let quoted = OwnerSpec::parse("app:staff", Span::new(6, 17));
        assert_eq!(quoted.user_span(), Span::new(6, 17));
    }
}
