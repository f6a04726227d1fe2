//! The table of images and how a reference finds its row.

use super::columns::Columns;
use super::reference::Reference;
use super::{Family, ImageFacts, ImageUser, row};
use crate::glob;
use std::sync::OnceLock;

include!(concat!(env!("OUT_DIR"), "/images.rs"));

/// A row of `data/families.toml`.
pub(super) struct FamilyFacts {
    pub nologin: Option<&'static str>,
    pub max_id: Option<u32>,
    pub creates_home: bool,
    pub home_mode: Option<u32>,
    pub users: &'static [ImageUser],
    pub groups: &'static [(&'static str, u32)],
}

/// A row. Every FROM is held against the patterns of all rows, and few are ever read further.
struct Row {
    line: &'static str,
    pattern: glob::Reference,
    /// Whether the pattern speaks of tags.
    tagged: bool,
    facts: OnceLock<Option<ImageFacts>>,
}

impl Row {
    fn new(line: &'static str) -> Self {
        let pattern = Columns::pattern(line);
        let tagged = pattern.contains(':');
        Row { line, pattern: glob::Reference::new(pattern), tagged, facts: OnceLock::new() }
    }

    fn fits(&self, text: &str) -> bool {
        self.pattern.fits(text)
    }

    /// Whether the row speaks of the image: of its name with the tag, which is `full`, or of every tag.
    fn speaks_of(&self, reference: &Reference, full: &str) -> bool {
        self.fits(full) || (!self.tagged && self.fits(&reference.name))
    }

    /// What it says; `None` for a row that can't be read, which `build.rs` does not write.
    fn facts(&self) -> Option<&ImageFacts> {
        self.facts.get_or_init(|| row::read(self.line)).as_ref()
    }
}

/// Every row, in order.
fn rows() -> &'static [Row] {
    static ROWS: OnceLock<Vec<Row>> = OnceLock::new();
    ROWS.get_or_init(|| IMAGES.lines().map(Row::new).collect())
}

/// What the first row says that speaks of the image.
fn find(reference: &Reference) -> Option<&'static ImageFacts> {
    let full = reference.full();
    rows().iter().find(|row| row.speaks_of(reference, &full))?.facts()
}

/// What is known of the image that `reference` names, as FROM has it after substitution.
///
/// By digest alone any tag may be meant: then there is an answer only if all rows for the name
/// agree on family, default user and users; a distribution's releases may differ in these.
pub fn lookup(reference: &str) -> Option<&'static ImageFacts> {
    let reference = Reference::parse(reference)?;
    let found = find(&reference)?;
    match reference.tag {
        Some(_) => Some(found),
        None => candidates(&reference).iter().all(|row| agree(row, found)).then_some(found),
    }
}

/// What is known of the image that `reference`, which no row knows, is most likely a copy of: a distribution's own by
/// its name (`registry.example.com/base/alpine`).
pub fn lookup_copied(reference: &str) -> Option<&'static ImageFacts> {
    let copied = Reference::parse(reference)?.copied()?;
    find(&copied).filter(|found| is_distribution(found))
}

/// What holds for every tag of `name`, which is a reference without any; `None` where tags differ in family, default
/// user or users, or where nobody knows the image.
pub fn lookup_any_tag(name: &str) -> Option<&'static ImageFacts> {
    let reference = Reference { tag: None, ..Reference::parse(name)? };
    let rows = candidates(&reference);
    let first = rows.first()?;
    rows.iter().all(|row| agree(row, first)).then_some(first)
}

/// The programs that make users in the image: those of its row, and Debian's `adduser` where the
/// tag names a release whose apt depended on it (up to bookworm). `None` where nobody knows.
pub fn tools(reference: &str, facts: &ImageFacts) -> Option<Vec<&'static str>> {
    let mut tools = facts.tools.clone()?;
    let reference = Reference::parse(reference)?;
    let Some(tag) = &reference.tag else {
        let same = candidates(&reference).iter().all(|row| row.tools == facts.tools);
        return same.then_some(tools);
    };
    let debian = facts.family == Family::Debian && tools.contains(&"useradd");
    if let Some(release) = release(tag).filter(|_| debian) {
        for (there, tool) in
            [(release.adduser, "adduser-debian"), (release.addgroup_member, "addgroup-member")]
        {
            if there && !tools.contains(&tool) {
                tools.push(tool);
            }
        }
    }
    Some(tools)
}

/// Whether `tool` is certainly not in the image. Of applications on Debian and Ubuntu the row says
/// what is there at least: their packages may have pulled `adduser` in, so its lack is certain only
/// in the distributions' own images.
pub fn lacks(reference: &str, facts: &ImageFacts, tool: &str) -> bool {
    let Some(tools) = tools(reference, facts) else {
        return false;
    };
    let own_image = is_distribution(facts);
    let package = matches!(tool, "adduser-debian" | "addgroup-member");
    let floor = facts.family.is_debian_like() && package && !own_image;
    !floor && !tools.contains(&tool)
}

/// Whether the image is a distribution's own, which sets no variables beyond `PATH`, starts in `/`
/// and ships no accounts beyond its base list.
pub fn is_distribution(facts: &ImageFacts) -> bool {
    const NAMES: [&str; 15] = [
        "alpine",
        "almalinux",
        "amazonlinux",
        "archlinux",
        "busybox",
        "centos",
        "debian",
        "fedora",
        "leap",
        "oraclelinux",
        "photon",
        "rockylinux",
        "scratch",
        "ubuntu",
        "wolfi-base",
    ];
    let name = facts.pattern.split(':').next().unwrap_or_default();
    let last = name.rsplit('/').next().unwrap_or_default();
    let named = last.split(['{', '}', ',']).any(|part| NAMES.contains(&part));
    !facts.only_users && (named || name.starts_with("docker.io/redhat/ubi"))
}

/// The mode that `useradd -m` gives a home directory in the image: the family's, but 0755 in
/// Debian up to bookworm (`UMASK 022` and no `HOME_MODE`).
pub fn home_mode(reference: &str, facts: &ImageFacts) -> u32 {
    let tag = Reference::parse(reference).and_then(|reference| reference.tag).unwrap_or_default();
    match facts.family {
        Family::Debian if release(&tag).is_some_and(|release| release.adduser) => 0o755,
        Family::Debian if is_debian(facts) && has_adduser(facts) => 0o755,
        family => family.home_mode(),
    }
}

fn is_debian(facts: &ImageFacts) -> bool {
    facts.pattern.starts_with("docker.io/library/debian:")
}

fn has_adduser(facts: &ImageFacts) -> bool {
    facts.tools.as_ref().is_some_and(|tools| tools.contains(&"adduser-debian"))
}

/// A release of Debian that a tag names.
struct Release {
    /// Whether its base system has `adduser`.
    adduser: bool,
    /// Whether its `addgroup USER GROUP` adds the user to the group, as up to adduser 3.121.
    addgroup_member: bool,
}

fn release(tag: &str) -> Option<Release> {
    tag.split(['-', '.', '_']).find_map(|word| match word {
        "jessie" | "stretch" | "buster" | "bullseye" => {
            Some(Release { adduser: true, addgroup_member: true })
        }
        "bookworm" => Some(Release { adduser: true, addgroup_member: false }),
        "trixie" | "forky" | "sid" => Some(Release { adduser: false, addgroup_member: false }),
        _ => None,
    })
}

/// Whether the tag names another distribution than the row: one that the row's source did not speak of.
pub(crate) fn is_contradicted(reference: &str, facts: &ImageFacts) -> bool {
    let tag = Reference::parse(reference).and_then(|reference| reference.tag).unwrap_or_default();
    let names = |words: &[&str]| words.iter().any(|word| tag.contains(word));
    let family = facts.family;
    names(&["alpine"]) && !family.is_busybox()
        || names(&["bullseye", "bookworm", "trixie"]) && family != Family::Debian
        || names(&["focal", "jammy", "noble"]) && family != Family::Ubuntu
        || names(&["ubi8", "ubi9", "oraclelinux"]) && !family.is_rhel_like()
        || names(&["nanoserver", "windowsservercore"]) && family != Family::Windows
}

/// Rows that some tag of the name leads to.
fn candidates(reference: &Reference) -> Vec<&'static ImageFacts> {
    let start = format!("{}:", reference.name);
    // Windows tags that any official image may have are no reason to doubt that another one is meant.
    let windows = |facts: &ImageFacts| facts.family == Family::Windows && facts.is_pattern();
    let may_fit = |row: &&Row| row.pattern.may_fit(&start) || row.fits(&reference.name);
    // A row for every tag leaves nothing to those below it.
    let every_tag = |row: &Row| !row.tagged && row.fits(&reference.name);
    let end = rows().iter().position(every_tag).map_or(rows().len(), |at| at + 1);
    let facts = rows()[..end].iter().filter(may_fit).filter_map(Row::facts);
    facts.filter(|facts| !windows(facts)).collect()
}

fn agree(a: &ImageFacts, b: &ImageFacts) -> bool {
    let names = |facts: &ImageFacts| facts.users.iter().map(|user| user.name).collect::<Vec<_>>();
    a.family == b.family
        && a.default_user == b.default_user
        && (is_distribution(b) || names(a) == names(b))
}

#[cfg(test)]
#[path = "table_tests.rs"]
mod tests;
