//! Lists and pipelines.

use super::*;

fn connectors(script: &str) -> Vec<Connector> {
    parse(script).items.iter().map(|(connector, _)| *connector).collect()
}

#[test]
fn connectors_join_pipelines() {
    use Connector::{And, Background, Or, Then};
    assert_eq!(connectors("a && b || c; d & e\nf"), [Then, And, Or, Then, Background, Then]);
    assert_eq!(connectors("a &&\n\n# why\n b;\n;").len(), 3);
    assert_eq!(connectors("  \n# nothing\n").len(), 0);
    assert_eq!(connectors("a &\nb"), [Then, Background]);
}

#[test]
fn pipelines_and_negation() {
    let list = parse("! a 2>&1 |& b | c\n| d");
    assert!(list.items[0].1.negated);
    assert_eq!(list.items[0].1.commands.len(), 3);
    assert!(!parse("! ! a").items[0].1.negated);
    assert_eq!(commands("a |\n b"), ["a", "b"]);
    assert_eq!(commands("[ ! -f x ] && !x"), ["[ ! -f x ]", "!x"]);
}

#[test]
fn continuations_are_no_newlines() {
    assert_eq!(
        commands("apt-get upd\\\nate && \\\n  useradd \\\n app"),
        ["apt-get upd\\\nate", "useradd app"]
    );
    assert_eq!(simple("upd\\\nate").words[0].literal().as_deref(), Some("update"));
}

#[test]
fn comments_start_where_words_start() {
    assert_eq!(commands("echo a#b; # c && d\ne #f"), ["echo a#b", "e"]);
    assert_eq!(commands("(a)#b\nc;#d\n"), ["a", "c"]);
    assert_eq!(commands("echo $# ${#x} '#' \\#"), ["echo $# ${#x} '#' \\#"]);
}

#[test]
fn reserved_words_are_plain_arguments() {
    assert_eq!(
        commands("echo if then fi done { } ! in; env x=1 for"),
        ["echo if then fi done { } ! in", "env x=1 for"]
    );
    assert_eq!(
        commands("'if' a; \\if b; iff; {a,b}; A=1 if"),
        ["'if' a", "\\if b", "iff", "{a,b}", "if"]
    );
}

#[test]
fn assignments_come_before_the_first_word() {
    let simple = simple("A=1 B+='x y' C= D=(a \"b c\" $(d)) cmd E=2");
    let names: Vec<&str> = simple.assignments.iter().map(|a| a.name.as_str()).collect();
    assert_eq!(names, ["A", "B", "C", "D"]);
    assert!(simple.assignments[1].append);
    let values: Vec<Option<String>> =
        simple.assignments.iter().map(|a| a.value.as_ref().and_then(Word::literal)).collect();
    assert_eq!(values, [Some("1".into()), Some("x y".into()), Some(String::new()), None]);
    assert!(simple.assignments[3].value.is_none());
    assert_eq!(simple.words.len(), 2);
    assert_eq!(
        commands("1A=2; A-B=3; declare -a x=(1 2)"),
        ["1A=2", "A-B=3", "declare -a x=(1 2)"]
    );
}

#[test]
fn redirections_keep_descriptor_and_target() {
    use RedirectKind::{Append, Both, Duplicate, HereString, Read, ReadWrite, Write};
    let script = "a <b >c >|d 2>>e 3<>f 2>&1 <&- &>g &>> h <<< i 10>j x2>k";
    let simple = simple(script);
    let found: Vec<_> = simple
        .redirects
        .iter()
        .map(|redirect| (redirect.fd, redirect.kind, redirect.target.span.of(script)))
        .collect();
    assert_eq!(
        found,
        [
            (None, Read, "b"),
            (None, Write, "c"),
            (None, Write, "d"),
            (Some(2), Append, "e"),
            (Some(3), ReadWrite, "f"),
            (Some(2), Duplicate, "1"),
            (None, Duplicate, "-"),
            (None, Both, "g"),
            (None, Both, "h"),
            (None, HereString, "i"),
            (Some(10), Write, "j"),
            (None, Write, "k"),
        ]
    );
    assert_eq!(simple.redirects[3].span.of(script), "2>>e");
    assert_eq!(simple.words.len(), 2);
    assert_eq!(commands(">$(x) echo $(y) >$(z)"), ["echo $(y)", "x", "y", "z"]);
    assert_eq!(unknown("a; b >"), Some("b >"));
}

#[test]
fn tests_are_simple_commands() {
    assert_eq!(
        commands("[[ -f a && ( $b =~ ^(x|y)$ || c < d ) ]] && e"),
        ["[[ -f a && ( $b =~ ^(x|y)$ || c < d ) ]]", "e"]
    );
    assert_eq!(commands("if [[ \"$(a)\" == b* ]]; then c; fi"), ["[[ \"$(a)\" == b* ]]", "a", "c"]);
    assert_eq!(commands("echo [[ && b"), ["echo [[", "b"]);
    assert_eq!(unknown("a && [[ b"), Some("[[ b"));
}

#[test]
fn here_documents_follow_their_line() {
    let list = parse("cat <<A <<-'B' > x && b\none $x\nA\n\ttwo\n\t\tthree\n\tB\nc");
    let found = list.simple_commands();
    assert_eq!(found.len(), 3);
    assert_eq!(found[0].redirects[0].body.as_deref(), Some("one $x\n"));
    assert_eq!(found[0].redirects[1].body.as_deref(), Some("two\nthree\n"));
    assert_eq!(found[0].redirects[1].target.parts, [literal("B", true)]);
    assert_eq!(found[0].redirects.len(), 3);
}

#[test]
fn here_documents_reach_out_of_what_holds_them() {
    let list = parse("{ a <<X; } | b\nif\nX\nx=\"$(cat <<'$Y'\n)\n$Y\n)\"; c");
    assert_eq!(list.simple_commands().len(), 5);
    assert_eq!(list.simple_commands()[0].redirects[0].body.as_deref(), Some("if\n"));
    assert_eq!(list.simple_commands()[3].redirects[0].body.as_deref(), Some(")\n"));
    // Without its end it reaches to the end of the script; without a line there is none.
    assert_eq!(simple("a <<X\nb\nXY").redirects[0].body.as_deref(), Some("b\nXY"));
    assert_eq!(simple("a <<X").redirects[0].body, None);
    assert_eq!(simple("a <<$X\nb\n$X\n").redirects[0].body.as_deref(), Some("b\n"));
}
