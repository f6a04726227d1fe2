//! The article's guidance, a short section each. Rules point at them.

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
}
