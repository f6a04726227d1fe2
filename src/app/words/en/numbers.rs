//! Numbers, and words that go with them.

/// A count or a size, its thousands grouped: `8,000`. Not for names that are numbers, like a line's
/// or a user's.
pub fn number(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// The count, and the words that fit it: `1 finding`, `3 findings`.
pub fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(count), if count == 1 { one } else { many })
}
