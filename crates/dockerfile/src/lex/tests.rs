//! Splitting into words.

use super::*;

fn raw(text: &str) -> Option<Vec<String>> {
    let words = lex(text, Keep { quotes: true, escapes: true })?;
    Some(words.into_iter().map(|word| word.text).collect())
}

#[test]
fn words_keep_what_they_are_told_to() {
    let words = raw(r#"a 'b c' "d $e" \ f"#).unwrap();
    assert_eq!(words, ["a", "'b c'", "\"d $e\"", r"\ f"]);
    let words = lex(r#"'b c'd\ "e""#, Keep { quotes: false, escapes: false }).unwrap();
    assert_eq!((words.len(), words[0].text.as_str()), (1, "b cd e"));
    assert_eq!((words[0].start, words[0].end), (1, 10));
}

#[test]
fn heredoc_words_swallow_blanks() {
    assert_eq!(raw("cat << EOF >x").unwrap(), ["cat", "<< EOF", ">x"]);
    assert_eq!(raw("a<b <<< c").unwrap(), ["a<b", "<<<", "c"]);
}

#[test]
fn substitutions_split_even_inside_quotes() {
    assert_eq!(raw(r#"${x:-"a b"}c"#).unwrap(), [r#"${x:-"a"#, r#"b"}c"#]);
    assert_eq!(raw(r#""${x:-a b}""#).unwrap(), [r#""${x:-a b}""#]);
    assert_eq!(raw("$((1<<2))").unwrap(), ["$((1<<2))"]);
}

#[test]
fn what_buildkit_gives_up_at_gives_nothing() {
    for text in ["a 'b", "a \"b", "${", "${}", "${a", "${a^^}", "${a/b}", "${a:-'}"] {
        assert!(raw(text).is_none(), "{text}");
    }
}

#[test]
fn nesting_is_capped() {
    assert!(raw(&"\"${a:-".repeat(100_000)).is_none());
    assert!(raw(&"${a:-".repeat(100_000)).is_none());
}
