//! Texts made to hurt: long, deep, wide. Nothing panics or runs out of stack, and time grows with
//! the length of the text, not faster.

use std::time::{Duration, Instant};
use unroot::model::Assumptions;

/// The stack that WebAssembly gives the page.
const STACK: usize = 1 << 20;

/// A text for a size.
type Make = fn(usize) -> String;

/// Ways to be long, with the size at which a text counts as full grown.
const LONG: [(&str, usize, Make); 9] = [
    ("lines", 10_000, |n| with("FROM debian:12\n", "RUN touch /tmp/a\n", n)),
    ("comments", 10_000, |n| with("FROM debian:12\n", "# nothing to see\n", n)),
    ("one line", 1_000_000, |n| format!("FROM debian:12\nRUN echo {}\n", "x".repeat(n))),
    ("and", 10_000, |n| format!("FROM debian:12\nRUN true{}\n", " && true".repeat(n))),
    ("words", 20_000, |n| format!("FROM debian:12\nRUN echo{}\n", " word".repeat(n))),
    ("instructions of users", 2_000, |n| {
        numbered("FROM debian:12\n", n, |i| format!("USER u{i}\n"))
    }),
    ("continued lines", 10_000, |n| format!("FROM debian:12\nRUN true {}\n", "\\\n  x ".repeat(n))),
    ("stages", 5_000, |n| {
        numbered("FROM scratch AS s0\n", n, |i| format!("FROM s{} AS s{i}\n", i - 1))
    }),
    ("triggers", 5_000, |n| with("FROM debian:12\n", "ONBUILD USER app\n", n)),
];

/// Ways to pile up: each line adds to what every later step knows, so time grows with the square of
/// their number. Nobody writes so many; they must be survived.
const PILED: [(&str, usize, Make); 3] = [
    ("directories", 1_000, |n| numbered("FROM debian:12\n", n, |i| format!("RUN mkdir /d{i}\n"))),
    ("accounts", 1_000, |n| numbered("FROM debian:12\n", n, |i| format!("RUN useradd u{i}\n"))),
    ("variables", 2_000, |n| {
        numbered("FROM debian:12\n", n, |i| format!("ENV V{i}=$V{}\n", i / 2))
    }),
];

/// Ways to be deep.
const DEEP: [(&str, Make); 9] = [
    ("${a:-${a:-", |n| format!("FROM debian:12\nUSER {}x{}\n", "${a:-".repeat(n), "}".repeat(n))),
    ("$($(", |n| format!("FROM debian:12\nRUN {}id{}\n", "$(".repeat(n), ")".repeat(n))),
    ("((", |n| format!("FROM debian:12\nRUN {}id{}\n", "(".repeat(n), ")".repeat(n))),
    ("{ {", |n| format!("FROM debian:12\nRUN {}id;{}\n", "{ ".repeat(n), " };".repeat(n))),
    ("if if", |n| format!("FROM debian:12\nRUN {}id\n", "if true; then ".repeat(n))),
    ("for for", |n| format!("FROM debian:12\nRUN {}id\n", "for a in 1 2; do ".repeat(n))),
    ("quotes", |n| format!("FROM debian:12\nRUN sh -c {}\n", "\"'".repeat(n))),
    ("heredocs", |n| format!("FROM debian:12\nRUN cat{}\n", " <<A".repeat(n))),
    ("onbuild onbuild", |n| format!("FROM debian:12\n{}RUN id\n", "ONBUILD ".repeat(n))),
];

fn with(start: &str, line: &str, count: usize) -> String {
    format!("{start}{}", line.repeat(count))
}

fn numbered(start: &str, count: usize, line: impl Fn(usize) -> String) -> String {
    (1..=count).fold(start.to_owned(), |text, number| text + &line(number))
}

/// How long the whole analysis takes, on a small stack.
fn time(text: String) -> Duration {
    let analysis = std::thread::Builder::new().stack_size(STACK).spawn(move || {
        let start = Instant::now();
        unroot::analyze(&text, &Assumptions::default());
        start.elapsed()
    });
    analysis.expect("a thread").join().expect("no panic")
}

/// The best of three runs: other tests run at the same time.
fn best(text: &str) -> Duration {
    (0..3).map(|_| time(text.to_owned())).min().unwrap_or_default()
}

#[test]
fn time_grows_with_the_length() {
    let mut slow = Vec::new();
    for (name, size, make) in LONG {
        let (quarter, whole) = (best(&make(size / 4)), best(&make(size)));
        println!("{name} × {size}: {} ms", whole.as_millis());
        // Linear is 4; of less than some milliseconds the machine's other work says more.
        let ratio = whole.as_secs_f64() / quarter.as_secs_f64().max(0.025);
        if ratio > 9.0 {
            slow.push(format!("{name}: {quarter:?} for a quarter, {whole:?} for all"));
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}

#[test]
fn piles_are_survived() {
    for (name, size, make) in PILED {
        let taken = time(make(size));
        println!("{name} × {size}: {} ms", taken.as_millis());
        assert!(taken < Duration::from_secs(20), "{name}: {taken:?}");
    }
}

#[test]
fn depth_is_survived() {
    for (name, make) in DEEP {
        let taken = time(make(10_000));
        println!("{name} × 10,000: {} ms", taken.as_millis());
        assert!(taken < Duration::from_secs(20), "{name}: {taken:?}");
    }
}
