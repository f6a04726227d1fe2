//! Real builds with Buildah, for the tests that hold the analysis against them.

pub mod bases;
mod builder;
mod tally;

pub use builder::{Builder, Built, Failed, Image, lines, user_of};
pub use tally::Tally;

use std::sync::Mutex;

/// Gives each of `cases` to the next builder that is free, and returns what `work` made of them, in their order.
pub fn in_parallel<C: Sync, T: Send>(
    builders: &mut [Builder],
    cases: &[C],
    work: impl Fn(&Builder, &C) -> T + Sync,
) -> Vec<T> {
    let next = Mutex::new(cases.iter().enumerate());
    let done = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for builder in builders {
            let (next, done, work) = (&next, &done, &work);
            scope.spawn(move || {
                loop {
                    let case = next.lock().expect("no panic").next();
                    let Some((at, case)) = case else { break };
                    let result = work(builder, case);
                    done.lock().expect("no panic").push((at, result));
                }
            });
        }
    });
    let mut done = done.into_inner().expect("no panic");
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

/// Whether a continuous integration runs this, where nothing may be skipped.
pub fn is_ci() -> bool {
    std::env::var("CI").is_ok_and(|value| !value.is_empty())
}
