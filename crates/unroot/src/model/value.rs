//! What the simulation knows, and why.

use dockerfile::Span;
use std::sync::Arc;

/// A value of the simulation: known with its evidence, or unknown with the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<T> {
    /// Known, and what made it so.
    Known(T, Cause),
    /// Not to be told from the Dockerfile alone, and what hides it.
    Unknown(Cause),
}

/// Where a value, or the lack of one, comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// What a builder does when nothing is said (a container starts as root, umask is 022 …).
    Default,
    /// A fact about the base image, named as the Dockerfile names it.
    Image(Arc<str>),
    /// The instruction or command at this place did it.
    At(Span),
    /// The command at this place most likely did it: code that nobody read, run by root before, may stand in its way.
    Likely(Span),
    /// The reader stated it ([`Assumptions`](super::Assumptions)).
    Assumed,
    /// Nobody knows this base image.
    UnknownImage(Arc<str>, Span),
    /// The value of this build argument or variable comes from outside.
    Variable(Arc<str>, Span),
    /// A command whose effect is not known ran here.
    Opaque(Span),
    /// Files that only the build context, another image or the network has.
    Outside(Span),
    /// A package that is installed here brings it. A number that is not known is the next free one of the system's.
    Package(Span),
    /// This place can't be read, or belongs to a shell that is not simulated.
    Unreadable(Span),
    /// Two ways through the script leave two values here.
    Undecided(Span),
    /// Images of names like this one bring it as a rule; this image itself was not read.
    Pattern(Arc<str>),
    /// Nobody knows this image, which has the name of a distribution's own and is most likely a copy of it.
    Copied(Arc<str>, Span),
    /// Nobody knows the base image, and the command here works for root alone.
    ShowsRoot(Span),
    /// Nobody knows the base image, and the command here takes root's rights by `sudo`.
    ShowsOrdinary(Span),
}

impl<T> Value<T> {
    /// The value, if known.
    pub fn known(&self) -> Option<&T> {
        match self {
            Value::Known(value, _) => Some(value),
            Value::Unknown(_) => None,
        }
    }

    /// The evidence, or the reason for not knowing.
    pub fn cause(&self) -> &Cause {
        match self {
            Value::Known(_, cause) | Value::Unknown(cause) => cause,
        }
    }

    /// Whether the value is known and `test` holds for it.
    pub fn is_known_and(&self, test: impl FnOnce(&T) -> bool) -> bool {
        self.known().is_some_and(test)
    }

    /// The same evidence for a value made from this one.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Value<U> {
        match self {
            Value::Known(value, cause) => Value::Known(change(value), cause),
            Value::Unknown(cause) => Value::Unknown(cause),
        }
    }
}

impl Cause {
    /// The place in the Dockerfile that the cause points at.
    pub fn span(&self) -> Option<Span> {
        match self {
            Cause::At(span)
            | Cause::Likely(span)
            | Cause::UnknownImage(_, span)
            | Cause::Variable(_, span)
            | Cause::Opaque(span)
            | Cause::Outside(span)
            | Cause::Package(span)
            | Cause::Unreadable(span)
            | Cause::Undecided(span)
            | Cause::Copied(_, span)
            | Cause::ShowsRoot(span)
            | Cause::ShowsOrdinary(span) => Some(*span),
            Cause::Default | Cause::Image(_) | Cause::Pattern(_) | Cause::Assumed => None,
        }
    }

    /// Whether a known value with this evidence is certain: a statement of the reader's, a pattern's row or what a line
    /// shows make it no more than likely.
    pub fn is_certain(&self) -> bool {
        matches!(self, Cause::Default | Cause::Image(_) | Cause::At(_))
    }

    /// Whether it says of an image that nobody knows what it most likely has.
    pub fn is_guess(&self) -> bool {
        matches!(self, Cause::Copied(..) | Cause::ShowsRoot(_) | Cause::ShowsOrdinary(_))
    }

    /// Whether it speaks of the base image, known or not.
    pub fn is_of_base(&self) -> bool {
        matches!(
            self,
            Cause::Default
                | Cause::Image(_)
                | Cause::Pattern(_)
                | Cause::Copied(..)
                | Cause::Assumed
                | Cause::ShowsRoot(_)
                | Cause::ShowsOrdinary(_)
        )
    }

    /// The same place, of which it can't be seen from here what it brings.
    #[inline(never)]
    pub(super) fn outside(&self) -> Cause {
        Cause::Outside(self.span().unwrap_or_default())
    }
}
