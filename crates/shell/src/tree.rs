//! What a shell script is made of. Spans are bytes of the script's own text (a logical line or a
//! heredoc's body); [`Joined`](dockerfile::Joined) leads from there to the Dockerfile.

use dockerfile::Span;
use std::sync::Arc;

/// Pipelines in a row with what stands between them.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct List {
    /// Each pipeline, and what joins it to the one **before** it ([`Connector::Then`] for the first).
    pub items: Vec<(Connector, Pipeline)>,
}

/// What stands between two pipelines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Connector {
    /// `;`, a newline, or nothing (the first).
    Then,
    /// `&&`
    And,
    /// `||`
    Or,
    /// `&`: the one before runs in the background.
    Background,
}

/// Commands joined by `|`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pipeline {
    /// `!` before it.
    pub negated: bool,
    /// The commands, left to right; at least one.
    pub commands: Vec<Command>,
    /// It starts a line after the first one of its list: shells read a script line by line.
    pub on_new_line: bool,
    /// `&` ends it, or the `&&` and `||` that it is a part of.
    pub in_background: bool,
    /// `|&` stands between its commands.
    pub pipes_errors: bool,
}

/// One command of a pipeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Words, assignments and redirections.
    Simple(Simple),
    /// `{ …; }`
    Group(List, Vec<Redirect>),
    /// `( … )`
    Subshell(List, Vec<Redirect>),
    /// `if a; then b; elif c; then d; else e; fi`: conditions with their bodies, and the rest.
    If {
        /// Each condition and what runs when it holds.
        branches: Vec<(List, List)>,
        /// `else`.
        otherwise: Option<List>,
        /// Redirections after `fi`.
        redirects: Vec<Redirect>,
    },
    /// `for x in words; do …; done`; `None` without `in`.
    For {
        /// The variable.
        name: String,
        /// The words after `in`.
        words: Option<Vec<Word>>,
        /// The body.
        body: List,
        /// Redirections after `done`.
        redirects: Vec<Redirect>,
    },
    /// `while` or `until`.
    While {
        /// `until`.
        until: bool,
        /// The condition.
        condition: List,
        /// The body.
        body: List,
        /// Redirections after `done`.
        redirects: Vec<Redirect>,
    },
    /// `case word in pattern) …;; esac`
    Case(Case),
    /// `name() body`
    Function {
        /// The name.
        name: String,
        /// What it runs.
        body: Arc<Command>,
        /// The word `function` stands before the name.
        keyword: bool,
    },
    /// Text that is no shell, or shell that this reader does not know, up to the end of the
    /// script: whatever stood before it is still good.
    Unknown(Span),
}

/// `case word in … esac`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// What is matched.
    pub word: Word,
    /// Patterns and bodies.
    pub arms: Vec<(Vec<Word>, List)>,
    /// Redirections after `esac`.
    pub redirects: Vec<Redirect>,
}

/// A simple command.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Simple {
    /// From its first byte to its last.
    pub span: Span,
    /// `NAME=value` before the first word.
    pub assignments: Vec<Assignment>,
    /// Command and arguments.
    pub words: Vec<Word>,
    /// Redirections, in order.
    pub redirects: Vec<Redirect>,
}

/// `NAME=value` or `NAME+=value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// The whole of it.
    pub span: Span,
    /// The variable.
    pub name: String,
    /// `+=`
    pub append: bool,
    /// The value; `None` for an array, which is not read.
    pub value: Option<Word>,
}

/// A redirection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// The whole of it.
    pub span: Span,
    /// The number before the operator.
    pub fd: Option<u32>,
    /// Which one.
    pub kind: RedirectKind,
    /// The file, the number after `>&`, or the here-document's name.
    pub target: Word,
    /// The body of a here-document (tabs removed for `<<-`).
    pub body: Option<String>,
}

/// Which redirection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RedirectKind {
    /// `<`
    Read,
    /// `>` and `>|`
    Write,
    /// `>>`
    Append,
    /// `<>`
    ReadWrite,
    /// `>&` and `<&`
    Duplicate,
    /// `&>` and `&>>`
    Both,
    /// `<<` and `<<-`
    Heredoc,
    /// `<<<`
    HereString,
}

/// A word: what becomes one argument, or several if an unquoted expansion splits.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Word {
    /// Where it stands, quotes included.
    pub span: Span,
    /// Its parts, left to right; none for an empty word.
    pub parts: Vec<Part>,
}

/// A part of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Plain text with escapes undone. `quoted`: stood in quotes or after a backslash, so it is no
    /// pattern and no tilde.
    Literal {
        /// The text.
        text: String,
        /// Whether it was quoted.
        quoted: bool,
    },
    /// `$NAME`, `${NAME}` with or without an operator, `$1`, `$?`, `$@` …
    Parameter(Parameter),
    /// `$( … )` or backticks.
    Substitution {
        /// The commands; empty where they could not be read.
        list: List,
        /// Inside double quotes.
        quoted: bool,
    },
    /// `$(( … ))` or `(( … ))`: the text between the parentheses.
    Arithmetic(String),
    /// `$'…'`, whose escapes dash does not know.
    AnsiQuoted {
        /// The text with escapes undone; `None` where one stands for a number.
        text: Option<String>,
        /// The text as it is written.
        written: String,
    },
    /// `<( … )` or `>( … )`.
    Process,
    /// `( … )` after `NAME=`.
    Array,
    /// Something else whose value is unknown: `$"…"`, `${a[0]}`.
    Opaque,
}

/// A parameter expansion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// The variable, or the special parameter's character.
    pub name: String,
    /// The operator, such as `:-`; empty for none. `"#"` with no word is `${#name}`.
    pub operator: String,
    /// What follows the operator.
    pub word: Option<Box<Word>>,
    /// Inside double quotes: not split.
    pub quoted: bool,
}

impl Word {
    /// The word's text when it is made of literal parts only.
    pub fn literal(&self) -> Option<String> {
        self.parts.iter().try_fold(String::new(), |text, part| match part {
            Part::Literal { text: more, .. } | Part::AnsiQuoted { text: Some(more), .. } => {
                Some(text + more)
            }
            _ => None,
        })
    }
}
