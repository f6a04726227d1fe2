//! Commands that make, change and remove users and groups: shadow's `useradd` and its like,
//! Debian's `adduser`, BusyBox's `adduser`.

mod busybox;
mod choice;
mod context;
mod debian;
mod homes;
mod ids;
mod members;
mod modify;
mod remove;
mod shadow;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod transcripts;

pub(super) use choice::dialect;
pub(super) use homes::run;
