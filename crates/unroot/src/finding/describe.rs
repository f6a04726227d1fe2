//! Causes of the simulation in words.

use super::Reason;
use crate::image;
use crate::model::Cause;

/// What holds where a Dockerfile says nothing.
const REFERENCE: &str = "github:docker/docs, the Dockerfile reference";

/// What a known value rests on, or what hides an unknown one, as a link of a chain.
pub fn describe(cause: &Cause) -> Reason {
    match cause {
        Cause::Default => Reason::fact("nothing says otherwise", REFERENCE),
        Cause::Image(name) => brought(name),
        Cause::Pattern(name) => Reason {
            text: format!("images of names like `{name}` bring it as a rule"),
            ..brought(name)
        },
        Cause::Copied(name, span) => Reason::at(
            *span,
            format!(
                "`{name}` has the name of a distribution's own image, and is most likely a copy of it"
            ),
        ),
        Cause::ShowsRoot(span) => Reason::at(
            *span,
            "this works for root alone, so the base image most likely starts as root",
        ),
        Cause::ShowsOrdinary(span) => Reason::at(
            *span,
            "root needs no `sudo`, so the base image most likely starts as an ordinary user",
        ),
        Cause::Assumed => Reason::stated("you stated it"),
        Cause::At(span) | Cause::Likely(span) => Reason::at(*span, "this sets it"),
        Cause::UnknownImage(name, span) => {
            Reason::at(*span, format!("nobody here knows the image `{name}`"))
        }
        Cause::Variable(name, span) => {
            Reason::at(*span, format!("the value of `{name}` comes from outside the Dockerfile"))
        }
        Cause::Opaque(span) => Reason::at(*span, "what this does can't be seen from here"),
        Cause::Outside(span) => Reason::at(*span, "this brings files that can't be seen from here"),
        Cause::Package(span) => Reason::at(*span, "a package that is installed here decides it"),
        Cause::Unreadable(span) => {
            Reason::at(*span, "what this comes to can't be told from the Dockerfile")
        }
        Cause::Undecided(span) => {
            Reason::at(*span, "this depends on what happens during the build")
        }
    }
}

/// Something that an image brings; an empty one brings nothing, which needs no source.
fn brought(name: &str) -> Reason {
    let text = format!("the image `{name}` brings it");
    match image::lookup(name) {
        Some(facts) => Reason::fact(text, facts.source),
        None => Reason::fact(text, REFERENCE),
    }
}
