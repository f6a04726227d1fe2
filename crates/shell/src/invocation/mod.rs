//! One command line, read once: the program, its options by their long names, its operands, and
//! where each of them stands.

mod argument;
mod given;
mod reader;
mod tables;
#[cfg(test)]
mod tests;

pub use argument::Argument;
pub use given::Given;
pub use tables::Dialect;

use dockerfile::Span;

/// A simple command after expansion, its options read as its program reads them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invocation {
    /// The name of the program without directories: `chmod`. Empty where it is unknown.
    pub program: String,
    /// Every word, the program's own first; at least one.
    pub words: Vec<Argument>,
    /// The whole simple command, in the Dockerfile.
    pub span: Span,
    /// The options in the order given.
    options: Vec<Given>,
    /// Places of the operands in `words`.
    operands: Vec<usize>,
    /// The place of the first word that the program refuses as an option.
    refused: Option<usize>,
}

impl Invocation {
    /// Reads `words`, of which the first is the program; `span` is the whole command. `dialect`
    /// says which implementation it is, where several go by one name.
    pub fn read(words: Vec<Argument>, span: Span, dialect: Dialect) -> Self {
        let path = words.first().map(Argument::text).unwrap_or_default();
        let program = base_name(path).to_owned();
        let table = tables::find(&program, dialect);
        let read = reader::read(&words, table);
        let (options, operands, refused) = (read.options, read.operands, read.refused);
        Invocation { program, words, span, options, operands, refused }
    }

    /// The same words as another implementation reads them.
    pub fn read_again(&self, dialect: Dialect) -> Self {
        Invocation::read(self.words.clone(), self.span, dialect)
    }

    /// The words after the program.
    pub fn arguments(&self) -> &[Argument] {
        self.words.get(1..).unwrap_or_default()
    }

    /// Where the program's own word stands.
    pub fn program_span(&self) -> Span {
        self.words.first().map_or(self.span, |word| word.span)
    }

    /// The options in the order given.
    pub fn options(&self) -> &[Given] {
        &self.options
    }

    /// The words that are neither options nor their values.
    pub fn operands(&self) -> Vec<&Argument> {
        self.operands.iter().map(|at| &self.words[*at]).collect()
    }

    /// The operand at `index`, from 0.
    pub fn operand(&self, index: usize) -> Option<&Argument> {
        self.operands.get(index).map(|at| &self.words[*at])
    }

    /// The operands whose text is known, as text.
    pub fn operand_texts(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.operands.iter().filter_map(|at| self.words[*at].value.as_deref())
    }

    /// Whether one of `texts` is an operand.
    pub fn has_operand(&self, texts: &[impl AsRef<str>]) -> bool {
        self.operand_texts().any(|text| texts.iter().any(|known| known.as_ref() == text))
    }

    /// The words from the operand at `index` to the end: what a program such as `env` starts.
    pub fn from_operand(&self, index: usize) -> &[Argument] {
        self.operands.get(index).map_or(&[], |at| &self.words[*at..])
    }

    /// The operands before the first option.
    pub fn leading_operands(&self) -> Vec<&Argument> {
        let first = self.options.first().map_or(usize::MAX, |given| given.word);
        let leading = self.operands.iter().filter(|at| **at < first);
        leading.map(|at| &self.words[*at]).collect()
    }

    /// Whether the option of this long name (or letter, where it has no long name) was given.
    pub fn has(&self, name: &str) -> bool {
        self.given(name).is_some()
    }

    /// Whether one of the options was given.
    pub fn has_any(&self, names: &[impl AsRef<str>]) -> bool {
        names.iter().any(|name| self.has(name.as_ref()))
    }

    /// The last use of the option.
    pub fn given(&self, name: &str) -> Option<&Given> {
        self.options.iter().rev().find(|given| given.name == Some(name))
    }

    /// The option's value; the last one given counts.
    pub fn value(&self, name: &str) -> Option<&Argument> {
        self.values(name).last()
    }

    /// The values of every use of the option.
    pub fn values(&self, name: &str) -> impl Iterator<Item = &Argument> {
        let given = self.options.iter().filter(move |given| given.name == Some(name));
        given.filter_map(|given| given.value.as_ref())
    }

    /// Where the word of an option stands.
    pub fn span_of(&self, given: &Given) -> Span {
        self.words[given.word].span
    }

    /// The words after an option's own.
    pub fn after(&self, given: &Given) -> &[Argument] {
        &self.words[given.word + 1..]
    }

    /// The first word that the program refuses: an unknown or ambiguous option, one without the
    /// value that it takes, or one with a value that it does not take.
    pub fn refused(&self) -> Option<&Argument> {
        self.refused.map(|at| &self.words[at])
    }

    /// What it names: the operands, and the parts of options' values, where commas separate the parts.
    pub fn named(&self) -> impl Iterator<Item = &str> {
        let values = self.options.iter().filter_map(|given| given.value.as_ref()?.value.as_deref());
        self.operand_texts().chain(values.flat_map(|value| value.split(',')))
    }

    /// Whether `name` is among what it names.
    pub fn names(&self, name: &str) -> bool {
        self.named().any(|named| named == name)
    }
}

/// The last part of a path: `/usr/sbin/useradd` is `useradd`.
pub fn base_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
