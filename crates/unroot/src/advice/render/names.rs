//! Names for volumes.

use crate::advice::Writable;

/// DNS labels are what Kubernetes takes.
const LONGEST: usize = 40;

/// A name for each place, unlike the others: the last part of its path, else more of it.
pub(super) fn names(places: &[Writable]) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(places.len());
    for place in places {
        let parts: Vec<&str> = place.path.split('/').filter(|part| !part.is_empty()).collect();
        let home = matches!(parts[..], ["home", _]);
        let candidate = |at: usize| match at.checked_sub(parts.len() + 1) {
            _ if at == 0 => home.then(|| "home".to_owned()),
            None => Some(label(&parts[parts.len() - at..])),
            Some(further) => Some(format!("volume-{}", further + 2)),
        };
        let free = (0..).filter_map(candidate).find(|name| !names.contains(name));
        names.extend(free);
    }
    names
}

/// Lower-case letters, digits and dashes; `volume` where none of the parts has any.
fn label(parts: &[&str]) -> String {
    let text = parts.join("-").to_ascii_lowercase();
    let mut label = String::new();
    for char in text.chars() {
        match char.is_ascii_alphanumeric() {
            true => label.push(char),
            false if !label.is_empty() && !label.ends_with('-') => label.push('-'),
            false => {}
        }
    }
    label.truncate(LONGEST);
    match label.trim_end_matches('-') {
        "" => "volume".to_owned(),
        label => label.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_labels_and_differ() {
        let place = |path: &str| Writable {
            path: path.to_owned(),
            keeps: true,
            mode: 0o755,
            open: None,
            why: "".into(),
            source: None,
            span: None,
        };
        let paths = [
            "/data",
            "/srv/data",
            "/srv/.Cache_2",
            "/é",
            "/x/é",
            "/home/app",
            &format!("/{}", "a".repeat(90)),
            "/-",
            "/y/é",
        ];
        let long = "a".repeat(40);
        let expected =
            ["data", "srv-data", "cache-2", "volume", "x", "home", &long, "volume-2", "y"];
        assert_eq!(names(&paths.map(place)), expected);
    }
}
