//! Paths as the tables list them: `/var/mail root:mail 2775`. The build script reads this file as well.

/// A path that an image has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place<'a> {
    /// Absolute, without a slash at its end.
    pub(crate) path: &'a str,
    /// User and group, by name or number; `?` where no source says.
    pub(crate) owner: (&'a str, &'a str),
    /// Permission bits; `None` where no source says.
    pub(crate) mode: Option<u32>,
    /// What it is, and what it holds.
    pub(crate) kind: PlaceKind<'a>,
}

/// What a path is, and what a directory holds beyond the places that are listed below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PlaceKind<'a> {
    /// A directory that holds nothing else.
    Empty,
    /// A directory, and what else it holds has the same owner.
    Same,
    /// A directory, and no source says whose the rest is.
    More,
    /// A file.
    File,
    /// A symbolic link to this path.
    Link(&'a str),
    /// In some releases it is there, in others not.
    Unsure,
}

impl<'a> Place<'a> {
    /// An empty directory of root's with mode 0755.
    pub(crate) fn of(path: &'a str) -> Self {
        Place { path, owner: ("0", "0"), mode: Some(0o755), kind: PlaceKind::Empty }
    }

    /// Reads `PATH [USER:GROUP] [MODE] [same|more|file|unsure]` or `PATH -> TARGET`. Without an owner it is
    /// root's, without a mode 0755 (a link 0777), without a kind an empty directory; `None` for anything else.
    pub(crate) fn read(text: &'a str) -> Option<Self> {
        let mut words = text.split(' ');
        let path = words.next().filter(|path| path.starts_with('/'))?;
        if path.len() > 1 && path.ends_with('/') {
            return None;
        }
        let mut place = Place::of(path);
        while let Some(word) = words.next() {
            match word {
                "same" => place.kind = PlaceKind::Same,
                "more" => place.kind = PlaceKind::More,
                "file" => place.kind = PlaceKind::File,
                "unsure" => place.kind = PlaceKind::Unsure,
                "?" => place.mode = None,
                "->" => {
                    place.kind = PlaceKind::Link(words.next()?);
                    place.mode = Some(0o777);
                }
                _ => match word.split_once(':') {
                    Some((user, group)) if !user.is_empty() && !group.is_empty() => {
                        place.owner = (user, group);
                    }
                    Some(_) => return None,
                    None => place.mode = Some(u32::from_str_radix(word, 8).ok()?),
                },
            }
        }
        Some(place)
    }
}
