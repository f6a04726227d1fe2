//! The article's guidance, a short section each. Rules point at them.

pub mod html;
pub mod markdown;

/// A section of the guide, in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// Why root in a container matters.
    Breakout,
    /// Least privilege.
    LeastPrivilege,
    /// Creating the user.
    CreateUser,
    /// Owning the working directory.
    OwnWorkdir,
    /// When to switch: early or late, and what breaks.
    WhenToSwitch,
    /// Bind mounts and host users.
    BindMounts,
    /// Owning copied files.
    CopiedFiles,
    /// Further reading: the article's links.
    FurtherReading,
}

impl Section {
    /// All of them, in reading order.
    pub const ALL: [Section; 8] = [
        Section::Breakout,
        Section::LeastPrivilege,
        Section::CreateUser,
        Section::OwnWorkdir,
        Section::WhenToSwitch,
        Section::BindMounts,
        Section::CopiedFiles,
        Section::FurtherReading,
    ];

    /// Id in kebab case, also the anchor in the page.
    pub fn id(self) -> &'static str {
        match self {
            Section::Breakout => "breakout",
            Section::LeastPrivilege => "least-privilege",
            Section::CreateUser => "create-user",
            Section::OwnWorkdir => "own-workdir",
            Section::WhenToSwitch => "when-to-switch",
            Section::BindMounts => "bind-mounts",
            Section::CopiedFiles => "copied-files",
            Section::FurtherReading => "further-reading",
        }
    }

    /// What stands above it.
    pub fn title(self) -> &'static str {
        match self {
            Section::Breakout => "Why root in a container matters",
            Section::LeastPrivilege => "Least privilege",
            Section::CreateUser => "Creating the user",
            Section::OwnWorkdir => "Owning the working directory",
            Section::WhenToSwitch => "When to switch: early or late",
            Section::BindMounts => "Bind mounts and host users",
            Section::CopiedFiles => "Owning copied files",
            Section::FurtherReading => "Further reading",
        }
    }

    /// Its text, in the Markdown that [`markdown::blocks`] reads; without headings.
    pub fn body(self) -> &'static str {
        match self {
            Section::Breakout => include_str!("breakout.md"),
            Section::LeastPrivilege => include_str!("least-privilege.md"),
            Section::CreateUser => include_str!("create-user.md"),
            Section::OwnWorkdir => include_str!("own-workdir.md"),
            Section::WhenToSwitch => include_str!("when-to-switch.md"),
            Section::BindMounts => include_str!("bind-mounts.md"),
            Section::CopiedFiles => include_str!("copied-files.md"),
            Section::FurtherReading => include_str!("further-reading.md"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::markdown::{Block, Inline, blocks};
    use super::*;
    use std::collections::BTreeSet;
    use std::{fs, path::Path};

    const LINKS: [&str; 3] = [
        "https://medium.com/jobteaser-dev-team/docker-user-best-practices-a8d2ca5205f4",
        "https://www.redhat.com/en/blog/secure-your-containers-one-weird-trick",
        "https://www.redhat.com/en/blog/understanding-root-inside-and-outside-container",
    ];

    #[test]
    fn every_section_has_a_title_and_a_short_body() {
        for section in Section::ALL {
            assert!(!section.title().trim().is_empty(), "{}", section.id());
            let words = section.body().split_whitespace().count();
            assert!((60..=220).contains(&words), "{}: {words} words", section.id());
        }
    }

    #[test]
    fn ids_and_titles_are_unique() {
        let ids: BTreeSet<_> = Section::ALL.map(Section::id).into();
        let titles: BTreeSet<_> = Section::ALL.map(Section::title).into();
        assert_eq!((ids.len(), titles.len()), (Section::ALL.len(), Section::ALL.len()));
    }

    #[test]
    fn bodies_have_no_headings_and_only_dockerfiles_as_code() {
        for section in Section::ALL {
            for block in blocks(section.body()) {
                match block {
                    Block::Heading(..) => panic!("{} has a heading", section.id()),
                    Block::Code { info, .. } => assert_eq!(info, "dockerfile", "{}", section.id()),
                    Block::Paragraph(_) | Block::List(_) => {}
                }
            }
        }
    }

    #[test]
    fn the_only_links_are_those_of_the_article() {
        for section in Section::ALL {
            let expected: &[&str] = if section == Section::FurtherReading { &LINKS } else { &[] };
            assert_eq!(links(section.body()), expected, "{}", section.id());
        }
    }

    #[test]
    fn texts_of_guide_and_rules_leave_no_raw_markup() {
        for section in Section::ALL {
            assert_eq!(left_raw(section.body()), [""; 0], "{}", section.id());
        }
        let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
        for entry in fs::read_dir(rules).expect("the folder of the rules") {
            let path = entry.expect("a file").path();
            if path.extension().is_some_and(|extension| extension == "md") {
                let text = fs::read_to_string(&path).expect("a text");
                assert_eq!(left_raw(&text), [""; 0], "{}", path.display());
            }
        }
    }

    fn links(text: &str) -> Vec<&str> {
        let url = |piece| match piece {
            Inline::Link { url, .. } => Some(url),
            _ => None,
        };
        pieces(text).into_iter().filter_map(url).collect()
    }

    /// Shown pieces that still hold markup.
    fn left_raw(text: &str) -> Vec<&str> {
        let marks = ["`", "*", "[", "]", "# ", "- ", "> ", "<", "_"];
        let shown = |piece| match piece {
            Inline::Text(text) | Inline::Strong(text) | Inline::Link { text, .. } => Some(text),
            Inline::Code(_) => None,
        };
        let is_raw = |text: &&str| marks.iter().any(|mark| text.contains(mark));
        pieces(text).into_iter().filter_map(shown).filter(is_raw).collect()
    }

    fn pieces(text: &str) -> Vec<Inline<'_>> {
        let of = |block| match block {
            Block::Heading(_, line) | Block::Paragraph(line) => line,
            Block::List(items) => items.concat(),
            Block::Code { .. } => Vec::new(),
        };
        blocks(text).into_iter().flat_map(of).collect()
    }
}
