//! Words and their parts.

use super::*;

fn parameter(text: &str) -> (String, String, Option<String>, bool) {
    let parts = parts(text);
    let [Part::Parameter(parameter)] = parts.as_slice() else { panic!("{text}: {parts:?}") };
    let word = parameter.word.as_ref().map(|word| word.literal().unwrap_or("?".into()));
    (parameter.name.clone(), parameter.operator.clone(), word, parameter.quoted)
}

#[test]
fn quotes_and_escapes_are_undone() {
    let quoted = "b cd\"$\\x ";
    assert_eq!(
        parts(r#"a'b c'"d\"\$\x"\ e"#),
        [literal("a", false), literal(quoted, true), literal("e", false)]
    );
    assert_eq!(parts("''"), []);
    assert_eq!(parts("a$"), [literal("a$", false)]);
    assert_eq!(parts("a\\"), [literal("a\\", false)]);
    assert_eq!(parts("\"$\"x$"), [literal("$", true), literal("x$", false)]);
    assert_eq!(parts("'a\\'"), [literal("a\\", true)]);
    assert_eq!(parts("~/*"), [literal("~/*", false)]);
    let ansi = |text: Option<&str>, written: &str| Part::AnsiQuoted {
        text: text.map(str::to_owned),
        written: written.to_owned(),
    };
    assert_eq!(parts(r"$'a\n\'b'"), [ansi(Some("a\n'b"), r"a\n\'b")]);
    assert_eq!(parts(r"$'\x41'"), [ansi(None, r"\x41")]);
}

#[test]
fn parameters_with_their_operators() {
    let of = |name: &str, operator: &str, word: Option<&str>, quoted| {
        (name.to_string(), operator.to_string(), word.map(str::to_string), quoted)
    };
    assert_eq!(parameter("$HOME"), of("HOME", "", None, false));
    assert_eq!(parameter("\"${HOME}\""), of("HOME", "", None, true));
    assert_eq!(parameter("${x:-a 'b}' c}"), of("x", ":-", Some("a b} c"), false));
    assert_eq!(parameter("\"${x+'a'}\""), of("x", "+", Some("'a'"), true));
    assert_eq!(parameter("\"${x##*'}'}\""), of("x", "##", Some("*}"), true));
    assert_eq!(parameter("${x#y}"), of("x", "#", Some("y"), false));
    assert_eq!(parameter("${x%}"), of("x", "%", Some(""), false));
    assert_eq!(parameter("${#x}"), of("x", "#", None, false));
    assert_eq!(parameter("${#}"), of("#", "", None, false));
    assert_eq!(parameter("${##}"), of("#", "#", None, false));
    assert_eq!(parameter("${#:-3}"), of("#", ":-", Some("3"), false));
    assert_eq!(parameter("${!x}"), of("x", "!", None, false));
    assert_eq!(parameter("${!:-3}"), of("!", ":-", Some("3"), false));
    assert_eq!(parameter("${x//a/b}"), of("x", "//", Some("a/b"), false));
    assert_eq!(parameter("${x:1:2}"), of("x", ":", Some("1:2"), false));
    assert_eq!(parameter("${x^^}"), of("x", "^^", Some(""), false));
    assert_eq!(parameter("${10}"), of("10", "", None, false));
    assert_eq!(parameter("${@:-$y}"), of("@", ":-", Some("?"), false));
    assert_eq!(
        parts("$10"),
        [
            Part::Parameter(Parameter {
                name: "1".into(),
                operator: String::new(),
                word: None,
                quoted: false
            }),
            literal("0", false)
        ]
    );
    assert_eq!(parts("${a[0]}"), [Part::Opaque]);
    assert_eq!(parts("${}"), [Part::Opaque]);
    assert_eq!(parts("${{x}}"), [Part::Opaque, literal("}", false)]);
}

#[test]
fn substitutions_hold_commands() {
    assert_eq!(
        commands("a \"$(b \"$(c \")\" d)\" e)\" `f`"),
        ["a \"$(b \"$(c \")\" d)\" e)\" `f`", "b \"$(c \")\" d)\" e", "c \")\" d", "f"]
    );
    assert_eq!(commands("x=$(a; (b) && case y in y) c;; esac) d"), ["d", "a", "b", "c"]);
    assert_eq!(
        commands("echo $( (a) ) $((1 + (2))) $((a); b)"),
        ["echo $( (a) ) $((1 + (2))) $((a); b)", "a", "a", "b"]
    );
    assert_eq!(parts("$((1 << 2))"), [Part::Arithmetic("1 << 2".into())]);
    assert_eq!(parts("$()"), [Part::Substitution { list: List::default(), quoted: false }]);
    assert_eq!(commands("x ${y:-$(z)} ${y:-`w`}"), ["x ${y:-$(z)} ${y:-`w`}", "z", "w"]);
}

#[test]
fn backticks_lose_their_backslashes() {
    let script = r#"a `b \`c é\` \$d '\\x'` "`e \"f\"`""#;
    assert_eq!(
        commands(script),
        [r#"a `b \`c é\` \$d '\\x'` "`e \"f\"`""#, r"b \`c é\` \$d '\\x'", "c é", r#"e \"f\""#]
    );
    let list = parse(script);
    let found = list.simple_commands();
    assert_eq!(found[1].words[3].literal().as_deref(), Some("\\x"));
    assert!(matches!(&found[1].words[2].parts[..], [Part::Parameter(d)] if d.name == "d"));
    assert_eq!(found[3].words[1].literal().as_deref(), Some("f"));
}

#[test]
fn process_substitutions_are_parts() {
    assert_eq!(parts("<(a | b)"), [Part::Process]);
    assert_eq!(parts("--x=>(a)"), [literal("--x=", false), Part::Process]);
    assert_eq!(commands("while read x; do a; done < <(b)"), ["read x", "a"]);
}

#[test]
fn only_blanks_separate() {
    assert_eq!(simple("echo a\u{a0}b \u{a0} é🐳\\\u{a0}").words.len(), 4);
    assert_eq!(simple("echo\ta \t b").words.len(), 3);
}
