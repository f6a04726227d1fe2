//! What an image is for.

/// What an image is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// A service or an application.
    Application,
    /// Other images are built on it, or people work in its shell: nothing of its own starts.
    Base,
    /// A command that works on a directory mounted from outside.
    Tool,
    /// A GitHub action.
    Action,
    /// A dev container or a cloud workspace: a tool starts it, and decides as which user.
    Workspace,
    /// For Toolbox or Distrobox, which create the user when they start it.
    Toolbox,
    /// An init manages services in it as on a machine.
    System,
    /// Its files are taken out of it; nothing starts.
    Export,
    /// It runs tests, or tests use it.
    Test,
}

impl Purpose {
    /// All of them, in the order of a menu.
    pub const ALL: [Purpose; 9] = [
        Purpose::Application,
        Purpose::Base,
        Purpose::Tool,
        Purpose::Action,
        Purpose::Workspace,
        Purpose::Toolbox,
        Purpose::System,
        Purpose::Export,
        Purpose::Test,
    ];

    /// The name in options, links and reports.
    pub fn name(self) -> &'static str {
        match self {
            Purpose::Application => "application",
            Purpose::Base => "base",
            Purpose::Tool => "tool",
            Purpose::Action => "action",
            Purpose::Workspace => "workspace",
            Purpose::Toolbox => "toolbox",
            Purpose::System => "system",
            Purpose::Export => "export",
            Purpose::Test => "test",
        }
    }

    /// The purpose with this name; `service` is an application too.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "service" => Some(Purpose::Application),
            name => Purpose::ALL.into_iter().find(|purpose| purpose.name() == name),
        }
    }

    /// What such an image is, with its article.
    pub fn words(self) -> &'static str {
        match self {
            Purpose::Application => "an application",
            Purpose::Base => "a base image",
            Purpose::Tool => "a command-line tool",
            Purpose::Action => "a GitHub action",
            Purpose::Workspace => "a development workspace",
            Purpose::Toolbox => "an image for Toolbox",
            Purpose::System => "a system that runs services of its own",
            Purpose::Export => "a set of files to take out",
            Purpose::Test => "a test image",
        }
    }
}
