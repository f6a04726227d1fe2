//! The analysis from outside: rules by the examples in their texts, reports to the byte, hostile texts in time.

mod hostile;
mod page;
mod reports;
mod rules;
