//! Compound commands.

use super::*;

fn only(script: &str) -> Command {
    let mut list = parse(script);
    assert_eq!(list.items.len(), 1, "{script}: {list:?}");
    let mut pipeline = list.items.remove(0).1;
    assert_eq!(pipeline.commands.len(), 1);
    pipeline.commands.remove(0)
}

#[test]
fn groups_and_subshells() {
    let Command::Group(list, redirects) = only("{ a; b; } >x 2>&1") else { panic!() };
    assert_eq!((list.items.len(), redirects.len()), (2, 2));
    let Command::Subshell(list, redirects) = only("(a; b;) >x") else { panic!() };
    assert_eq!((list.items.len(), redirects.len()), (2, 1));
    assert_eq!(commands("( (a) && ( (b) ) )"), ["a", "b"]);
    assert_eq!(commands("((a); b)"), ["a", "b"]);
    assert_eq!(simple("((i++))").words[0].parts, [Part::Arithmetic("i++".into())]);
}

#[test]
fn conditions() {
    let script = "if a; then b\nelif ! c && d; then e; else f; fi >x";
    let Command::If { branches, otherwise, redirects } = only(script) else { panic!() };
    assert_eq!((branches.len(), redirects.len()), (2, 1));
    assert!(otherwise.is_some());
    assert_eq!(commands(script), ["a", "b", "c", "d", "e", "f"]);
    assert_eq!(commands("if (a)then(b)fi; c"), ["a", "b", "c"]);
}

#[test]
fn loops() {
    let script = "for x in a $(b) \"c d\"; do e $x; done | f";
    let list = parse(script);
    let Command::For { name, words, .. } = &list.items[0].1.commands[0] else { panic!() };
    assert_eq!((name.as_str(), words.as_ref().unwrap().len()), ("x", 3));
    assert_eq!(commands(script), ["b", "e $x", "f"]);
    for script in ["for x; do a; done", "for x do a; done", "for x\ndo a\ndone"] {
        let Command::For { words, .. } = only(script) else { panic!() };
        assert!(words.is_none());
        assert_eq!(commands(script), ["a"]);
    }
    assert_eq!(commands("for x in\ndo a; done"), ["a"]);
    assert_eq!(commands("for x\nin a b\ndo\nc\ndone"), ["c"]);
    assert_eq!(commands("for ((i = 0; i < 3; i++)); do a; done"), ["a"]);
    assert!(matches!(only("until a; do b; done"), Command::While { until: true, .. }));
    assert_eq!(commands("while read x; do a; done <y && b"), ["read x", "a", "b"]);
}

#[test]
fn cases() {
    let script = "case \"$x\" in (a|b) c;; d ) e;& 'f g') ;; *) h; esac; i";
    assert_eq!(commands(script), ["c", "e", "h", "i"]);
    let list = parse(script);
    let Command::Case(case) = &list.items[0].1.commands[0] else { panic!() };
    let patterns: Vec<usize> = case.arms.iter().map(|(patterns, _)| patterns.len()).collect();
    assert_eq!(patterns, [2, 1, 1, 1]);
    assert_eq!(case.arms[0].0[1].span.of(script), "b");
    assert_eq!(commands("case x in esac; a"), ["a"]);
    assert_eq!(commands("case x\nin\n# why\na) b\n;;\n(esac) c;;\nesac\nd"), ["b", "c", "d"]);
    assert_eq!(commands("case a in if) then=1 b;; esac"), ["b"]);
}

#[test]
fn functions() {
    let Command::Function { name, body, .. } = only("f() { a; }") else { panic!() };
    assert_eq!(name, "f");
    assert!(matches!(*body, Command::Group(..)));
    assert_eq!(
        commands("f ( )\n(a); function g { b; }; function h() { c; } >x; f"),
        ["a", "b", "c", "f"]
    );
    assert_eq!(unknown("a; f(b)"), Some("f(b)"));
    assert_eq!(unknown("f x() { a; }"), Some("f x() { a; }"));
}

#[test]
fn stray_words_stop_the_reader_and_keep_what_was_read() {
    for (script, rest, before) in [
        ("a; fi; b", "fi; b", 1),
        ("a && ", "", 1),
        ("a && ; b", "; b", 1),
        ("a; ; b", "; b", 1),
        ("a ;; b", ";; b", 1),
        ("a; b) c", ") c", 2),
        ("a | | b", "| b", 1),
        ("a; echo 'b", "echo 'b", 1),
        ("a; echo \"$(b", "echo \"$(b", 1),
        ("a && echo `b", "echo `b", 1),
        ("a; echo ${b", "echo ${b", 1),
        ("if a; then b; done", "done", 2),
        ("if a; then b; ", "", 2),
        ("if a; then fi", "fi", 1),
        ("if a; b; fi", "fi", 2),
        ("while a; do b; echo 'c; done", "echo 'c; done", 2),
        ("for x in a b do c", "for x in a b do c", 0),
        ("for x in a; do b", "", 1),
        ("case x in a) b;; c d) e", "c d) e", 1),
        ("case x in a) b", "", 1),
        ("{ a; b }", "", 2),
        ("(a; b", "", 2),
        ("()", ")", 0),
        ("a; { b; } > 'c", "> 'c", 2),
        ("then a", "then a", 0),
    ] {
        assert_eq!(unknown(script), Some(rest), "{script}");
        assert_eq!(commands(script).len(), before, "{script}");
    }
    for script in ["", "a", "a;", "a &", "a || b\n", "x=1", ">x"] {
        assert_eq!(unknown(script), None, "{script}");
    }
}
