//! Which `dash` an image has, as far as that matters.

use super::{Family, Reference};

/// Whether the dash of the image knows `set -o pipefail`: since 0.5.12-7, so from Debian 13 and Ubuntu 24.10 on
/// (<https://metadata.ftp-master.debian.org/changelogs/main/d/dash/dash_0.5.12-12_changelog>; 0.5.12-2 of Debian 12 and
/// 0.5.12-12 of Debian 13 were run). `None` where the tag names no release.
pub fn dash_has_pipefail(reference: &str, family: Family) -> Option<bool> {
    let reference = Reference::parse(reference)?;
    let tag = reference.tag.unwrap_or_default();
    let named = tag.split(['-', '.', '_']).find_map(|word| match word {
        "jessie" | "stretch" | "buster" | "bullseye" | "bookworm" => Some(false),
        "trusty" | "xenial" | "bionic" | "focal" | "jammy" | "noble" => Some(false),
        "trixie" | "forky" | "sid" | "oracular" | "plucky" => Some(true),
        _ => None,
    });
    let numbered = || {
        let own = reference.name.rsplit('/').next().unwrap_or_default() == family.name();
        let number = tag.split('-').next().filter(|_| own)?;
        let mut parts = number.split('.').map(str::parse::<u32>);
        let (major, minor) = (parts.next()?.ok()?, parts.next());
        match family {
            Family::Debian => Some(major >= 13),
            Family::Ubuntu => Some((major, minor?.ok()?) >= (24, 10)),
            _ => None,
        }
    };
    named.or_else(numbered)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_decide() {
        let debian = |name: &str| dash_has_pipefail(name, Family::Debian);
        assert_eq!(debian("debian:bookworm-slim"), Some(false));
        assert_eq!(debian("python:3.12-slim-bookworm"), Some(false));
        assert_eq!(debian("debian:12.5"), Some(false));
        assert_eq!(debian("debian:13-slim"), Some(true));
        assert_eq!(debian("debian:latest"), None);
        assert_eq!(debian("node:22"), None);
        let ubuntu = |name: &str| dash_has_pipefail(name, Family::Ubuntu);
        assert_eq!(ubuntu("ubuntu:24.04"), Some(false));
        assert_eq!(ubuntu("ubuntu:24.10"), Some(true));
        assert_eq!(ubuntu("ubuntu:noble"), Some(false));
        assert_eq!(ubuntu("ubuntu"), None);
    }
}
