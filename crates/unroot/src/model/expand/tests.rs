//! Tests of `expand.rs`.

use super::*;

fn env() -> Environment {
    let mut env = Environment::new(None, Builder::BuildKit);
    let known = |value: &str| Value::Known(value.to_string(), Cause::Default);
    let outside = Value::Unknown(Cause::Default);
    let pairs = [("V", known("a.b.c")), ("E", known("")), ("OUT", outside)];
    pairs.into_iter().for_each(|(name, value)| env.set(name, value));
    env
}

fn known(text: &str) -> String {
    let value = expand(text, &env(), '\\', Span::at(0)).expect(text);
    value.known().expect(text).clone()
}

#[test]
fn every_form_that_buildkit_has() {
    let cases = [
        ("$V", "a.b.c"),
        ("${V}x", "a.b.cx"),
        ("$N", ""),
        ("${E:-w}", "w"),
        ("${E-w}", ""),
        ("${N-w}", "w"),
        ("${V:+w}", "w"),
        ("${E+w}", "w"),
        ("${E:+w}", ""),
        ("${V:?m}", "a.b.c"),
        ("${V#*.}", "b.c"),
        ("${V##*.}", "c"),
        ("${V%.*}", "a.b"),
        ("${V%%.*}", "a"),
        ("${V/./-}", "a-b.c"),
        ("${V//./-}", "a-b-c"),
        ("\\$V", "$V"),
        ("'$V'", "$V"),
        ("\"$V\"", "a.b.c"),
        ("\"a\\\"b\"", "a\"b"),
        ("${N:-${E:-deep}}", "deep"),
        ("app", "app"),
        ("a$", "a$"),
    ];
    for (text, value) in cases {
        assert_eq!(known(text), value, "{text}");
    }
}

#[test]
fn what_comes_from_outside_is_unknown_not_empty() {
    let value = |text| expand(text, &env(), '\\', Span::at(0));
    for text in ["$OUT", "${OUT:-root}", "x${OUT}y", "${OUT+w}", "${N:-$OUT}"] {
        assert!(matches!(value(text), Ok(Value::Unknown(Cause::Variable(..)))), "{text}");
    }
    assert_eq!(known("${V:-$OUT}"), "a.b.c", "a default that is not used hides nothing");
}

#[test]
fn bad_substitutions_stop_the_build() {
    let deep = "${a:-".repeat(10_000);
    for text in
        ["${V:1:2}", "${OUT:x}", "${OUT:1}", "${V^^}", "${N:?m}", "${}", "${V", "'open", &deep]
    {
        assert_eq!(expand(text, &env(), '\\', Span::at(0)), Err(Refused), "{text:.20}");
    }
}
