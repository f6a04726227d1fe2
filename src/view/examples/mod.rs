//! Dockerfiles to begin with: each shows one thing.

/// An example.
#[derive(Debug, PartialEq, Eq)]
pub struct Example {
    /// Id in kebab case.
    pub id: &'static str,
    /// What the menu calls it.
    pub title: &'static str,
    /// What it shows, in a line.
    pub purpose: &'static str,
    /// The Dockerfile.
    pub text: &'static str,
}

macro_rules! example {
    ($id:literal, $title:literal, $purpose:literal) => {
        Example {
            id: $id,
            title: $title,
            purpose: $purpose,
            text: include_str!(concat!($id, ".Dockerfile")),
        }
    };
}

/// All examples, in the order of the menu. The page begins with the first.
pub const ALL: &[Example] = &[
    example!("skeleton", "The article's skeleton", "Creates one user, and switches to another."),
    example!("node", "Node, as it is often written", "Nobody says who runs it, so root does."),
    example!(
        "python",
        "Python with a late USER",
        "The user may not write where the program writes."
    ),
    example!("alpine", "Alpine with Debian's words", "useradd is not there: BusyBox says adduser."),
    example!("early", "USER before apt-get", "The switch comes too early, and the build stops."),
    example!("order", "chown before COPY", "Ownership is handed over before the files arrive."),
    example!(
        "stages",
        "Two stages, distroless",
        "The last stage has no shell, and no user either."
    ),
    example!("kubernetes", "A name for Kubernetes", "runAsNonRoot can't tell who a name is."),
    example!("writable", "chmod 777", "Everybody may write, so that it works."),
    example!(
        "unprivileged",
        "A base image that is not root",
        "Nothing to do: the image has a user."
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_example_has_its_own_id_and_words() {
        let ids: BTreeSet<&str> = ALL.iter().map(|example| example.id).collect();
        assert_eq!(ids.len(), ALL.len());
        for example in ALL {
            assert!(
                example.text.contains("FROM ") && example.text.ends_with('\n'),
                "{}",
                example.id
            );
            assert!(!example.title.is_empty() && example.purpose.ends_with('.'), "{}", example.id);
        }
    }
}
