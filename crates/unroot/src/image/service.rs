//! What images of services need while they run, from `data/services.toml`.

use super::reference::Reference;
use crate::glob;

include!(concat!(env!("OUT_DIR"), "/services.rs"));

/// An image of a service.
#[derive(Debug, PartialEq, Eq)]
pub struct Service {
    /// The pattern of references that the row speaks of.
    pub pattern: &'static str,
    /// Base names of the start commands for which `user` holds, beside the image's own.
    pub program: &'static [&'static str],
    /// Ports that it exposes: `80/tcp`.
    pub ports: &'static [&'static str],
    /// Directories whose contents have to stay.
    pub data: &'static [&'static str],
    /// Its VOLUMEs.
    pub volumes: &'static [&'static str],
    /// Directories that it writes, beyond `/tmp`, and that may be empty when it starts.
    pub scratch: &'static [&'static str],
    /// The image's user as which it works when started so, though the image starts as root.
    pub user: Option<&'static str>,
    /// Capabilities that the file of its program carries.
    pub capabilities: &'static [&'static str],
    /// Where this was read.
    pub source: &'static str,
}

/// The service that the image `reference` brings, as FROM has it after substitution. By digest
/// alone there is no answer where that hangs on the tag.
pub fn service(reference: &str) -> Option<&'static Service> {
    let reference = Reference::parse(reference)?;
    let full = reference.full();
    let tagged = |row: &&Service| row.pattern.contains(':');
    if reference.tag.is_none()
        && SERVICES.iter().filter(tagged).any(|row| pattern(row).may_fit(&full))
    {
        return None;
    }
    SERVICES.iter().find(|row| match tagged(row) {
        true => pattern(row).fits(&full),
        false => pattern(row).fits(&reference.name),
    })
}

fn pattern(row: &Service) -> glob::Reference {
    glob::Reference::new(row.pattern)
}

#[cfg(test)]
mod tests {
    use super::super::lookup;
    use super::*;

    #[test]
    fn tags_lead_to_their_row() {
        let data = |reference: &str| service(reference).map(|row| row.data);
        assert_eq!(data("postgres:16.3-bookworm"), Some(&["/var/lib/postgresql/data"][..]));
        assert_eq!(data("postgres:17-alpine"), Some(&["/var/lib/postgresql/data"][..]));
        assert_eq!(data("postgres"), Some(&["/var/lib/postgresql"][..]));
        assert_eq!(data("postgres@sha256:aa"), None);
        assert_eq!(data("redis@sha256:aa"), Some(&["/data"][..]));
        assert_eq!(data("quay.io/nginx/nginx-unprivileged:1.29"), Some(&[][..]));
        assert_eq!(data("example.com/nginx"), None);
        let program = |reference| service(reference).map(|row| row.program);
        assert_eq!(program("php:8.3-apache"), Some(&["apache2-foreground"][..]));
        assert_eq!(program("php:8.3-fpm-alpine"), Some(&["php-fpm"][..]));
        assert_eq!(program("php:8.3-cli"), Some(&[][..]));
        assert_eq!(program("gcr.io/distroless/static:nonroot"), Some(&[][..]));
        assert_eq!(program("php@sha256:aa"), None);
    }

    /// The user that a row names is one of the image's own.
    #[test]
    fn users_are_those_of_the_image() {
        for (reference, row) in [
            "nginx",
            "httpd:2.4",
            "php:8-apache",
            "php:8-fpm",
            "postgres:16",
            "postgres",
            "mysql",
            "mariadb",
            "mongo",
            "redis",
            "rabbitmq",
        ]
        .map(|reference| (reference, service(reference).expect("a row")))
        {
            let facts = lookup(reference).expect("facts");
            let named = |name| facts.users.iter().any(|user| user.name == name);
            assert!(row.user.is_some_and(named), "{reference}");
        }
    }
}
