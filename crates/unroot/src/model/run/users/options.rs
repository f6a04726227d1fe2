//! Options of the commands that make users, read as each implementation reads them.

use crate::model::run::arg::Arg;
use dockerfile::Span;

/// An option: its letter (`'\0'` for none), its long name, and whether it takes an argument.
pub(super) type Opt = (char, &'static str, bool);

/// What was given.
#[derive(Default)]
pub(super) struct Options {
    /// Long names in the order given, with the argument of those that take one.
    given: Vec<(&'static str, Option<Arg>)>,
    /// The other words.
    pub operands: Vec<Arg>,
}

/// An option that the program does not know, takes for several, or whose argument is missing.
pub(super) struct BadOption {
    pub option: String,
    pub span: Span,
}

/// The one operand that names an account.
pub(super) enum Name<'a> {
    /// It is known. `sure` is false where other words can't be read, which may be options.
    Known { name: &'a str, span: Span, sure: bool },
    /// It can't be read.
    Hidden(Span),
    /// Too few or too many words: the program prints how it is used.
    Usage,
}

impl Options {
    /// Whether the option was given.
    pub fn has(&self, long: &str) -> bool {
        self.given.iter().any(|(name, _)| *name == long)
    }

    /// The option's argument; the last one given counts.
    pub fn value(&self, long: &str) -> Option<&Arg> {
        self.values(long).last()
    }

    /// The arguments of every use of the option.
    pub fn values(&self, long: &str) -> impl Iterator<Item = &Arg> {
        self.given.iter().filter(move |(name, _)| *name == long).filter_map(|(_, arg)| arg.as_ref())
    }

    /// Whether any option was given.
    pub fn any(&self) -> bool {
        !self.given.is_empty()
    }

    /// The account that a command with one operand is about.
    pub fn name(&self) -> Name<'_> {
        let mut known = self.operands.iter().filter_map(|arg| Some((arg.value.as_deref()?, arg)));
        let hidden = self.operands.iter().find(|arg| arg.value.is_none());
        match (known.next(), known.next(), hidden) {
            (Some((name, arg)), None, hidden) => {
                Name::Known { name, span: arg.span, sure: hidden.is_none() }
            }
            (_, _, Some(arg)) => Name::Hidden(arg.span),
            _ => Name::Usage,
        }
    }

    fn push(&mut self, option: &Opt, attached: Option<Arg>, rest: &mut Rest) -> Option<()> {
        let argument = match (option.2, attached) {
            (false, _) => None,
            (true, Some(arg)) => Some(arg),
            (true, None) => Some(rest.next()?.clone()),
        };
        self.given.push((option.1, argument));
        Some(())
    }
}

type Rest<'a> = std::slice::Iter<'a, Arg>;

/// Reads arguments as GNU's and musl's `getopt_long` do: letters in clusters, `--name=value`,
/// unambiguous beginnings of long names, operands anywhere.
pub(super) fn getopt(args: &[Arg], table: &[Opt]) -> Result<Options, BadOption> {
    let mut options = Options::default();
    let mut rest = args.iter();
    while let Some(arg) = rest.next() {
        let bad = |option: &str| BadOption { option: option.into(), span: arg.span };
        match arg.value.as_deref() {
            Some("--") => options.operands.extend(rest.by_ref().cloned()),
            Some(word) if word.starts_with("--") => {
                let (name, value) = split(&word[2..], arg);
                let option = unique(name, table, false).ok_or_else(|| bad(word))?;
                if value.is_some() && !option.2 {
                    return Err(bad(word));
                }
                options.push(option, value, &mut rest).ok_or_else(|| bad(word))?;
            }
            Some(word) if word.len() > 1 && word.starts_with('-') => {
                let mut letters = word[1..].chars();
                while let Some(letter) = letters.next() {
                    let named = |option: &&Opt| option.0 == letter;
                    let option = table.iter().find(named).ok_or_else(|| bad(word))?;
                    let tail = letters.as_str();
                    let attached = (option.2 && !tail.is_empty())
                        .then(|| Arg { value: Some(tail.into()), span: arg.span });
                    options.push(option, attached, &mut rest).ok_or_else(|| bad(word))?;
                    if option.2 {
                        break;
                    }
                }
            }
            _ => options.operands.push(arg.clone()),
        }
    }
    Ok(options)
}

/// Reads arguments as Perl's `Getopt::Long` does by default: one dash is as good as two, case does
/// not matter, unambiguous beginnings count, and a letter of its own is the same as its option.
pub(super) fn getopt_perl(args: &[Arg], table: &[Opt]) -> Result<Options, BadOption> {
    let mut options = Options::default();
    let mut rest = args.iter();
    while let Some(arg) = rest.next() {
        let bad = |option: &str| BadOption { option: option.into(), span: arg.span };
        match arg.value.as_deref() {
            Some("--") => options.operands.extend(rest.by_ref().cloned()),
            Some(word) if word.len() > 1 && word.starts_with('-') => {
                let text = word.strip_prefix("--").unwrap_or(&word[1..]);
                let (name, value) = split(text, arg);
                let name = name.to_ascii_lowercase();
                let option = unique(&name, table, true).ok_or_else(|| bad(word))?;
                if value.is_some() && !option.2 {
                    return Err(bad(word));
                }
                options.push(option, value, &mut rest).ok_or_else(|| bad(word))?;
            }
            _ => options.operands.push(arg.clone()),
        }
    }
    Ok(options)
}

/// `name=value` of a long option.
fn split<'a>(text: &'a str, arg: &Arg) -> (&'a str, Option<Arg>) {
    match text.split_once('=') {
        Some((name, value)) => (name, Some(Arg { value: Some(value.into()), span: arg.span })),
        None => (text, None),
    }
}

/// The option of this name, or the only one whose name begins so. Two names with one letter are
/// one option. `letters`: the letter counts as a name.
fn unique<'a>(name: &str, table: &'a [Opt], letters: bool) -> Option<&'a Opt> {
    let letter = |option: &&Opt| letters && option.0 != '\0' && name == option.0.to_string();
    let exact = table.iter().find(|option| option.1 == name).or_else(|| table.iter().find(letter));
    if exact.is_some() || name.is_empty() {
        return exact;
    }
    let mut begins = table.iter().filter(|option| option.1.starts_with(name));
    let first = begins.next()?;
    let same = |other: &Opt| first.0 != '\0' && other.0 == first.0;
    begins.all(same).then_some(first)
}
