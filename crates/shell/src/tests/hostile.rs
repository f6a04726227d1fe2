//! Texts that are no shell.

use super::*;
use std::time::{Duration, Instant};

#[test]
fn endless_nesting_is_cut_off_on_a_small_stack() {
    // WebAssembly has 1 MiB for everything.
    let thread = std::thread::Builder::new().stack_size(512 * 1024);
    thread.spawn(nest).unwrap().join().unwrap();
}

fn nest() {
    for piece in [
        "\"${a:-",
        "$(",
        "`",
        "(",
        "((",
        "{ ",
        "if ",
        "while ",
        "case x in a) ",
        "f() ",
        "x=(",
        "${x:-",
        "<(",
        "$((",
        "! ",
        "function f ",
        "a | ",
        "\"$(",
        "x=(a=",
        "\\`",
        "for x in $(",
        "a <<b\n",
        "[[ ",
        "case $(",
        "$'",
        "a=`\\`",
        "if a; then b; elif ",
    ] {
        for count in [39, 40, 41, 20_000] {
            let script = piece.repeat(count);
            parse(&script).simple_commands();
        }
    }
}

#[test]
fn forty_levels_are_read() {
    let script = format!("{}a{}", "$(".repeat(40), ")".repeat(40));
    assert_eq!(unknown(&script), None);
    assert_eq!(commands(&script).len(), 41);
    let script = format!("b; {}a{}", "$(".repeat(41), ")".repeat(41));
    assert_eq!(unknown(&script), Some(&script[3..]));
}

#[test]
fn time_grows_with_the_text() {
    for piece in [
        "a && ",
        "x='y' ",
        "$(a) ",
        "`a` ",
        "`\\`a\\`` ",
        "((a) ); ",
        "$((a) ) ",
        "cat <<A\nb\nA\n",
        "cat <<A;",
        "{ a; }; ",
        "a=(b) ",
        "case x in a) b;; esac; ",
        "# c\n",
        "\"${a:-\"b\"}\" ",
        "$(( 1 ) ",
        "[[ a ]];",
        "a\\\n",
        "2>&1 ",
        "! ",
        "| ",
        "''",
        "1",
        "<(a)",
    ] {
        let script = piece.repeat(400_000 / piece.len());
        let start = Instant::now();
        parse(&script).simple_commands();
        assert!(start.elapsed() < Duration::from_secs(2), "{piece:?}: {:?}", start.elapsed());
    }
}
