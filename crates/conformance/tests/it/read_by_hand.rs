//! Real Dockerfiles that were read and judged one by one, `benches/repairs`: which changes of the user does Unroot make
//! unasked, and would a maintainer merge them?

use conformance::corpus::{Sample, corpus, for_each};
use conformance::shared::Origin;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use unroot::model::Assumptions;
use unroot::verdict::RunsAs;
use unroot::{analyze, fix_all};

/// A line of `benches/repairs/read.tsv`. The README there says what the columns mean.
struct Read {
    sha256: &'static str,
    half: &'static str,
    starts: &'static str,
    class: &'static str,
    purpose: &'static str,
    program: &'static str,
    why: &'static str,
}

const COLUMNS: &str = "sha256\thalf\tstarts\tclass\tpurpose\tprogram\twhy";

fn read() -> Vec<Read> {
    let mut lines = include_str!("../../../../benches/repairs/read.tsv").lines();
    assert_eq!(lines.next(), Some(COLUMNS));
    let line = |line: &'static str| {
        let cells: Vec<&'static str> = line.split('\t').collect();
        let [sha256, half, starts, class, purpose, program, why] = cells[..] else {
            panic!("not seven columns: {line}");
        };
        Read { sha256, half, starts, class, purpose, program, why }
    };
    lines.map(line).collect()
}

#[test]
fn each_verdict_has_a_valid_shape() {
    let read = read();
    let purposes = [
        "application",
        "service",
        "tool",
        "base",
        "toolchain",
        "ci",
        "action",
        "dev-container",
        "builder",
        "init",
        "export",
        "fixture",
    ];
    let mut seen = BTreeSet::new();
    for Read { sha256, half, starts, class, purpose, program, why } in &read {
        assert!(seen.insert(sha256), "{sha256} stands twice");
        let digit = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
        assert!(sha256.len() == 64 && sha256.chars().all(digit), "{sha256}");
        assert!(["a", "b"].contains(half), "{sha256}: half `{half}`");
        let known = match *starts {
            "root" => ["right", "review", "wrong"].contains(class),
            "non-root" => *class == "-",
            _ => false,
        };
        assert!(known, "{sha256}: starts as `{starts}`, class `{class}`");
        assert!(purposes.contains(purpose), "{sha256}: purpose `{purpose}`");
        assert!(!program.is_empty() && !program.contains(' '), "{sha256}: program `{program}`");
        assert!(why.ends_with('.') && why.chars().count() <= 140, "{sha256}: why `{why}`");
    }
    let roots = read.iter().filter(|one| one.starts == "root");
    assert_eq!(roots.count(), 150);
    let first_half = read.iter().filter(|one| one.half == "a");
    assert_eq!(first_half.count() * 2, read.len());
}

/// What "fix all" did to a Dockerfile that was judged.
struct Outcome {
    read: &'static Read,
    /// The container started as root and now starts as an ordinary user.
    made: bool,
    /// The container started as an ordinary user, and now another one or root starts it.
    replaced: bool,
}

/// Runs "fix all" on each judged Dockerfile. `None` where the corpus is absent.
fn outcomes() -> Option<Vec<Outcome>> {
    let set = corpus().into_iter().find(|set| set.origin == Origin::Shared)?;
    let read: &'static [Read] = read().leak();
    let known: BTreeMap<&str, &'static Read> = read.iter().map(|one| (one.sha256, one)).collect();
    let outcomes = for_each(&set.items, |Sample { text, .. }| {
        let hash: String = Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect();
        let read = *known.get(hash.as_str())?;
        let before = analyze(text, &Assumptions::default());
        let after = analyze(&fix_all(&before).text, &Assumptions::default());
        let (was, is) = (&before.verdict, &after.verdict);
        let other_uid = was.uid.is_some() && is.uid.is_some() && was.uid != is.uid;
        Some(Outcome {
            read,
            made: was.runs_as == RunsAs::Root && is.runs_as == RunsAs::NonRoot,
            replaced: read.starts == "non-root" && (was.runs_as != is.runs_as || other_uid),
        })
    });
    let outcomes: Vec<Outcome> = outcomes.into_iter().flatten().collect();
    assert_eq!(outcomes.len(), read.len(), "not every judged Dockerfile is in the corpus");
    Some(outcomes)
}

/// Of the changes that are made unasked, at least this share is `right`, in percent.
const RIGHT_OF_MADE: usize = 95;
/// Of the right changes, how many of a hundred are made unasked at least. 70 is meant; it may only rise.
const MADE_OF_RIGHT: usize = 60;
/// At most this many changes that are made unasked are `wrong`.
const WRONG_MADE: usize = 0;

/// How many changes of one class were made, and how many Dockerfiles are of that class.
fn count(outcomes: &[Outcome], class: &str, halves: &str) -> (usize, usize) {
    let of_class =
        || outcomes.iter().filter(|one| one.read.class == class && halves.contains(one.read.half));
    (of_class().filter(|one| one.made).count(), of_class().count())
}

/// Prints what was made unasked by class, and each disagreement. Those of half `b` only where the environment has
/// `UNROOT_SHOW_HALF_B`: the authors of rules must not see them.
fn print(outcomes: &[Outcome]) {
    println!(
        "read by hand: changes from root to an ordinary user that `fix` makes unasked, of all"
    );
    println!("{:<8}{:>12}{:>12}{:>12}", "half", "right", "review", "wrong");
    for (name, halves) in [("a", "a"), ("b", "b"), ("both", "ab")] {
        let cell = |class| {
            let (made, all) = count(outcomes, class, halves);
            format!("{made} of {all}")
        };
        println!("{name:<8}{:>12}{:>12}{:>12}", cell("right"), cell("review"), cell("wrong"));
    }
    let show_b = std::env::var_os("UNROOT_SHOW_HALF_B").is_some();
    for Outcome { read, made, .. } in outcomes {
        let Read { sha256, half, class, purpose, program, why, .. } = read;
        let verdict = match (*made, *class) {
            (true, "review" | "wrong") => "made, but",
            (false, "right") => "not made, but",
            _ => continue,
        };
        if *half == "a" || show_b {
            let hash = &sha256[..12];
            println!("{hash} {half}: {verdict} {class} ({purpose}, {program}): {why}");
        }
    }
}

#[test]
fn ordinary_users_stay_who_they_are() {
    let Some(outcomes) = outcomes() else { return };
    let replaced = outcomes.iter().filter(|one| one.replaced);
    let replaced: Vec<&str> = replaced.map(|one| &one.read.sha256[..12]).collect();
    assert!(replaced.is_empty(), "another user starts: {replaced:?}");
}

#[test]
fn what_is_made_unasked_is_right() {
    let Some(outcomes) = outcomes() else { return };
    print(&outcomes);
    let [(right, all_right), (review, _), (wrong, _)] =
        ["right", "review", "wrong"].map(|class| count(&outcomes, class, "ab"));
    let made = right + review + wrong;
    let faults = [
        (right * 100 < made * RIGHT_OF_MADE)
            .then(|| format!("{right} of {made} changes made unasked are right")),
        (right * 100 < all_right * MADE_OF_RIGHT)
            .then(|| format!("{right} of {all_right} right changes are made unasked")),
        (wrong > WRONG_MADE).then(|| format!("{wrong} changes made unasked are wrong")),
    ];
    let faults: Vec<String> = faults.into_iter().flatten().collect();
    assert!(faults.is_empty(), "{}", faults.join("; "));
}
