//! The arguments of an instruction, untyped: what BuildKit's parser makes of the rest of a line.

use super::json::{Json, array};
use super::words::{split, split_once, words};
use super::{Joined, Keyword, Problem};
use std::ops::Range;

/// One argument, by its place in the logical line.
pub(super) struct Arg {
    pub text: String,
    /// Bytes of the logical line; empty for what BuildKit adds.
    pub range: Range<usize>,
}

#[derive(Default)]
pub(super) struct Args {
    pub list: Vec<Arg>,
    /// Exec form.
    pub json: bool,
}

impl Args {
    fn of(text: &str, ranges: impl IntoIterator<Item = Range<usize>>) -> Self {
        let arg = |range: Range<usize>| Arg { text: text[range.clone()].to_owned(), range };
        Args { list: ranges.into_iter().map(arg).collect(), json: false }
    }
}

/// Reads the arguments at `rest`. A problem here makes BuildKit refuse the whole file.
pub(super) fn read(
    keyword: Keyword,
    line: &Joined,
    rest: Range<usize>,
    escape: char,
) -> Result<Args, Problem> {
    let text = line.text();
    let whole = || Args::of(text, Some(rest.clone()).filter(|rest| !rest.is_empty()));
    Ok(match keyword {
        Keyword::Run | Keyword::Cmd | Keyword::Entrypoint | Keyword::Shell => {
            exec(line, rest.clone())?.unwrap_or_else(whole)
        }
        Keyword::Add | Keyword::Copy | Keyword::Volume => {
            exec(line, rest.clone())?.unwrap_or_else(|| Args::of(text, split(text, rest.clone())))
        }
        Keyword::Expose | Keyword::From => Args::of(text, split(text, rest)),
        Keyword::Arg => Args::of(text, words(text, rest, escape)),
        Keyword::Env | Keyword::Label => pairs(line, rest, escape)?,
        Keyword::Healthcheck => {
            let (kind, command) = healthcheck(text, rest);
            let mut args = Args::of(text, Some(kind.clone()).filter(|kind| !kind.is_empty()));
            let more = match exec(line, command.clone())? {
                Some(args) => args,
                None => Args::of(text, Some(command).filter(|command| !command.is_empty())),
            };
            args.list.extend(more.list);
            args.json = more.json;
            args
        }
        Keyword::Maintainer | Keyword::Stopsignal | Keyword::User | Keyword::Workdir => whole(),
        Keyword::Onbuild if rest.is_empty() => Args::default(),
        Keyword::Onbuild | Keyword::Unknown => {
            Args { list: vec![Arg { text: String::new(), range: rest }], json: false }
        }
    })
}

/// The exec form at `range`, if it is one.
fn exec(line: &Joined, range: Range<usize>) -> Result<Option<Args>, Problem> {
    match array(&line.text()[range.clone()]) {
        Json::No => Ok(None),
        Json::Strings(strings) => {
            let place = |at: Range<usize>| range.start + at.start..range.start + at.end;
            let list = strings.into_iter().map(|(text, at)| Arg { text, range: place(at) });
            Ok(Some(Args { list: list.collect(), json: true }))
        }
        Json::Others(at) => Err(Problem {
            span: line.span(range.start + at.start, range.start + at.end),
            message: "The exec form takes only strings in double quotes.".into(),
        }),
    }
}

/// ENV and LABEL: name, value and separator of each pair.
fn pairs(line: &Joined, rest: Range<usize>, escape: char) -> Result<Args, Problem> {
    let text = line.text();
    let words = words(text, rest.clone(), escape);
    let mut args = Args::default();
    let mut push = |name: Range<usize>, value: Range<usize>, separator: &str| {
        let added = Arg { text: separator.to_owned(), range: value.start..value.start };
        args.list.extend(Args::of(text, [name, value]).list);
        args.list.push(added);
    };
    let problem = |range: Range<usize>, message: &str| Problem {
        span: line.span(range.start, range.end),
        message: message.to_owned(),
    };
    if words.first().is_some_and(|word| !text[word.clone()].contains('=')) {
        let Some((name, value)) = split_once(text, rest.clone()) else {
            return Err(problem(rest, "This name has no value: write `name=value`."));
        };
        push(name, value, "");
        return Ok(args);
    }
    for word in words {
        let Some(at) = text[word.clone()].find('=') else {
            return Err(problem(word, "Each pair must be written `name=value`, without blanks."));
        };
        push(word.start..word.start + at, word.start + at + 1..word.end, "=");
    }
    Ok(args)
}

/// `CMD` or `NONE`, and what follows. BuildKit looks for white space byte by byte here.
pub(super) fn healthcheck(text: &str, rest: Range<usize>) -> (Range<usize>, Range<usize>) {
    let is_space = |byte: &u8| matches!(byte, b'\t'..=b'\r' | b' ' | 0x85 | 0xa0);
    let bytes = &text.as_bytes()[rest.clone()];
    let ceil = |at: usize| {
        let mut at = rest.start + at;
        while !text.is_char_boundary(at) {
            at += 1;
        }
        at
    };
    let kind = bytes.iter().position(is_space).unwrap_or(bytes.len());
    let blanks = bytes[kind..].iter().position(|byte| !is_space(byte));
    let command = blanks.map_or(bytes.len(), |blanks| kind + blanks);
    let kind = ceil(kind);
    (rest.start..kind, ceil(command).max(kind)..rest.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(keyword: Keyword, text: &str) -> Option<(Vec<String>, bool)> {
        let mut line = Joined::default();
        line.push(text, 0);
        let args = read(keyword, &line, 0..text.len(), '\\').ok()?;
        Some((args.list.into_iter().map(|arg| arg.text).collect(), args.json))
    }

    fn list(keyword: Keyword, text: &str) -> Vec<String> {
        told(keyword, text).unwrap().0
    }

    #[test]
    fn old_and_new_pairs() {
        assert_eq!(list(Keyword::Env, "a b=c  d "), ["a", "b=c  d ", ""]);
        assert_eq!(list(Keyword::Label, r#"a="b c" d="#), ["a", "\"b c\"", "=", "d", "", "="]);
        assert!(told(Keyword::Env, "a").is_none());
        assert!(told(Keyword::Env, "a=b c").is_none());
        // The old form is cut at plain blanks, even inside quotes.
        assert_eq!(list(Keyword::Env, "\"a b\" c"), ["\"a", "b\" c", ""]);
    }

    #[test]
    fn broken_json_is_shell_form_and_other_json_is_refused() {
        assert_eq!(told(Keyword::Run, "['a']").unwrap(), (vec!["['a']".into()], false));
        assert_eq!(told(Keyword::Run, "[\"a\"]").unwrap(), (vec!["a".into()], true));
        assert!(told(Keyword::Run, "[1]").is_none());
        assert_eq!(told(Keyword::Copy, "[\"a\" b").unwrap().0, ["[\"a\"", "b"]);
    }

    #[test]
    fn healthchecks_name_their_kind() {
        assert_eq!(list(Keyword::Healthcheck, "CMD  curl  x"), ["CMD", "curl  x"]);
        assert!(told(Keyword::Healthcheck, "CMD [\"a\"]").unwrap().1);
        assert_eq!(list(Keyword::Healthcheck, "CMD\u{3000}\u{a0}é").len(), 2);
        assert_eq!(list(Keyword::Healthcheck, "C\u{2140} x"), ["C\u{2140}", " x"]);
        assert!(list(Keyword::Healthcheck, "").is_empty());
    }
}
