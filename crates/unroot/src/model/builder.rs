//! Who builds.

/// Who builds. They differ in what a missing name, an owner or an ARG means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Hash)]
pub enum Builder {
    /// BuildKit: Docker's default since Engine 23.
    #[default]
    BuildKit,
    /// Docker's builder before BuildKit (`DOCKER_BUILDKIT=0`).
    Classic,
    /// Podman and Buildah.
    Buildah,
}

impl Builder {
    /// Every builder.
    pub const ALL: [Builder; 3] = [Builder::BuildKit, Builder::Classic, Builder::Buildah];

    /// `buildkit`, `classic` or `buildah`: how options and links call it.
    pub fn name(self) -> &'static str {
        match self {
            Builder::BuildKit => "buildkit",
            Builder::Classic => "classic",
            Builder::Buildah => "buildah",
        }
    }

    /// The builder called `name`.
    pub fn parse(name: &str) -> Option<Self> {
        Builder::ALL.into_iter().find(|builder| builder.name() == name)
    }
}
