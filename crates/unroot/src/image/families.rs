//! The distributions, listed once: the build script reads this file as well.

macro_rules! families {
    ($($family:ident $name:literal,)+) => {
        /// A distribution, as far as it decides how users are made.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)]
        pub enum Family {
            $($family,)+
        }

        impl Family {
            /// All of them.
            pub const ALL: [Family; [$($name),+].len()] = [$(Family::$family),+];

            /// Its name in lower case, as `data/*.toml` have it.
            pub fn name(self) -> &'static str {
                match self {
                    $(Family::$family => $name,)+
                }
            }
        }
    };
}

families! {
    Debian "debian",
    Ubuntu "ubuntu",
    Alpine "alpine",
    Wolfi "wolfi",
    Busybox "busybox",
    Rhel "rhel",
    AmazonLinux "amazonlinux",
    AzureLinux "azurelinux",
    Photon "photon",
    OpenSuse "opensuse",
    Arch "arch",
    Nix "nix",
    Distroless "distroless",
    Scratch "scratch",
    Windows "windows",
}

impl Family {
    /// The family of this name (`debian`, `rhel` …).
    pub fn parse(name: &str) -> Option<Family> {
        Family::ALL.into_iter().find(|family| family.name() == name)
    }
}
