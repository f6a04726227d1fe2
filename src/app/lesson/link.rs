//! Links to a lesson: `lesson=03-create-a-user`, and behind it `&hints=off` and `&projector`.

const LESSON: &str = "lesson=";
const NO_HINTS: &str = "hints=off";
const PROJECTOR: &str = "projector";

/// How a course is opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// The lesson's id; the first that is not solved where there is none.
    pub lesson: Option<String>,
    /// Whether there are no hints.
    pub no_hints: bool,
    /// Whether it opens for the last row of a room.
    pub projector: bool,
}

impl Link {
    /// Reads a fragment without its `#`; `None` where it leads to no lesson.
    pub fn of(fragment: &str) -> Option<Self> {
        let mut link = Link::default();
        for part in fragment.split('&') {
            match part {
                NO_HINTS => link.no_hints = true,
                PROJECTOR => link.projector = true,
                // What a later version may say is no reason to stay away.
                _ => link.lesson = part.strip_prefix(LESSON).map(str::to_owned).or(link.lesson),
            }
        }
        link.lesson.is_some().then_some(link)
    }

    /// The fragment, without its `#`.
    pub fn fragment(&self) -> String {
        let mut fragment = LESSON.to_owned();
        fragment.push_str(self.lesson.as_deref().unwrap_or_default());
        for (says, what) in [(self.no_hints, NO_HINTS), (self.projector, PROJECTOR)] {
            if says {
                fragment.push('&');
                fragment.push_str(what);
            }
        }
        fragment
    }
}

/// Whether `path` names a file beside the page or in a folder there, and nothing else: no scheme,
/// no host, no way up.
pub fn is_beside(path: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    path.split('/')
        .all(|part| !part.starts_with('.') && !part.is_empty() && part.chars().all(plain))
}
