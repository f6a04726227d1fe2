//! Options and operands as GNU's `getopt_long` reads them: options anywhere, short ones in groups, a
//! value attached or following.

use super::arg::Arg;

/// The arguments of a program, sorted.
pub(super) struct Parsed<'a> {
    /// Options in order, without dashes, with the value if they take one.
    options: Vec<(String, Option<Arg>)>,
    /// The rest.
    pub(super) operands: Vec<&'a Arg>,
}

/// Reads `args`. `short` holds the letters of the options that take a value, `long` their long names.
pub(super) fn parse<'a>(args: &'a [Arg], short: &str, long: &[&str]) -> Parsed<'a> {
    let mut parsed = Parsed { options: Vec::new(), operands: Vec::new() };
    let mut rest = args.iter();
    while let Some(arg) = rest.next() {
        let text = arg.text();
        if text == "--" {
            parsed.operands.extend(rest);
            break;
        }
        if let Some(name) = text.strip_prefix("--") {
            let (name, value) = match name.split_once('=') {
                Some((name, value)) => (name, Some(Arg::known(value, arg.span))),
                None if long.contains(&name) => (name, rest.next().cloned()),
                None => (name, None),
            };
            parsed.options.push((name.to_owned(), value));
            continue;
        }
        let letters = text.strip_prefix('-').filter(|letters| !letters.is_empty());
        let Some(letters) = letters else {
            parsed.operands.push(arg);
            continue;
        };
        for (at, letter) in letters.char_indices() {
            if !short.contains(letter) {
                parsed.options.push((letter.to_string(), None));
                continue;
            }
            let attached = &letters[at + letter.len_utf8()..];
            let value = match attached {
                "" => rest.next().cloned(),
                value => Some(Arg::known(value, arg.span)),
            };
            parsed.options.push((letter.to_string(), value));
            break;
        }
    }
    parsed
}

impl Parsed<'_> {
    /// Whether one of `names` is given.
    pub(super) fn has(&self, names: &[&str]) -> bool {
        self.options.iter().any(|(name, _)| names.contains(&name.as_str()))
    }

    /// The value of the last of `names`.
    pub(super) fn value(&self, names: &[&str]) -> Option<&Arg> {
        let found = self.options.iter().rev().find(|(name, _)| names.contains(&name.as_str()));
        found.and_then(|(_, value)| value.as_ref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dockerfile::Span;

    #[test]
    fn options_come_in_every_shape() {
        let args: Vec<Arg> = ["-dm755", "--owner=app", "a", "-g", "app", "--", "-b"]
            .map(|text| Arg::known(text, Span::at(0)))
            .to_vec();
        let parsed = parse(&args, "gm", &["owner"]);
        assert!(parsed.has(&["d"]) && !parsed.has(&["x"]));
        assert_eq!(parsed.value(&["m"]).map(Arg::text), Some("755"));
        assert_eq!(parsed.value(&["o", "owner"]).map(Arg::text), Some("app"));
        assert_eq!(parsed.value(&["g"]).map(Arg::text), Some("app"));
        let operands: Vec<&str> = parsed.operands.iter().map(|arg| arg.text()).collect();
        assert_eq!(operands, ["a", "-b"]);
    }
}
