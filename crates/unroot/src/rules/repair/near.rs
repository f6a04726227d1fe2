//! Names that differ by a slip of the finger.

use strsim::osa_distance;

/// Whether one of `a` and `b` is the other mistyped: one letter too many, too few or another one, or
/// two of them in names that are long enough to tell.
pub fn is_slip(a: &str, b: &str) -> bool {
    let shorter = a.chars().count().min(b.chars().count());
    let allowed = match shorter {
        0..=2 => 0,
        3..=5 => 1,
        _ => 2,
    };
    (1..=allowed).contains(&osa_distance(a, b))
}

#[cfg(test)]
mod tests {
    use super::is_slip;

    #[test]
    fn slips_are_short() {
        for (a, b) in
            [("galery", "gallery"), ("app", "apps"), ("nginx", "ngnix"), ("postgers", "postgres")]
        {
            assert!(is_slip(a, b) && is_slip(b, a), "{a} {b}");
        }
        for (a, b) in [("app", "app"), ("app", "web"), ("a", "b"), ("node", "code1"), ("", "ab")] {
            assert!(!is_slip(a, b), "{a} {b}");
        }
    }
}
