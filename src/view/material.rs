//! An identity as a material: the same everywhere on the page, and told by more than its colour.

use unroot::model::{Identity, Value};
use unroot::verdict::RunsAs;

/// What an identity looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Material {
    /// Vermilion, hatched.
    Root,
    /// Teal, solid.
    Own,
    /// Amber, dotted.
    Unknown,
}

impl Material {
    /// The material of whoever has this UID.
    pub fn of_uid(uid: &Value<u32>) -> Self {
        match uid.known() {
            Some(0) => Material::Root,
            Some(_) => Material::Own,
            None => Material::Unknown,
        }
    }

    /// The material of a process. A name that nobody made is nobody's identity.
    pub fn of(identity: &Identity) -> Self {
        match identity.missing {
            Some(_) => Material::Unknown,
            None => Material::of_uid(&identity.uid),
        }
    }

    /// `root`, `own` or `unknown`, as in the page's attribute `data-who`.
    pub fn name(self) -> &'static str {
        match self {
            Material::Root => "root",
            Material::Own => "own",
            Material::Unknown => "unknown",
        }
    }
}

impl From<RunsAs> for Material {
    fn from(runs_as: RunsAs) -> Self {
        match runs_as {
            RunsAs::Root => Material::Root,
            RunsAs::NonRoot => Material::Own,
            RunsAs::Unknown => Material::Unknown,
        }
    }
}

/// A short name for an identity: `root`, `appuser · 1200`, `UID 1200`, `appuser ?`.
pub(super) fn label(identity: &Identity) -> String {
    if let Some(missing) = &identity.missing {
        return format!("{} ?", missing.name);
    }
    match (identity.uid.known(), &identity.name) {
        (Some(0), _) => "root".to_owned(),
        (Some(uid), Some(name)) => format!("{name} · {uid}"),
        (Some(uid), None) => format!("UID {uid}"),
        (None, Some(name)) => format!("{name} ?"),
        (None, None) => "unknown".to_owned(),
    }
}
