//! Assumptions as a small text, so that they can be kept: one `name=value` a line.

use crate::image::Family;
use crate::model::{Assumptions, Builder, Purpose};

/// The text to keep; empty where nothing was assumed.
pub fn assumptions_text(assumptions: &Assumptions) -> String {
    let mut lines = Vec::new();
    if assumptions.builder != Builder::default() {
        lines.push(("builder", assumptions.builder.name().to_owned()));
    }
    lines.extend(assumptions.target.clone().map(|target| ("target", target)));
    lines.extend(assumptions.base_user.clone().map(|user| ("user", user)));
    lines.extend(assumptions.base_family.map(|family| ("family", family.name().to_owned())));
    lines.extend(assumptions.purpose.map(|purpose| ("purpose", purpose.name().to_owned())));
    let arguments = assumptions.build_args.iter();
    lines.extend(arguments.map(|(name, value)| ("arg", format!("{name}={value}"))));
    let written = lines.iter().filter(|(_, value)| !value.contains('\n'));
    written.map(|(name, value)| format!("{name}={value}\n")).collect()
}

/// What [`assumptions_text`] kept; lines that nobody knows are passed over.
pub fn assumptions_from(text: &str) -> Assumptions {
    let mut assumptions = Assumptions::default();
    for (name, value) in text.lines().filter_map(|line| line.split_once('=')) {
        match name {
            "builder" => assumptions.builder = Builder::parse(value).unwrap_or_default(),
            "target" => assumptions.target = Some(value.to_owned()),
            "user" => assumptions.base_user = Some(value.to_owned()),
            "family" => assumptions.base_family = Family::parse(value),
            "purpose" => assumptions.purpose = Purpose::parse(value),
            "arg" => {
                let pair = value.split_once('=').unwrap_or((value, ""));
                assumptions.build_args.insert(pair.0.to_owned(), pair.1.to_owned());
            }
            _ => {}
        }
    }
    assumptions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn assumptions_come_back_as_they_went() {
        let mut assumptions = Assumptions {
            target: Some("build".into()),
            builder: Builder::Buildah,
            base_user: Some("1001:0".into()),
            base_family: Some(Family::Rhel),
            purpose: Some(Purpose::Tool),
            ..Assumptions::default()
        };
        assumptions.build_args.insert("VERSION".into(), "a=b c".into());
        assert_eq!(assumptions_from(&assumptions_text(&assumptions)), assumptions);
        assert_eq!(assumptions_text(&Assumptions::default()), "");
        assert_eq!(assumptions_from("builder=none\nx\nfuture=1\n"), Assumptions::default());
    }
}
