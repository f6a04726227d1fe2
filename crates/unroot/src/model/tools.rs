//! Programs that make users and groups or bring those that do, and whether each is there.

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
}

/// Which of them are there; one that nothing was said of may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tools([Option<bool>; 4]);

impl Tools {
    /// Whether `tool` is there; `None` where nobody knows.
    pub fn get(&self, tool: Tool) -> Option<bool> {
        self.0[tool as usize]
    }

    /// Says whether `tool` is there.
    pub fn set(&mut self, tool: Tool, there: bool) {
        self.0[tool as usize] = Some(there);
    }

    /// What was not there may be by now.
    pub(crate) fn forget_lacks(&mut self) {
        self.0.iter_mut().filter(|there| **there == Some(false)).for_each(|there| *there = None);
    }

    /// These or `other`: what they agree on stays known.
    pub(crate) fn join(&mut self, other: Tools) {
        for (ours, theirs) in self.0.iter_mut().zip(other.0) {
            *ours = ours.filter(|ours| theirs == Some(*ours));
        }
    }
}

impl FromIterator<(Tool, bool)> for Tools {
    fn from_iter<I: IntoIterator<Item = (Tool, bool)>>(tools: I) -> Self {
        let mut all = Tools::default();
        tools.into_iter().for_each(|(tool, there)| all.set(tool, there));
        all
    }
}
