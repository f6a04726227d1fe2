//! What shuck-parser reads from a script: the spans of each simple command's words.

use shuck_ast::{
    Assignment, AssignmentValue, BourneParameterExpansion, BuiltinCommand, Command,
    CompoundCommand, ConditionalExpr, DeclOperand, ParameterExpansion, ParameterExpansionSyntax,
    ParameterOp, Pattern, PatternPart, Redirect, RedirectKind, RedirectTarget, Span, Stmt, StmtSeq,
    Word, WordPart, WordPartNode,
};
use shuck_parser::parser::Parser;
use shuck_parser::{ShellDialect, ShellProfile};
use std::ops::Range;

/// The commands of `script` with their assignments, words and redirections' targets; `None` where shuck refuses it.
pub fn commands(script: &str) -> Option<Vec<Vec<Range<usize>>>> {
    let profile = ShellProfile::native(ShellDialect::Bash);
    let parsed = Parser::with_limits_and_profile(script, 40, 10_000_000, profile).parse();
    let mut walk = Walk { script, found: Vec::new() };
    if parsed.is_err() {
        return None;
    }
    walk.list(&parsed.file.body);
    walk.found.sort_by_key(|command| command.iter().map(|item| item.start).min());
    Some(walk.found)
}

struct Walk<'a> {
    script: &'a str,
    found: Vec<Vec<Range<usize>>>,
}

fn range(span: Span) -> Range<usize> {
    span.start.offset()..span.end.offset()
}

impl Walk<'_> {
    fn list(&mut self, list: &StmtSeq) {
        list.stmts.iter().for_each(|stmt| self.stmt(stmt));
    }

    fn stmt(&mut self, stmt: &Stmt) {
        let targets = self.redirects(&stmt.redirects);
        match &stmt.command {
            Command::Simple(simple) => {
                let words = std::iter::once(&simple.name).chain(&simple.args);
                self.simple(&simple.assignments, None, words, targets);
            }
            Command::Builtin(builtin) => {
                let (keyword, first, rest, assignments, span) = match builtin {
                    BuiltinCommand::Break(b) => {
                        ("break", &b.depth, &b.extra_args, &b.assignments, b.span)
                    }
                    BuiltinCommand::Continue(b) => {
                        ("continue", &b.depth, &b.extra_args, &b.assignments, b.span)
                    }
                    BuiltinCommand::Return(b) => {
                        ("return", &b.code, &b.extra_args, &b.assignments, b.span)
                    }
                    BuiltinCommand::Exit(b) => {
                        ("exit", &b.code, &b.extra_args, &b.assignments, b.span)
                    }
                };
                let from = assignments.last().map_or(span.start.offset(), |a| a.span.end.offset());
                let at = from + self.script[from..].find(keyword).unwrap_or(0);
                let name = at..at + keyword.len();
                self.simple(assignments, Some(name), first.iter().chain(rest), targets);
            }
            Command::Decl(decl) => {
                let mut items = self.assigned(&decl.assignments);
                items.push(range(decl.variant_span));
                for operand in &decl.operands {
                    items.push(match operand {
                        DeclOperand::Flag(word) | DeclOperand::Dynamic(word) => {
                            self.word(word);
                            range(word.span)
                        }
                        DeclOperand::Name(name) => range(name.span),
                        DeclOperand::Assignment(assignment) => {
                            self.value(assignment);
                            range(assignment.span)
                        }
                    });
                }
                items.extend(targets);
                self.found.push(items);
            }
            Command::Binary(binary) => {
                self.stmt(&binary.left);
                self.stmt(&binary.right);
            }
            Command::Compound(compound) => self.compound(compound),
            Command::Function(function) => self.stmt(&function.body),
            Command::AnonymousFunction(function) => self.stmt(&function.body),
        }
    }

    fn simple<'w>(
        &mut self,
        assignments: &[Assignment],
        name: Option<Range<usize>>,
        words: impl Iterator<Item = &'w Word>,
        targets: Vec<Range<usize>>,
    ) {
        let mut items = self.assigned(assignments);
        items.extend(name);
        for word in words {
            self.word(word);
            items.push(range(word.span));
        }
        // A command of assignments only has an empty name.
        items.retain(|item| !item.is_empty());
        items.extend(targets);
        if !items.is_empty() {
            self.found.push(items);
        }
    }

    fn assigned(&mut self, assignments: &[Assignment]) -> Vec<Range<usize>> {
        assignments.iter().for_each(|assignment| self.value(assignment));
        assignments.iter().map(|assignment| range(assignment.span)).collect()
    }

    fn value(&mut self, assignment: &Assignment) {
        if let AssignmentValue::Scalar(word) = &assignment.value {
            self.word(word);
        }
    }

    fn compound(&mut self, compound: &CompoundCommand) {
        match compound {
            CompoundCommand::If(command) => {
                self.list(&command.condition);
                self.list(&command.then_branch);
                for (condition, body) in &command.elif_branches {
                    self.list(condition);
                    self.list(body);
                }
                command.else_branch.iter().for_each(|list| self.list(list));
            }
            CompoundCommand::For(command) => {
                command.words.iter().flatten().for_each(|word| self.word(word));
                self.list(&command.body);
            }
            CompoundCommand::ArithmeticFor(command) => self.list(&command.body),
            CompoundCommand::While(command) => {
                self.list(&command.condition);
                self.list(&command.body);
            }
            CompoundCommand::Until(command) => {
                self.list(&command.condition);
                self.list(&command.body);
            }
            CompoundCommand::Case(command) => {
                self.word(&command.word);
                for case in &command.cases {
                    case.patterns.iter().for_each(|pattern| self.pattern(pattern));
                    self.list(&case.body);
                }
            }
            CompoundCommand::Subshell(list) | CompoundCommand::BraceGroup(list) => self.list(list),
            CompoundCommand::Time(command) => {
                command.command.iter().for_each(|stmt| self.stmt(stmt));
            }
            CompoundCommand::Conditional(command) => self.condition(&command.expression),
            CompoundCommand::Arithmetic(command) => self.found.push(vec![range(command.span)]),
            other => panic!("not for bash text in a Dockerfile: {other:?}"),
        }
    }

    fn condition(&mut self, condition: &ConditionalExpr) {
        match condition {
            ConditionalExpr::Binary(binary) => {
                self.condition(&binary.left);
                self.condition(&binary.right);
            }
            ConditionalExpr::Unary(unary) => self.condition(&unary.expr),
            ConditionalExpr::Parenthesized(inner) => self.condition(&inner.expr),
            ConditionalExpr::Word(word) | ConditionalExpr::Regex(word) => self.word(word),
            ConditionalExpr::Pattern(pattern) => self.pattern(pattern),
            ConditionalExpr::VarRef(_) => {}
        }
    }

    fn redirects(&mut self, redirects: &[Redirect]) -> Vec<Range<usize>> {
        let plain = |redirect: &&Redirect| {
            !matches!(redirect.kind, RedirectKind::DupOutput | RedirectKind::DupInput)
        };
        let target = |redirect: &Redirect| match &redirect.target {
            RedirectTarget::Word(word) => {
                self.word(word);
                range(word.span)
            }
            RedirectTarget::Heredoc(heredoc) => range(heredoc.delimiter.raw.span),
        };
        // The number of `2>&1` often has no place here.
        redirects.iter().filter(plain).map(target).collect()
    }

    fn pattern(&mut self, pattern: &Pattern) {
        for part in &pattern.parts {
            match &part.kind {
                PatternPart::Word(word) => self.word(word),
                PatternPart::Group { patterns, .. } => {
                    patterns.iter().for_each(|pattern| self.pattern(pattern));
                }
                _ => {}
            }
        }
    }

    fn word(&mut self, word: &Word) {
        self.parts(&word.parts);
    }

    fn parts(&mut self, parts: &[WordPartNode]) {
        for part in parts {
            match &part.kind {
                WordPart::DoubleQuoted { parts, .. } => self.parts(parts),
                WordPart::CommandSubstitution { body, .. } => self.list(body),
                WordPart::Parameter(parameter) => self.parameter(parameter),
                WordPart::ParameterExpansion { operator, operand_word_ast, .. } => {
                    self.operation(Some(operator), operand_word_ast.as_deref());
                }
                WordPart::Substring { offset_word_ast, length_word_ast, .. } => {
                    self.word(offset_word_ast);
                    length_word_ast.iter().for_each(|word| self.word(word));
                }
                _ => {}
            }
        }
    }

    fn parameter(&mut self, parameter: &ParameterExpansion) {
        let ParameterExpansionSyntax::Bourne(bourne) = &parameter.syntax else { return };
        match bourne {
            BourneParameterExpansion::Operation { operator, operand_word_ast, .. } => {
                self.operation(Some(operator), operand_word_ast.as_deref());
            }
            BourneParameterExpansion::Slice { offset_word_ast, length_word_ast, .. } => {
                self.word(offset_word_ast);
                length_word_ast.iter().for_each(|word| self.word(word));
            }
            _ => {}
        }
    }

    fn operation(&mut self, operator: Option<&ParameterOp>, operand: Option<&Word>) {
        operand.iter().for_each(|word| self.word(word));
        match operator {
            Some(
                ParameterOp::RemovePrefixShort { pattern }
                | ParameterOp::RemovePrefixLong { pattern }
                | ParameterOp::RemoveSuffixShort { pattern }
                | ParameterOp::RemoveSuffixLong { pattern },
            ) => self.pattern(pattern),
            Some(
                ParameterOp::ReplaceFirst { pattern, replacement_word_ast, .. }
                | ParameterOp::ReplaceAll { pattern, replacement_word_ast, .. },
            ) => {
                self.pattern(pattern);
                self.word(replacement_word_ast);
            }
            _ => {}
        }
    }
}
