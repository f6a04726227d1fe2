//! Programs that make users and groups or bring those that do, other programs that builds call by name, and whether
//! each is there.

/// A program, or several that come together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tool {
    /// shadow's `useradd`, `groupadd`, `usermod` …
    Useradd,
    /// Debian's `adduser` and `addgroup`.
    AdduserDebian,
    /// BusyBox's `adduser` and `addgroup`.
    AdduserBusybox,
    /// `dnf` and `yum`, which minimal images of Red Hat's lack beside `microdnf`.
    Dnf,
    /// Debian's `addgroup USER GROUP` adds the user, as up to adduser 3.121.
    AddgroupMember,
}

/// How many tools there are.
const TOOLS: usize = 5;

/// Whether a program is in the image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It is there.
    There,
    /// It is not there.
    Missing,
    /// It was not there, and packages that came since are there for something else.
    Doubtful,
    /// No source says.
    Unknown,
}

/// Programs that are followed by name; `coreutils` stands for those of GNU.
const NAMES: [&str; 19] = [
    "apk",
    "apt-get",
    "bash",
    "coreutils",
    "curl",
    "dnf",
    "gcc",
    "git",
    "gosu",
    "microdnf",
    "node",
    "python3",
    "setpriv",
    "su-exec",
    "sudo",
    "tini",
    "wget",
    "yum",
    "zypper",
];

/// Which of them are there; one that nothing was said of may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tools {
    tools: [Option<bool>; TOOLS],
    /// A bit for each of `NAMES`.
    there: u32,
    missing: u32,
    doubtful: u32,
}

impl Tools {
    /// Whether `tool` is there; `None` where nobody knows.
    pub fn get(&self, tool: Tool) -> Option<bool> {
        self.tools[tool as usize]
    }

    /// Says whether `tool` is there.
    pub fn set(&mut self, tool: Tool, there: bool) {
        self.tools[tool as usize] = Some(there);
    }

    /// Whether the program called `name` is there.
    pub fn program(&self, name: &str) -> Presence {
        let bit = bit(name);
        match () {
            () if self.there & bit != 0 => Presence::There,
            () if self.missing & bit != 0 => Presence::Missing,
            () if self.doubtful & bit != 0 => Presence::Doubtful,
            () => Presence::Unknown,
        }
    }

    /// Says whether the program called `name` is there.
    pub(crate) fn set_program(&mut self, name: &str, presence: Presence) {
        let bit = bit(name);
        self.there &= !bit;
        self.missing &= !bit;
        self.doubtful &= !bit;
        match presence {
            Presence::There => self.there |= bit,
            Presence::Missing => self.missing |= bit,
            Presence::Doubtful => self.doubtful |= bit,
            Presence::Unknown => {}
        }
    }

    /// What was not there may be by now: code ran that nobody read here.
    pub(crate) fn forget_lacks(&mut self) {
        self.tools
            .iter_mut()
            .filter(|there| **there == Some(false))
            .for_each(|there| *there = None);
        (self.missing, self.doubtful) = (0, 0);
    }

    /// What was not there is unlikely to be by now: packages came that are there for something else.
    pub(crate) fn doubt_lacks(&mut self) {
        let doubtful = self.doubtful | self.missing;
        self.forget_lacks();
        self.doubtful = doubtful;
    }

    /// These or `other`: what they agree on stays known.
    pub(crate) fn join(&mut self, other: Tools) {
        for (ours, theirs) in self.tools.iter_mut().zip(other.tools) {
            *ours = ours.filter(|ours| theirs == Some(*ours));
        }
        let (ours, theirs) = (self.missing | self.doubtful, other.missing | other.doubtful);
        self.there &= other.there;
        self.missing &= other.missing;
        self.doubtful = ours & theirs & !self.missing;
    }
}

/// The bit of a name; none for names that are not followed.
fn bit(name: &str) -> u32 {
    NAMES.iter().position(|known| *known == name).map_or(0, |at| 1 << at)
}

impl FromIterator<(Tool, bool)> for Tools {
    fn from_iter<I: IntoIterator<Item = (Tool, bool)>>(tools: I) -> Self {
        let mut all = Tools::default();
        tools.into_iter().for_each(|(tool, there)| all.set(tool, there));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lack_is_certain_until_something_may_have_ended_it() {
        let mut tools = Tools::default();
        tools.set_program("sudo", Presence::Missing);
        tools.set_program("curl", Presence::There);
        assert_eq!(tools.program("sudo"), Presence::Missing);
        assert_eq!(tools.program("nothing-of-note"), Presence::Unknown);
        let before = tools;
        tools.doubt_lacks();
        assert_eq!(tools.program("sudo"), Presence::Doubtful);
        assert_eq!(tools.program("curl"), Presence::There);
        let mut joined = before;
        joined.join(tools);
        assert_eq!(joined.program("sudo"), Presence::Doubtful);
        tools.set_program("sudo", Presence::There);
        let mut joined = before;
        joined.join(tools);
        assert_eq!(joined.program("sudo"), Presence::Unknown);
        assert_eq!(joined.program("curl"), Presence::There);
        let mut unread = before;
        unread.forget_lacks();
        assert_eq!(unread.program("sudo"), Presence::Unknown);
    }
}
