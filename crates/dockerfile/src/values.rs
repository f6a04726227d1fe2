//! Values that BuildKit checks while it reads: durations, mounts, devices, names of stages.

/// Whether `text` is a duration that HEALTHCHECK takes: Go's notation, and not below a
/// millisecond unless it is zero.
pub(super) fn is_interval(text: &str) -> bool {
    const MILLISECOND: u128 = 1_000_000;
    match nanoseconds(text.strip_prefix(['+', '-']).unwrap_or(text)) {
        Some(0) => true,
        Some(length) => {
            !text.starts_with('-') && length >= MILLISECOND && length <= i64::MAX as u128
        }
        None => false,
    }
}

/// `1h2m3.5s` in nanoseconds.
fn nanoseconds(text: &str) -> Option<u128> {
    if text == "0" {
        return Some(0);
    }
    let mut total: u128 = 0;
    let mut rest = text;
    while total == 0 || !rest.is_empty() {
        let (whole, after) = digits(rest);
        let (fraction, after) = match after.strip_prefix('.') {
            Some(after) => digits(after),
            None => ("", after),
        };
        // Longer ones overflow in Go as well, or lie below a nanosecond.
        if (whole.is_empty() && fraction.is_empty()) || whole.len() > 19 {
            return None;
        }
        let unit_ends = after.find(|c: char| c == '.' || c.is_ascii_digit()).unwrap_or(after.len());
        let unit: u128 = match &after[..unit_ends] {
            "ns" => 1,
            "us" | "µs" | "μs" => 1_000,
            "ms" => 1_000_000,
            "s" => 1_000_000_000,
            "m" => 60_000_000_000,
            "h" => 3_600_000_000_000,
            _ => return None,
        };
        let fraction = &fraction[..fraction.len().min(15)];
        let scale = 10_u128.pow(fraction.len() as u32);
        let number = |text: &str| if text.is_empty() { Some(0) } else { text.parse().ok() };
        total += number(whole)? * unit + number(fraction)? * unit / scale;
        rest = &after[unit_ends..];
        if rest.is_empty() {
            break;
        }
    }
    Some(total)
}

fn digits(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()))
}

/// The fields of a line of comma-separated values; `None` where Go's strict reader refuses it.
pub(super) fn fields(text: &str) -> Option<Vec<String>> {
    let mut fields = Vec::new();
    let mut rest = Some(text).filter(|text| !text.is_empty());
    rest?;
    while let Some(field) = rest {
        if let Some(mut quoted) = field.strip_prefix('"') {
            let mut value = String::new();
            loop {
                let (piece, after) = quoted.split_once('"')?;
                value.push_str(piece);
                match after.strip_prefix('"') {
                    Some(after) => {
                        value.push('"');
                        quoted = after;
                    }
                    None => {
                        rest = after.strip_prefix(',');
                        if rest.is_none() && !after.is_empty() {
                            return None;
                        }
                        break;
                    }
                }
            }
            fields.push(value);
        } else {
            let (value, after) = match field.split_once(',') {
                Some((value, after)) => (value, Some(after)),
                None => (field, None),
            };
            if value.contains('"') {
                return None;
            }
            fields.push(value.to_owned());
            rest = after;
        }
    }
    Some(fields)
}

/// What is wrong with the value of `RUN --device`.
pub(super) fn device_problem(value: &str) -> Option<&'static str> {
    const UNREADABLE: &str =
        "The device can't be read: it must be a name, with `,required` if need be.";
    let Some(fields) = fields(value) else { return Some(UNREADABLE) };
    let mut named = false;
    for field in &fields {
        let (key, value) = match field.split_once('=') {
            Some((key, value)) => (key.to_ascii_lowercase(), Some(value)),
            None => (field.to_ascii_lowercase(), None),
        };
        let truths =
            ["1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False"];
        match (key.as_str(), value) {
            ("required", None) => {}
            ("required", Some(value)) if truths.contains(&value) => {}
            ("name", Some(value)) if !named => named = !value.is_empty(),
            ("required" | "name", Some(_)) => return Some(UNREADABLE),
            _ if !named => named = !field.is_empty(),
            _ => return Some(UNREADABLE),
        }
    }
    None
}

/// Whether a stage can have this name.
pub(super) fn is_stage_name(name: &str) -> bool {
    let mut letters = name.bytes();
    letters.next().is_some_and(|first| first.is_ascii_alphabetic())
        && letters.all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_as_go_writes_them() {
        for good in ["0", "0s", "1s", "1h2m3.5s", ".5s", "1.s", "+5m", "1000us", "1ms", "-0s"] {
            assert!(is_interval(good), "{good}");
        }
        let bad = ["", "5", "s", "1x", "-1s", "1us", "$A", "1s2", "1 s", ".s", "99999999999h"];
        for bad in bad {
            assert!(!is_interval(bad), "{bad}");
        }
    }

    #[test]
    fn devices_have_one_name() {
        for good in ["a/b=c", "name=a/b=c,required", "required=false,x", "a,required"] {
            assert_eq!(device_problem(good), None, "{good}");
        }
        for bad in ["", "a,b", "a,required=maybe", "name=a,name=b"] {
            assert!(device_problem(bad).is_some(), "{bad}");
        }
    }

    #[test]
    fn stage_names() {
        assert!(is_stage_name("Build-1.x_y"));
        for bad in ["", "1a", "a b", "${a}", "é"] {
            assert!(!is_stage_name(bad), "{bad}");
        }
    }
}
