//! What each shell can't read, and here-documents.

use super::*;
use crate::Language::{self, Ash, Bash, Dash};

fn refused(script: &str, language: Language) -> Option<usize> {
    parse(script).until_refused(language)
}

#[test]
fn dash_and_ash_refuse_what_bash_reads() {
    for (script, dash, ash) in [
        ("a; b && c", None, None),
        ("a; b <<< c", Some(0), Some(0)),
        ("a\nb <<< c; d\ne", Some(1), Some(1)),
        ("a &&\nb <<< c", Some(0), Some(0)),
        ("a; if b; then\nc\nd <<< e; fi", Some(0), Some(0)),
        ("a |& b", Some(0), Some(0)),
        ("x=(a b)", Some(0), Some(0)),
        ("for ((i=0;i<2;i++)); do a; done", Some(0), Some(0)),
        ("function f { a; }", Some(0), None),
        ("a <(b)", Some(0), None),
        ("a\nx=$(b <(c))", Some(1), None),
        ("[[ a ]]; ((1)); a &>b", None, None),
    ] {
        assert_eq!(refused(script, Dash), dash, "{script}");
        assert_eq!(refused(script, Ash), ash, "{script}");
        assert_eq!(refused(script, Bash), None, "{script}");
    }
}

#[test]
fn the_background_takes_the_whole_chain() {
    let list = parse("a; b && c & d &");
    let sent: Vec<bool> = list.items.iter().map(|(_, pipeline)| pipeline.in_background).collect();
    assert_eq!(sent, [false, true, true, true]);
}

#[test]
fn here_documents_substitute_unless_their_delimiter_is_quoted() {
    let word = |script: &str| {
        let simple = simple(script);
        simple.redirects[0].here_document().unwrap()
    };
    assert_eq!(word("a <<'E'\n$x \\$y\nE\n").literal().as_deref(), Some("$x \\$y\n"));
    assert_eq!(word("a <<\\E\n$x\nE\n").literal().as_deref(), Some("$x\n"));
    assert_eq!(
        word("a <<E\n\\$x \"q\" \\\" 'z'\nE\n").literal().as_deref(),
        Some("$x \"q\" \\\" 'z'\n")
    );
    let parts = word("a <<E\nx $y `z`\nE\n").parts;
    assert!(matches!(&parts[1], Part::Parameter(y) if y.name == "y" && y.quoted));
    assert!(matches!(&parts[3], Part::Substitution { quoted: true, .. }));
}
