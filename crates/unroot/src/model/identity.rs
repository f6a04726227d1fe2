//! Who a `USER` (or `--chown`) means. Three resolvers disagree: the one for processes, and those
//! for owners of files, which differ by builder.

use crate::image::Family;

use super::{
    Accounts, Builder, Cause, Identity, Lookup, Missing, Ownership, State, Subject, Value,
};

/// The largest UID and GID that Docker's resolver takes (`moby/sys` `user.go`).
const MAX_ID: i64 = i32::MAX as i64;

impl Identity {
    /// Whether it is UID 0 for certain.
    pub fn is_root(&self) -> bool {
        self.uid.known() == Some(&0)
    }

    /// Whether it is another UID than 0 for certain.
    pub fn is_ordinary(&self) -> bool {
        self.uid.is_known_and(|uid| *uid != 0)
    }

    /// Name, else number; `None` where neither is known.
    pub fn label(&self) -> Option<String> {
        self.name.clone().or_else(|| self.uid.known().map(u32::to_string))
    }
}

impl Subject {
    /// `user` or `group`.
    pub fn name(self) -> &'static str {
        match self {
            Subject::User => "user",
            Subject::Group => "group",
        }
    }
}

impl State {
    /// Who a RUN is that starts now.
    pub fn identity(&self) -> Identity {
        self.who(self.builder)
    }

    /// Who the container starts as if the stage ends here: Docker's engine resolves names by itself,
    /// whoever built the image.
    pub fn starts_as(&self) -> Identity {
        self.who(match self.builder {
            Builder::BuildKit => Builder::Classic,
            builder => builder,
        })
    }

    fn who(&self, builder: Builder) -> Identity {
        match &self.user {
            // Windows has names and SIDs, and looks them up elsewhere.
            Value::Known(spec, cause) if self.family == Some(Family::Windows) => Identity {
                uid: Value::Unknown(cause.clone()),
                gid: Value::Unknown(cause.clone()),
                groups: Vec::new(),
                name: Some(spec.clone()).filter(|name| !name.is_empty()),
                home: None,
                missing: None,
            },
            Value::Known(spec, cause) => process(spec, cause, &self.accounts, builder),
            Value::Unknown(cause) => Identity {
                uid: Value::Unknown(cause.clone()),
                gid: Value::Unknown(cause.clone()),
                groups: Vec::new(),
                name: None,
                home: None,
                missing: None,
            },
        }
    }
}

/// Reads a UID or GID as Go's `strconv.Atoi` does: `+1000` and `01000` are numbers.
pub(crate) fn number(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let all_digits = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    if all_digits { text.parse().ok() } else { None }
}

/// A number as this builder reads it: Buildah uses `ParseUint`, to which a sign makes a name.
fn number_for(builder: Builder, text: &str) -> Option<i64> {
    number(text).filter(|_| builder != Builder::Buildah || !text.starts_with(['+', '-']))
}

fn valid(builder: Builder, number: i64) -> Option<u32> {
    let max = if builder == Builder::Buildah { i64::from(u32::MAX) } else { MAX_ID };
    (0..=max).contains(&number).then_some(number as u32)
}

/// Resolves `spec` for a process (`GetExecUser` in `moby/sys`): a number is always a UID; its
/// group is the passwd line's, else 0; a group that is given drops the supplementary groups.
pub(crate) fn process(
    spec: &str,
    cause: &Cause,
    accounts: &Accounts,
    builder: Builder,
) -> Identity {
    let (user, group) = match spec.split_once(':') {
        Some((user, group)) => (user, Some(group)),
        None => (spec, None),
    };
    // BuildKit's resolver ends at a second colon; the others take it for part of the name.
    let group = match (group, builder) {
        (Some(group), Builder::BuildKit) => group.split(':').next(),
        (group, _) => group,
    };
    // With both parts given BuildKit knows `root` without looking (executor/oci/user.go).
    let both = builder == Builder::BuildKit && group.is_some_and(|group| !group.is_empty());
    let id = |text: &str| match number_for(builder, text) {
        None if both && text == "root" => Some(0),
        number => number,
    };
    let mut who = match id(user) {
        _ if user.is_empty() => by_uid(0, cause, accounts),
        Some(uid) => match valid(builder, uid) {
            Some(uid) => by_uid(uid, cause, accounts),
            None => nobody(Subject::User, user, true, cause),
        },
        None => by_name(user, cause, accounts, builder),
    };
    let group = match group {
        None => return who,
        Some("") => {
            if builder == Builder::Buildah {
                who.groups.clear();
            }
            return who;
        }
        Some(group) => group,
    };
    who.groups.clear();
    match id(group) {
        Some(gid) => match valid(builder, gid) {
            Some(gid) => who.gid = Value::Known(gid, cause.clone()),
            None => who.missing = missing(Subject::Group, group, true).or(who.missing),
        },
        None => match accounts.group(group) {
            Lookup::Found(found) => who.gid = found.gid.clone(),
            Lookup::Maybe(why) => who.gid = Value::Unknown(why),
            Lookup::Missing { certain } => {
                who.gid = Value::Unknown(cause.clone());
                who.missing = who.missing.or(missing(Subject::Group, group, certain));
            }
        },
    }
    who
}

fn missing(subject: Subject, name: &str, certain: bool) -> Option<Missing> {
    Some(Missing { subject, name: name.to_owned(), certain })
}

fn nobody(subject: Subject, name: &str, certain: bool, cause: &Cause) -> Identity {
    Identity {
        uid: Value::Unknown(cause.clone()),
        gid: Value::Unknown(cause.clone()),
        groups: Vec::new(),
        name: Some(name.to_owned()),
        home: None,
        missing: missing(subject, name, certain),
    }
}

fn by_name(name: &str, cause: &Cause, accounts: &Accounts, builder: Builder) -> Identity {
    match accounts.user(name) {
        Lookup::Found(user) if user.malformed && builder == Builder::Buildah => {
            nobody(Subject::User, name, true, cause)
        }
        Lookup::Found(user) => Identity {
            uid: user.uid.clone(),
            gid: user.gid.clone(),
            groups: memberships(name, accounts),
            name: Some(name.to_owned()),
            home: home(user.uid.known(), user.home.as_ref(), accounts),
            missing: None,
        },
        Lookup::Missing { certain } => nobody(Subject::User, name, certain, cause),
        Lookup::Maybe(why) => {
            Identity { missing: None, ..nobody(Subject::User, name, false, &why) }
        }
    }
}

fn by_uid(uid: u32, cause: &Cause, accounts: &Accounts) -> Identity {
    let known = Value::Known(uid, cause.clone());
    match accounts.user_by_uid(uid) {
        Lookup::Found(user) => Identity {
            uid: known,
            gid: user.gid.clone(),
            groups: memberships(&user.name, accounts),
            name: Some(user.name.clone()),
            home: user.home.clone(),
            missing: None,
        },
        Lookup::Maybe(why) => Identity {
            uid: known,
            gid: if uid == 0 { Value::Known(0, cause.clone()) } else { Value::Unknown(why) },
            groups: Vec::new(),
            name: (uid == 0).then(|| "root".to_owned()),
            home: (uid == 0).then(|| "/root".to_owned()),
            missing: None,
        },
        Lookup::Missing { .. } => Identity {
            uid: known,
            gid: Value::Known(0, cause.clone()),
            groups: Vec::new(),
            name: None,
            home: Some("/".to_owned()),
            missing: None,
        },
    }
}

/// HOME is that of the first line with the UID, which need not be the one named (runc, env.go).
fn home(uid: Option<&u32>, own: Option<&String>, accounts: &Accounts) -> Option<String> {
    let first = uid.and_then(|uid| accounts.user_by_uid(*uid).found());
    first.map_or(own, |user| user.home.as_ref()).cloned()
}

fn memberships(name: &str, accounts: &Accounts) -> Vec<u32> {
    let of = accounts.groups.iter().filter(|group| group.members.iter().any(|m| m == name));
    of.filter_map(|group| group.gid.known().copied()).collect()
}

/// What an owner spec comes to.
pub(crate) struct Owner {
    /// UID and GID that files get.
    pub(crate) ownership: Ownership,
    /// Names that nobody made.
    pub(crate) missing: Vec<Missing>,
    /// Names that something unseen may have made.
    pub(crate) unsure: Vec<Missing>,
}

/// Resolves `--chown` of COPY and ADD, or USER for a directory that WORKDIR makes.
pub(crate) fn file_owner(
    spec: &str,
    cause: &Cause,
    accounts: &Accounts,
    builder: Builder,
) -> Owner {
    let (user, group) = match spec.split_once(':') {
        Some((user, group)) => (user, Some(group)),
        None => (spec, None),
    };
    let mut missed = Vec::new();
    let mut unsure = Vec::new();
    let root = || Value::Known(0, cause.clone());
    let id = |text: &str| number_for(builder, text).and_then(|id| valid(builder, id));
    let numeric = id(user);
    let (uid, primary) = match (numeric, user) {
        (_, "") => (root(), root()),
        (None, "root") if builder == Builder::BuildKit => (root(), root()),
        // A number owns with the group of the same number, whatever passwd says.
        (Some(id), _) => (Value::Known(id, cause.clone()), Value::Known(id, cause.clone())),
        (None, name) => match accounts.user(name) {
            Lookup::Found(found) => (found.uid.clone(), found.gid.clone()),
            Lookup::Maybe(why) => {
                unsure.extend(missing(Subject::User, name, false));
                (Value::Unknown(why.clone()), Value::Unknown(why))
            }
            Lookup::Missing { certain } => {
                missed.extend(missing(Subject::User, name, certain));
                let or_somebody =
                    || if certain { root() } else { Value::Unknown(why(accounts, cause)) };
                (or_somebody(), or_somebody())
            }
        },
    };
    let gid = match group {
        // BuildKit reads an empty group name as group 0 (moby/buildkit pull request 7002).
        Some("") if builder == Builder::BuildKit => root(),
        // The classic builder takes the group of the user's name.
        None if builder == Builder::Classic && numeric.is_none() && !user.is_empty() => {
            group_id(user, &primary, cause, accounts, builder, &mut missed)
        }
        None | Some("") => primary,
        Some(name) => group_id(name, &primary, cause, accounts, builder, &mut missed),
    };
    let group = group.filter(|group| !group.is_empty() && id(group).is_none());
    if let Some((name, Lookup::Maybe(_))) = group.map(|name| (name, accounts.group(name)))
        && name != "root"
    {
        unsure.extend(missing(Subject::Group, name, false));
    }
    Owner { ownership: Ownership { uid, gid }, missing: missed, unsure }
}

/// What may have a name after all that the lists lack.
fn why(accounts: &Accounts, cause: &Cause) -> Cause {
    accounts.doubts.first().map_or(cause, |doubt| &doubt.cause).clone()
}

fn group_id(
    name: &str,
    primary: &Value<u32>,
    cause: &Cause,
    accounts: &Accounts,
    builder: Builder,
    missed: &mut Vec<Missing>,
) -> Value<u32> {
    if let Some(gid) = number_for(builder, name).and_then(|id| valid(builder, id)) {
        return Value::Known(gid, cause.clone());
    }
    if name == "root" && builder == Builder::BuildKit {
        return Value::Known(0, cause.clone());
    }
    match accounts.group(name) {
        Lookup::Found(group) => group.gid.clone(),
        Lookup::Maybe(why) => Value::Unknown(why),
        Lookup::Missing { certain } => {
            missed.extend(missing(Subject::Group, name, certain));
            if certain { primary.clone() } else { Value::Unknown(why(accounts, cause)) }
        }
    }
}

#[cfg(test)]
mod tests;
