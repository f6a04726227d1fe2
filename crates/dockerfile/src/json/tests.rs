//! The exec form.

use super::*;

fn strings(text: &str) -> Option<Vec<String>> {
    match array(text) {
        Json::Strings(list) => Some(list.into_iter().map(|(string, _)| string).collect()),
        _ => None,
    }
}

#[test]
fn strings_come_with_their_places_and_without_escapes() {
    let text = r#" [ "a" ,"b\"\\\/\n\u00e9\ud83d\udc33" ] "#;
    let Json::Strings(list) = array(text) else { panic!() };
    assert_eq!(list[1].0, "b\"\\/\né🐳");
    assert_eq!(&text[list[0].1.clone()], "\"a\"");
    assert_eq!(strings("[]"), Some(vec![]));
    assert_eq!(strings(r#"["\ud83dx"]"#), Some(vec!["\u{fffd}x".into()]));
}

#[test]
fn what_is_broken_is_no_json() {
    let broken =
        ["", "a", "[", "[\"a\",]", "['a']", "[\"a\"] b", "[\"a\" \"b\"]", "[01]", "[\"\t\"]"];
    for text in broken {
        assert_eq!(array(text), Json::No, "{text}");
    }
    assert_eq!(array(r#"["\u00é"]"#), Json::No);
    assert_eq!(array(r#"["\x"]"#), Json::No);
}

#[test]
fn other_values_are_told_apart_from_broken_ones() {
    for text in ["[1]", "[\"a\", null]", "[[\"a\"]]", "[{\"a\": [1, -2.5e+3]}, true]"] {
        assert!(matches!(array(text), Json::Others(_)), "{text}");
    }
    assert_eq!(array("[{\"a\" 1}]"), Json::No);
}

#[test]
fn deep_nesting_ends() {
    assert_eq!(array(&"[".repeat(200_000)), Json::No);
    let deep = "[".repeat(500) + &"]".repeat(500);
    assert!(matches!(array(&deep), Json::Others(_)));
}
