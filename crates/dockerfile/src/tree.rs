//! What a Dockerfile is made of. Spans are bytes of the source.

use super::{Joined, Kept};
use crate::Span;
use std::sync::Arc;

/// A Dockerfile as read: every byte of it belongs to one of these, to a blank line or to a
/// continuation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dockerfile {
    /// `\` or, after `# escape=`, a backtick.
    pub escape: char,
    /// Parser directives (`# syntax=`, `# escape=`, `# check=`), in order.
    pub directives: Vec<Directive>,
    /// Comment lines, those inside continuations too.
    pub comments: Vec<Comment>,
    /// Instructions, in order. Texts that begin or end alike share them.
    pub instructions: Vec<Arc<Instruction>>,
    /// What BuildKit would refuse, and why; empty for a file that it reads.
    pub problems: Vec<Problem>,
}

/// A parser directive: `# name=value` before everything else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// The whole line without its ending.
    pub span: Span,
    /// Name in lower case.
    pub name: Word,
    /// Value, trimmed.
    pub value: Word,
}

/// A comment line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// From `#` to the end of the line, without the line ending.
    pub span: Span,
}

/// Something that BuildKit's parser refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub span: Span,
    /// What is wrong, in one sentence of our own.
    pub message: String,
}

/// A piece of text and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Word {
    /// The text, as joined: continuations are gone, quotes and variables are still there.
    pub text: String,
    /// Where it stands in the source.
    pub span: Span,
}

/// `--name` or `--name=value` between keyword and arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag {
    /// From `--` to the end of the value.
    pub span: Span,
    /// Name without dashes.
    pub name: Word,
    /// Value with BuildKit's quote removal done; `None` without `=`.
    pub value: Option<Word>,
}

/// `--mount=type=cache,target=/x` of RUN.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mount {
    /// The whole flag.
    pub flag: Span,
    /// Its value.
    pub span: Span,
    /// Names in lower case and unexpanded values, in order; `None` without `=`.
    pub fields: Vec<(String, Option<String>)>,
}

/// One argument as BuildKit's parser hands it on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    /// For the exec form: the string with JSON's escapes undone. Otherwise the raw text.
    pub text: String,
    /// Where it stands; the quotes belong to a JSON element's span. Empty for the separators that
    /// BuildKit adds to ENV and LABEL.
    pub span: Span,
}

/// A here-document of RUN, COPY or ADD.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heredoc {
    /// Name without quotes; the line that equals it ends the body.
    pub name: String,
    /// Number before `<<`; 0 if there is none.
    pub fd: u32,
    /// `<<-`: leading tabs of the body are removed.
    pub chomp: bool,
    /// False when the name was quoted: nothing in the body is expanded.
    pub expand: bool,
    /// `<<EOF` where it stands in the instruction.
    pub marker: Span,
    /// The body without the terminator line.
    pub body: Span,
    /// The body as BuildKit sees it (tabs removed if `chomp`), with the way back to the source.
    pub content: Joined,
}

/// The instructions of the Dockerfile reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Keyword {
    Add,
    Arg,
    Cmd,
    Copy,
    Entrypoint,
    Env,
    Expose,
    From,
    Healthcheck,
    Label,
    Maintainer,
    Onbuild,
    Run,
    Shell,
    Stopsignal,
    User,
    Volume,
    Workdir,
    /// Anything else.
    Unknown,
}

/// One instruction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instruction {
    /// From the keyword to the end of the last line, heredocs included, without the line ending.
    pub span: Span,
    /// First line, from 1.
    pub first_line: usize,
    /// Last line, from 1, heredocs included.
    pub last_line: usize,
    /// The keyword as written, and where.
    pub keyword_word: Word,
    /// Which instruction it is.
    pub keyword: Keyword,
    /// The logical line, keyword included. An instruction inside ONBUILD shares the line of the
    /// ONBUILD.
    pub line: Arc<Joined>,
    /// Flags, in order.
    pub flags: Vec<Flag>,
    /// The flags `--mount` of RUN, read; those that BuildKit refuses are left out.
    pub mounts: Vec<Mount>,
    /// Arguments as BuildKit's parser gives them (see `unroot syntax`). ONBUILD and unknown
    /// instructions have a single one, without text, whose span is the rest of the line.
    pub arguments: Vec<Argument>,
    /// Whether the arguments are a JSON array (exec form).
    pub json: bool,
    /// Here-documents, in order; those of ONBUILD belong to the instruction inside as well.
    pub heredocs: Vec<Heredoc>,
    /// What the instruction says, typed.
    pub body: Body,
    /// What another reader made of it.
    pub kept: Kept,
    /// Why BuildKit refuses it, if it does; then `body` is [`Body::Unknown`].
    pub problem: Option<Problem>,
}

/// What an instruction says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// `FROM image AS name`.
    From {
        /// The image or stage, unexpanded.
        image: Word,
        /// The stage's name, as written.
        name: Option<Word>,
    },
    /// `RUN`.
    Run(Command),
    /// `CMD`.
    Cmd(Command),
    /// `ENTRYPOINT`.
    Entrypoint(Command),
    /// `SHELL ["…"]`.
    Shell(Vec<Argument>),
    /// `COPY`.
    Copy(Copy),
    /// `ADD`.
    Add(Copy),
    /// `USER`: the rest of the line, unexpanded.
    User(Word),
    /// `WORKDIR`: the rest of the line, unexpanded.
    Workdir(Word),
    /// `ENV`: names and unexpanded values, quotes still there.
    Env(Vec<(Word, Word)>),
    /// `ARG`: names and unexpanded defaults.
    Arg(Vec<(Word, Option<Word>)>),
    /// `LABEL`.
    Label(Vec<(Word, Word)>),
    /// `EXPOSE`.
    Expose(Vec<Word>),
    /// `VOLUME`, either form.
    Volume(Vec<Word>),
    /// `STOPSIGNAL`.
    Stopsignal(Word),
    /// `HEALTHCHECK CMD …`; `None` for `HEALTHCHECK NONE`.
    Healthcheck(Option<Command>),
    /// `ONBUILD` and the instruction that it keeps for children.
    Onbuild(Box<Instruction>),
    /// `MAINTAINER`.
    Maintainer(Word),
    /// An instruction that can't be read.
    Unknown,
}

/// RUN, CMD, ENTRYPOINT or HEALTHCHECK CMD.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// `["program", "argument"]`, escapes undone.
    Exec(Vec<Argument>),
    /// Text for the shell: the rest of the logical line. The bodies of heredocs are in the
    /// instruction.
    Shell {
        /// The text, from the first byte after the flags.
        script: Word,
        /// Where `script` starts in the instruction's logical line (bytes).
        offset: usize,
    },
}

/// COPY or ADD.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// Sources without heredoc markers, unexpanded.
    pub sources: Vec<Word>,
    /// Destination, unexpanded.
    pub destination: Word,
}

impl Instruction {
    /// The flag `name` (without dashes), the last one where it is given more than once.
    pub fn flag(&self, name: &str) -> Option<&Flag> {
        self.flags.iter().rev().find(|flag| flag.name.text == name)
    }
}
