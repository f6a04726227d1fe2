//! The words of the page: numbers are grouped, and words go with their number.

// The page's own module, which knows no browser.
#[allow(dead_code)]
#[path = "../src/app/words/mod.rs"]
mod words;

use words::numbers::{number, plural};

#[test]
fn numbers_are_grouped_by_thousands() {
    let shown = [0, 7, 999, 1_000, 8_001, 123_456, 1_234_567].map(number);
    assert_eq!(shown, ["0", "7", "999", "1,000", "8,001", "123,456", "1,234,567"]);
}

#[test]
fn one_is_singular_and_nothing_else_is() {
    let shown = [0, 1, 2, 11, 21, 1_001].map(|count| plural(count, "finding", "findings"));
    let expected =
        ["0 findings", "1 finding", "2 findings", "11 findings", "21 findings", "1,001 findings"];
    assert_eq!(shown, expected);
}

#[test]
fn sentences_agree_with_their_numbers() {
    use words::{announcer, assumptions, editor, footer, lesson, repairs, share, walk};
    let cases = [
        (announcer::told("Starts as `app`.", 0), "Starts as app. No findings."),
        (announcer::told("Starts as `app`.", 1), "Starts as app. 1 finding."),
        (announcer::told("Starts as `app`.", 2), "Starts as app. 2 findings."),
        (assumptions::given(0), "as written"),
        (assumptions::given(1), "1 set"),
        (editor::counted(0, 0, 0), "no findings"),
        (editor::counted(1, 2, 0), "1 error, 2 warnings"),
        (editor::counted(2, 1, 1), "2 errors, 1 warning, 1 note"),
        (editor::other_ways(1), "1 other way"),
        (editor::other_ways(2), "2 other ways"),
        (lesson::met_aloud(0, 1), "0 of 1 goal met"),
        (lesson::met_aloud(1, 4), "1 of 4 goals met"),
        (lesson::celebration(1), "Solved. The goal is met."),
        (lesson::celebration(2), "Solved. Both goals are met."),
        (lesson::celebration(3), "Solved. All 3 goals are met."),
        (lesson::became_met(&["It is `app`."], false), "Goal met: It is app."),
        (lesson::became_met(&["A.", "B."], true), "Goals met: A. B. The lesson is solved."),
        (lesson::imported(1), "Read: 1 lesson is now solved."),
        (lesson::imported(2), "Read: 2 lessons are now solved."),
        (repairs::all(true, 1), "Make it non-root · 1 repair"),
        (repairs::all(false, 2), "Make all safe repairs · 2 repairs"),
        (repairs::done(1, 0), "1 repair made, nothing is left."),
        (repairs::done(2, 1), "2 repairs made, 1 finding is left for you to decide."),
        (repairs::done(2, 3), "2 repairs made, 3 findings are left for you to decide."),
        (repairs::more_left(1), "and 1 more finding in the list"),
        (walk::make(1), "Make this repair"),
        (walk::make(3), "Make these 3 repairs"),
    ];
    for (told, expected) in cases {
        assert_eq!(told, expected);
    }
    let took = footer::analyzed(12_345);
    assert!(took.starts_with("Analyzed in 1,234.5 ms "), "{took}");
    let long = share::long(8_001);
    assert!(long.starts_with("The link has 8,001 characters."), "{long}");
}
