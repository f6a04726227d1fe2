//! Repairs: one, and all at once.

use super::numbers::{number, plural};
use unroot::finding::{Fix, Proof};

/// The button that makes a repair.
pub const APPLY: &str = "Apply";
/// The button that shows it before.
pub const SHOW: &str = "Show in the text";
/// The lines that go and come.
pub const WHAT_CHANGES: &str = "What changes";
/// The button that takes all back.
pub const UNDO: &str = "Undo";

/// Behind the title of a repair that holds without a look.
pub const SAFE: &str = "safe";
/// Behind the title of one that somebody should look at.
pub const NEEDS_A_LOOK: &str = "needs a look";
/// Behind the title of one that the simulation was not run for.
pub const NOT_CHECKED: &str = "not checked";
/// Why a finding is left: its repair is not known to hold yet.
pub const BEING_PROVED: &str = "Its repairs are being proved.";
/// Why a finding is left: nobody asked for its repair.
pub const NOT_ASKED: &str = "Its repair is safe, and not made yet.";
/// What a safe repair promises.
pub const SAFE_MEANS: &str = "Safe: on the simulation the build goes as far as before, and nothing known keeps the program from starting and working.";
/// What a repair that needs a look leaves open.
pub const NEEDS_A_LOOK_MEANS: &str = "Needs a look: the build goes as far as before; whether the program still works depends on what is listed here.";
/// What a repair that was not checked leaves open.
pub const NOT_CHECKED_MEANS: &str = "Not checked: the simulation was not run on the repaired text.";
/// Why a finding is left: there is nothing to make.
pub const NO_REPAIR: &str = "No repair is known.";
/// What is said where not all were made.
pub const STOPPED: &str =
    "Unroot makes 100 repairs at a time: press the button again for the rest.";

/// Why a finding is left: it can't be told whether it is so.
pub fn cant_tell(why: &str) -> String {
    format!("It can't be told for certain: {why}")
}

/// The button at a note that makes a repair.
pub fn in_note(fix: &Fix) -> String {
    match fix.proof {
        Proof::Proved => fix.title.clone(),
        Proof::Untried(_) => format!("{} ({NOT_CHECKED})", fix.title),
    }
}

/// Why the simulation has not shown that a repair holds.
pub fn not_checked(why: &str) -> String {
    format!("Not checked: {why}.")
}

/// The button that makes the safe repairs of one rule.
pub fn of_rule(count: usize) -> String {
    format!("All of this rule ({})", number(count))
}

/// The button that makes all safe repairs, beside a single one.
pub fn all_safe(count: usize) -> String {
    format!("All that is safe ({})", number(count))
}

/// Findings that are left and not listed.
pub fn more_left(count: usize) -> String {
    format!("and {} in the list", plural(count, "more finding", "more findings"))
}

/// Why no repair is offered.
pub fn not_offered(why: &str) -> String {
    format!("No repair is offered: {why}.")
}

/// What somebody should weigh before.
pub fn look_first(why: &str) -> String {
    format!("Look first: {why}")
}

/// The button that makes all safe repairs, and whether they make root somebody else.
pub fn all(non_root: bool, count: usize) -> String {
    let what = if non_root { "Make it non-root" } else { "Make all safe repairs" };
    format!("{what} · {}", plural(count, "repair", "repairs"))
}

/// What that button did: how many repairs, and how many findings are left.
pub fn done(made: usize, left: usize) -> String {
    let left = match left {
        0 => "nothing is left".to_owned(),
        left => {
            let one = "finding is left for you to decide";
            plural(left, one, "findings are left for you to decide")
        }
    };
    format!("{}, {left}.", plural(made, "repair made", "repairs made"))
}
