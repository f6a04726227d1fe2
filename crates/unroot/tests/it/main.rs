//! The analysis from outside: rules by the examples in their texts, proofs in long files, reports to the byte, hostile texts in time.

mod hostile;
mod page;
mod proofs;
mod reports;
mod rules;
