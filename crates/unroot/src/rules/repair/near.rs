//! Names that differ by a slip of the finger.

/// Whether one of `a` and `b` is the other mistyped: one letter too many, too few or another one, or
/// two of them in names that are long enough to tell.
pub fn is_slip(a: &str, b: &str) -> bool {
    let shorter = a.chars().count().min(b.chars().count());
    let allowed = match shorter {
        0..=2 => 0,
        3..=5 => 1,
        _ => 2,
    };
    (1..=allowed).contains(&distance(a, b))
}

/// Letters to put in, take out, replace or swap with their neighbour.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            rows[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let other = usize::from(a[i - 1] != b[j - 1]);
                let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                let swap = if swapped { rows[i - 2][j - 2] + 1 } else { usize::MAX };
                let step = rows[i - 1][j].min(rows[i][j - 1]) + 1;
                step.min(rows[i - 1][j - 1] + other).min(swap)
            };
        }
    }
    rows[a.len()][b.len()]
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
