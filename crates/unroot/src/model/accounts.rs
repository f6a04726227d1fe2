//! The user database: `/etc/passwd` and `/etc/group` as far as they can be known.

use super::{Cause, List, Settings, Value};

/// The lowest number of an account that is no system's, in every distribution (`UID_MIN`, `FIRST_UID`).
const FIRST_OF_PEOPLE: u32 = 1000;

/// Users and groups at one moment of the build.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Accounts {
    /// List of `/etc/passwd` that are known, top-down: the first match wins, as in every resolver.
    pub users: List<User>,
    /// List of `/etc/group` that are known, top-down.
    pub groups: List<Group>,
    /// What may have added or changed lines that are not listed here; none when the lists are all
    /// there is.
    pub doubts: List<Doubt>,
    /// The base image may have groups that are not listed: facts about applications name their
    /// users only.
    pub groups_unlisted: bool,
    /// What the build changed in the defaults of the programs that make accounts.
    pub settings: Settings,
    /// What set or removed a password, and so may let an ordinary user become another one.
    pub passwords: Option<Cause>,
    /// The files were rewritten by something that is not followed: no line is certain any more.
    pub rewritten: Option<Cause>,
}

/// A line of `/etc/passwd`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Login name.
    pub name: String,
    /// UID.
    pub uid: Value<u32>,
    /// Primary GID.
    pub gid: Value<u32>,
    /// Home directory as the line has it, whether or not it exists.
    pub home: Option<String>,
    /// The login shell, if it is known.
    pub shell: Option<String>,
    /// UID or GID is no number in the file: Docker reads 0, Buildah finds no such user.
    pub malformed: bool,
    /// What made the line.
    pub cause: Cause,
}

/// A line of `/etc/group`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Group name.
    pub name: String,
    /// GID.
    pub gid: Value<u32>,
    /// Logins listed as members.
    pub members: Vec<String>,
    /// What made the line.
    pub cause: Cause,
}

/// Why the lists may lack a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// What it was.
    pub kind: DoubtKind,
    /// Where.
    pub cause: Cause,
}

/// What may have added a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DoubtKind {
    /// The base image is known, and has accounts beyond those that are listed (its packages').
    ImageDetails,
    /// Nobody knows the base image.
    UnknownImage,
    /// Packages were installed of which nobody knows what accounts they bring.
    Packages,
    /// Packages were installed that may have brought accounts of these names, and no others.
    Named(Vec<&'static str>),
    /// A script or program that may do anything ran as root, or files were copied over `/etc`.
    Anything,
    /// A program that may make accounts ran as root, though it is there for something else: an interpreter, `make`, one that
    /// nobody knows. Numbers that follow it are likely.
    Program,
    /// A program ran as root that makes accounts in no case known, though it runs code that nobody read: `npm ci`.
    ProjectTool,
}

/// The answer to "is there a user (or group) of this name or number?"
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup<T> {
    /// There is.
    Found(T),
    /// There is none: nothing that ran could have made it. `certain` is false when a package or
    /// the base image could have, though nothing says so.
    Missing {
        /// Whether the lists are all there is.
        certain: bool,
    },
    /// Something that can't be seen may have made it.
    Maybe(Cause),
}

impl<T> Lookup<T> {
    /// The account, if it is known to be there.
    pub fn found(self) -> Option<T> {
        match self {
            Lookup::Found(account) => Some(account),
            _ => None,
        }
    }

    /// The same without the account.
    pub(crate) fn map_unit(self) -> Lookup<()> {
        match self {
            Lookup::Found(_) => Lookup::Found(()),
            Lookup::Missing { certain } => Lookup::Missing { certain },
            Lookup::Maybe(cause) => Lookup::Maybe(cause),
        }
    }

    /// Whether it is missing, surely or likely.
    pub fn is_missing(&self) -> bool {
        matches!(self, Lookup::Missing { .. })
    }
}

impl Accounts {
    /// The first user called `name`.
    pub fn user(&self, name: &str) -> Lookup<&User> {
        let found = self.users.iter().find(|user| user.name == name);
        self.answer(found, || self.absent(name))
    }

    /// The first group called `name`.
    pub fn group(&self, name: &str) -> Lookup<&Group> {
        let found = self.groups.iter().find(|group| group.name == name);
        self.answer(found, || match self.doubts.first() {
            Some(doubt) if self.groups_unlisted => Lookup::Maybe(doubt.cause.clone()),
            _ => self.absent(name),
        })
    }

    /// The first user with this UID.
    pub fn user_by_uid(&self, uid: u32) -> Lookup<&User> {
        let found = self.users.iter().find(|user| user.uid.known() == Some(&uid));
        self.answer(found, || self.absent_number(uid, self.users.iter().map(|user| &user.uid)))
    }

    /// The first group with this GID.
    pub fn group_by_gid(&self, gid: u32) -> Lookup<&Group> {
        let found = self.groups.iter().find(|group| group.gid.known() == Some(&gid));
        self.answer(found, || self.absent_number(gid, self.groups.iter().map(|group| &group.gid)))
    }

    /// Notes what may have added lines; once each kind at one place.
    pub(crate) fn doubt(&mut self, kind: DoubtKind, cause: Cause) {
        let doubt = Doubt { kind, cause };
        // The kinds that say no more than that they are there.
        let plain = matches!(doubt.kind, DoubtKind::Program | DoubtKind::ProjectTool);
        if !self.doubts.iter().any(|known| *known == doubt || plain && known.kind == doubt.kind) {
            self.doubts.push(doubt);
        }
    }

    /// Whether a program ran that may have made accounts, so that numbers given since are likely at best.
    pub(crate) fn are_numbers_likely(&self) -> bool {
        self.doubts.iter().any(|doubt| doubt.kind == DoubtKind::Program)
    }

    fn answer<'a, T>(
        &self,
        found: Option<&'a T>,
        absent: impl FnOnce() -> Lookup<&'a T>,
    ) -> Lookup<&'a T> {
        match (&self.rewritten, found) {
            (Some(cause), _) => Lookup::Maybe(cause.clone()),
            (None, Some(found)) => Lookup::Found(found),
            (None, None) => absent(),
        }
    }

    fn absent<T>(&self, name: &str) -> Lookup<T> {
        let hiding = self.doubts.iter().find(|doubt| match &doubt.kind {
            DoubtKind::Anything
            | DoubtKind::UnknownImage
            | DoubtKind::Program
            | DoubtKind::Packages => true,
            DoubtKind::Named(names) => names.contains(&name),
            DoubtKind::ImageDetails | DoubtKind::ProjectTool => false,
        });
        match hiding {
            Some(doubt) => Lookup::Maybe(doubt.cause.clone()),
            None => Lookup::Missing { certain: self.doubts.is_empty() },
        }
    }

    /// For a number that none of `listed` is, as far as they are known.
    fn absent_number<'a, T>(
        &self,
        number: u32,
        mut listed: impl Iterator<Item = &'a Value<u32>>,
    ) -> Lookup<T> {
        let of_system = number < FIRST_OF_PEOPLE;
        // A script or a variable may make it any; what an image or a package leaves open is a number of the system's own.
        let open = listed.find_map(|listed| match listed {
            Value::Unknown(cause @ (Cause::Undecided(_) | Cause::Variable(..))) => Some(cause),
            Value::Unknown(cause @ Cause::Package(_)) if of_system => Some(cause),
            _ => None,
        });
        if let Some(cause) = open {
            return Lookup::Maybe(cause.clone());
        }
        let open = |doubt: &&Doubt| match doubt.kind {
            DoubtKind::ImageDetails | DoubtKind::ProjectTool => false,
            DoubtKind::Named(_) => of_system,
            _ => true,
        };
        match self.doubts.iter().find(open) {
            Some(doubt) => Lookup::Maybe(doubt.cause.clone()),
            None => Lookup::Missing { certain: self.doubts.is_empty() },
        }
    }
}
