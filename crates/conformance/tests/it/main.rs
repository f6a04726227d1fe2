//! Judges that need no builder: other parsers, other readers of what we write, and thousands of real files.

mod advice;
mod any_text;
mod buildkit;
mod corpus;
mod images;
mod patch;
mod proofs;
mod read_by_hand;
mod report;
mod sarif;
mod second_opinion_dockerfile;
mod second_opinion_shell;
mod truth;

#[path = "../../../unroot/tests/it/page.rs"]
mod page;
