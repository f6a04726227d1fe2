//! Image references in their full form.

/// A reference with its registry and path written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    /// Registry and path: `docker.io/library/debian`.
    pub name: String,
    /// The tag; `latest` where neither tag nor digest is given, `None` where only a digest is.
    pub tag: Option<String>,
}

/// Names have at most 255 bytes and digests are short: beyond this it is no reference.
const LONGEST: usize = 512;
/// The longest tag.
const LONGEST_TAG: usize = 128;

impl Reference {
    /// Reads a reference as FROM has it; `None` for what can't be one.
    pub fn parse(text: &str) -> Option<Reference> {
        let text = text.trim();
        if text.len() > LONGEST || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return None;
        }
        if text == "scratch" {
            return Some(Reference { name: text.into(), tag: Some(String::new()) });
        }
        let (rest, digest) = match text.split_once('@') {
            Some((rest, digest)) if digest.contains(':') => (rest, true),
            Some(_) => return None,
            None => (text, false),
        };
        // A colon before the last slash belongs to the registry's port.
        let path = rest.rfind('/').map_or(0, |slash| slash + 1);
        let (name, tag) = match rest[path..].find(':') {
            Some(colon) => (&rest[..path + colon], Some(&rest[path + colon + 1..])),
            None => (rest, None),
        };
        let tag = match tag {
            Some("") => return None,
            Some(tag) if tag.len() > LONGEST_TAG => return None,
            Some(tag) => Some(tag.to_owned()),
            None => (!digest).then(|| "latest".to_owned()),
        };
        Some(Reference { name: full_name(name)?, tag })
    }

    /// `name:tag`; with no known tag, the name and the colon.
    pub fn full(&self) -> String {
        match self.tag.as_deref() {
            Some("") => self.name.clone(),
            tag => format!("{}:{}", self.name, tag.unwrap_or("")),
        }
    }
}

/// Registry and path written out, as `distribution/reference` does it: the first component is a
/// registry if it holds a dot, a colon or an upper case letter, or is `localhost`.
fn full_name(name: &str) -> Option<String> {
    let is_registry = |first: &str| {
        first == "localhost"
            || first.contains(|c: char| c == '.' || c == ':' || c.is_ascii_uppercase())
    };
    let (registry, path) = match name.split_once('/') {
        Some((first, path)) if is_registry(first) => (first, path),
        _ => ("docker.io", name),
    };
    let registry = if registry == "index.docker.io" { "docker.io" } else { registry };
    let bad = |part: &str| part.is_empty() || part.bytes().any(|byte| !is_path_byte(byte));
    if path.split('/').any(bad) {
        return None;
    }
    let library = registry == "docker.io" && !path.contains('/');
    let name = format!("{registry}/{}{path}", if library { "library/" } else { "" });
    if let Some((_, official)) = MIRRORS.iter().find(|(mirror, _)| *mirror == name) {
        return Some((*official).to_owned());
    }
    // Docker Hardened Images are mirrored into the accounts of those who subscribe to them.
    if let Some((_, hardened)) = name.split_once("/dhi-").filter(|_| registry == "docker.io") {
        return Some(format!("dhi.io/{hardened}"));
    }
    let official = COPIES.iter().find_map(|copies| name.strip_prefix(copies));
    Some(match official {
        Some(image) if !image.contains('/') => format!("docker.io/library/{image}"),
        _ => name,
    })
}

impl Reference {
    /// The official image that this one is most likely a copy of: it has the name of one, in a registry or account of its
    /// own.
    pub fn copied(&self) -> Option<Reference> {
        let (account, name) = self.name.rsplit_once('/')?;
        let name = format!("docker.io/library/{name}");
        (account != "docker.io/library").then(|| Reference { name, tag: self.tag.clone() })
    }
}

/// Where else the official images are: mirrors of Docker Hub, and the accounts that hold what was
/// built for one architecture.
const COPIES: [&str; 14] = [
    "docker.mirror.hashicorp.services/",
    "public.ecr.aws/docker/library/",
    "mcr.microsoft.com/mirror/docker/library/",
    "mirror.gcr.io/library/",
    "docker.io/amd64/",
    "docker.io/arm32v5/",
    "docker.io/arm32v6/",
    "docker.io/arm32v7/",
    "docker.io/arm64v8/",
    "docker.io/i386/",
    "docker.io/mips64le/",
    "docker.io/ppc64le/",
    "docker.io/riscv64/",
    "docker.io/s390x/",
];

/// Images that are on another registry under a name of their own.
const MIRRORS: [(&str, &str); 4] = [
    ("container-registry.oracle.com/os/oraclelinux", "docker.io/library/oraclelinux"),
    ("public.ecr.aws/ubuntu/ubuntu", "docker.io/library/ubuntu"),
    ("quay.io/almalinuxorg/almalinux", "docker.io/library/almalinux"),
    ("quay.io/fedora/fedora", "docker.io/library/fedora"),
];

/// Names are lower case: the builders refuse others.
fn is_path_byte(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._-".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_written_out() {
        for (given, full) in [
            ("debian", "docker.io/library/debian:latest"),
            ("debian:12-slim", "docker.io/library/debian:12-slim"),
            ("library/debian", "docker.io/library/debian:latest"),
            ("docker.io/debian", "docker.io/library/debian:latest"),
            ("index.docker.io/debian", "docker.io/library/debian:latest"),
            ("grafana/grafana", "docker.io/grafana/grafana:latest"),
            ("docker.io/a/b:C", "docker.io/a/b:C"),
            ("localhost/x", "localhost/x:latest"),
            ("host:5000/a/b", "host:5000/a/b:latest"),
            ("host:5000/a/b:1", "host:5000/a/b:1"),
            ("quay.io/a/b@sha256:00", "quay.io/a/b:"),
            ("debian:12@sha256:00", "docker.io/library/debian:12"),
            ("  debian  ", "docker.io/library/debian:latest"),
            ("arm64v8/node:20", "docker.io/library/node:20"),
            ("public.ecr.aws/docker/library/node:20", "docker.io/library/node:20"),
            ("mcr.microsoft.com/mirror/docker/library/node:20", "docker.io/library/node:20"),
            ("docker.mirror.hashicorp.services/golang:1.26", "docker.io/library/golang:1.26"),
            ("public.ecr.aws/ubuntu/ubuntu:24.04", "docker.io/library/ubuntu:24.04"),
            ("public.ecr.aws/ubuntu/nginx", "public.ecr.aws/ubuntu/nginx:latest"),
            ("acme/dhi-node:24-dev", "dhi.io/node:24-dev"),
            ("Registry/app", "Registry/app:latest"),
            ("public.ecr.aws/docker/x/node:20", "public.ecr.aws/docker/x/node:20"),
            ("scratch", "scratch"),
            ("scratch:latest", "docker.io/library/scratch:latest"),
        ] {
            let read = Reference::parse(given).unwrap_or_else(|| panic!("{given}"));
            assert_eq!(read.full(), full, "{given}");
        }
    }

    #[test]
    fn what_is_no_reference_is_none() {
        for given in
            ["", "Debian", "a b", "debian:", "a//b", "$BASE", "x@y", "é", "/x", "x/", "me/App"]
        {
            assert_eq!(Reference::parse(given), None, "{given}");
        }
        assert_eq!(Reference::parse(&"a".repeat(600)), None);
    }
}
