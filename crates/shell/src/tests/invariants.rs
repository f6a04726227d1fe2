//! What holds for every script.

use super::*;
use dockerfile::Span;

/// Holds the tree of `script` to what every tree must keep.
pub(super) fn check(script: &str) {
    let list = parse(script);
    Checker { script, unknowns: 0 }.list(&list, Span::new(0, script.len()));
    let found = list.simple_commands();
    assert!(found.is_sorted_by_key(|simple| simple.span.start), "{script:?}");
}

struct Checker<'a> {
    script: &'a str,
    unknowns: usize,
}

impl Checker<'_> {
    fn inside(&self, span: Span, parent: Span) {
        let text = self.script.get(span.range());
        assert!(text.is_some() && parent.contains(span), "{:?}: {span:?}", self.script);
    }

    fn list(&mut self, list: &List, parent: Span) {
        for (_, pipeline) in &list.items {
            assert!(!pipeline.commands.is_empty());
            pipeline.commands.iter().for_each(|command| self.command(command, parent));
        }
    }

    fn command(&mut self, command: &Command, parent: Span) {
        assert_eq!(self.unknowns, 0, "{:?}", self.script);
        match command {
            Command::Simple(simple) => self.simple(simple, parent),
            Command::Group(list, redirects) | Command::Subshell(list, redirects) => {
                self.list(list, parent);
                self.redirects(redirects, parent);
            }
            Command::If { branches, otherwise, redirects } => {
                for (condition, body) in branches {
                    self.list(condition, parent);
                    self.list(body, parent);
                }
                otherwise.iter().for_each(|list| self.list(list, parent));
                self.redirects(redirects, parent);
            }
            Command::For { words, body, redirects, .. } => {
                words.iter().flatten().for_each(|word| self.word(word, parent));
                self.list(body, parent);
                self.redirects(redirects, parent);
            }
            Command::While { condition, body, redirects, .. } => {
                self.list(condition, parent);
                self.list(body, parent);
                self.redirects(redirects, parent);
            }
            Command::Case(case) => {
                self.word(&case.word, parent);
                for (patterns, list) in &case.arms {
                    patterns.iter().for_each(|word| self.word(word, parent));
                    self.list(list, parent);
                }
                self.redirects(&case.redirects, parent);
            }
            Command::Function { body, .. } => self.command(body, parent),
            Command::Unknown(span) => {
                self.inside(*span, parent);
                assert_eq!(span.end, self.script.len(), "{:?}", self.script);
                self.unknowns += 1;
            }
        }
    }

    fn simple(&mut self, simple: &Simple, parent: Span) {
        self.inside(simple.span, parent);
        let mut items: Vec<Span> = simple.words.iter().map(|word| word.span).collect();
        items.extend(simple.assignments.iter().map(|assignment| assignment.span));
        items.extend(simple.redirects.iter().map(|redirect| redirect.span));
        items.sort();
        let whole = Span::new(items[0].start, items[items.len() - 1].end);
        assert_eq!(simple.span, whole, "{:?}", self.script);
        assert!(items.is_sorted_by(|a, b| a.end <= b.start), "{:?}", self.script);
        simple.words.iter().for_each(|word| self.word(word, simple.span));
        for assignment in &simple.assignments {
            self.inside(assignment.span, simple.span);
            assert!(assignment.span.of(self.script).starts_with(&assignment.name));
            assignment.value.iter().for_each(|word| self.word(word, assignment.span));
        }
        self.redirects(&simple.redirects, simple.span);
    }

    fn redirects(&mut self, redirects: &[Redirect], parent: Span) {
        for redirect in redirects {
            self.inside(redirect.span, parent);
            self.word(&redirect.target, redirect.span);
        }
    }

    fn word(&mut self, word: &Word, parent: Span) {
        self.inside(word.span, parent);
        for part in &word.parts {
            match part {
                Part::Substitution { list, .. } => self.list(list, word.span),
                Part::Parameter(parameter) => {
                    parameter.word.iter().for_each(|inner| self.word(inner, word.span));
                }
                Part::Literal { text, .. } => assert!(!text.is_empty()),
                Part::Arithmetic(_) | Part::AnsiQuoted { .. } | Part::Process => {}
                Part::Array | Part::Opaque => {}
            }
        }
    }
}

/// Something of everything.
const SCRIPTS: &[&str] = &[
    "set -eux; A=1 B='é' apt-get install -y \"a$B\" `c \\`d é\\``|| { e; } >f 2>&1 &",
    "if [[ \"$(a)\" =~ ^(é|🐳)$ ]]; then b; elif c; then d; else e; fi 2>>f",
    "for x in a \"$@\" ${b:-\"${c%%'}'*}\"}; do d $((1 + (2))); done | while read y; do e; done",
    "case $x in (a|'b é') c;; *) d <<-E <<F\n\té\n\tE\ng\nF\n;; esac; function h { i; }",
    "x=(a 'b' $(c)) d <(e) > >(f) $'\\x41\\n' <<<\"g\u{a0}h\" \\\u{a0} # i\n! j |& k; l() (m)",
    "a \"`b \\\"c\\\" $(d '`') \\$e`\" ${f//\\//-} $$ $# ${#} ${!g} ${h[1]} ((i++)); ((j))",
];

#[test]
fn spans_nest_and_follow_one_another() {
    SCRIPTS.iter().for_each(|script| check(script));
}

#[test]
fn they_do_after_any_cut_or_insertion() {
    let nasty = [
        "'", "\"", "`", "\\", "$", "${", "$(", "((", ")", "}", "{", "\n", "<<", "\u{a0}", "#", "&",
        "|", ";", "é", "\0", "\r", " fi ", " done;", ";;", "[[ ",
    ];
    for script in SCRIPTS {
        for (at, _) in script.char_indices() {
            check(&script[..at]);
            check(&script[at..]);
            nasty
                .iter()
                .for_each(|piece| check(&format!("{}{piece}{}", &script[..at], &script[at..])));
        }
    }
}
