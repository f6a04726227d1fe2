//! Buildah, and what is in the images that it makes.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Builds that a store keeps before it is emptied. Each empties in two calls of Buildah, whatever it holds.
const KEPT: usize = 20;

/// Buildah with a store of its own, so that several build at the same time without waiting for each other's locks.
pub struct Builder {
    /// Where the store, its temporary files and the build context are: in memory, if the machine allows it.
    here: PathBuf,
    /// The store with the base images. It is read only.
    images: PathBuf,
    driver: String,
    count: Cell<usize>,
}

/// An image that was built, and a container of it.
pub struct Image {
    /// Its name in the builder's store.
    pub tag: String,
    /// Where the container's files are. Only the next build may remove them.
    pub root: PathBuf,
    /// What the steps printed.
    pub printed: String,
}

/// A build that did not go through.
pub struct Failed {
    /// The instruction at which it failed, as Buildah names it.
    pub place: String,
    /// The end of what Buildah said of it.
    pub messages: String,
    /// What the steps printed.
    pub printed: String,
}

/// What came of a Dockerfile.
pub struct Built {
    /// What the steps printed.
    pub printed: String,
    /// The instruction at which it failed, as Buildah names it.
    pub failed: Option<String>,
    /// The end of what Buildah said of it.
    pub messages: String,
    /// `User` of the image.
    pub user: String,
    /// Lines of `/etc/passwd`, split at colons.
    pub passwd: Vec<Vec<String>>,
    /// Lines of `/etc/group`, split at colons.
    pub group: Vec<Vec<String>>,
    /// Owner, group and mode of the paths that were asked for, if they are there.
    pub paths: BTreeMap<String, Option<(u32, u32, u32)>>,
}

impl Builder {
    /// A builder that writes to `here`, a new folder, and finds the base images in the store `images`.
    pub fn new(here: PathBuf, images: PathBuf, driver: String) -> Self {
        std::fs::create_dir_all(here.join("tmp")).expect("a folder for temporary files");
        std::fs::create_dir_all(here.join("context")).expect("a folder for the build context");
        Builder { here, images, driver, count: Cell::new(0) }
    }

    /// The folder of the build context. It belongs to this builder.
    pub fn context(&self) -> PathBuf {
        self.here.join("context")
    }

    /// Whether it builds on overlays.
    pub fn has_overlays(&self) -> bool {
        self.driver == "overlay"
    }

    fn buildah(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new("buildah");
        command.arg("--root").arg(self.here.join("storage"));
        command.arg("--runroot").arg(self.here.join("run"));
        command.args(["--storage-driver", &self.driver]);
        let images = self.images.display();
        command.arg("--storage-opt").arg(format!("{}.imagestore={images}", self.driver));
        // Each RUN starts Buildah nine times over; none of them lives long enough to collect garbage.
        command.env("GOGC", "off").env("TMPDIR", self.here.join("tmp"));
        command.args(arguments).output().expect("buildah runs")
    }

    fn said(&self, arguments: &[&str]) -> String {
        String::from_utf8_lossy(&self.buildah(arguments).stdout).trim().to_owned()
    }

    /// Removes every container and image that was built.
    pub fn empty(&self) {
        self.buildah(&["rm", "--all"]);
        self.buildah(&["rmi", "--all", "--force"]);
        self.count.set(0);
    }

    /// Runs a shell script in a container of the image `name`, with more arguments for `buildah run`, and removes it.
    pub fn run(&self, name: &str, script: &str, arguments: &[&str]) -> Output {
        let container = self.said(&["from", "--pull-never", name]);
        let words = ["run", "--isolation", "chroot"];
        let output = self.buildah(
            &[&words, arguments, &[container.as_str(), "--", "sh", "-c", script]].concat(),
        );
        self.buildah(&["rm", &container]);
        output
    }

    /// Builds `dockerfile` in the builder's context, with more arguments for `buildah bud`, and makes a container.
    pub fn image(&self, dockerfile: &str, arguments: &[&str]) -> Result<Image, Failed> {
        // Other drivers than overlay copy the whole tree for each image.
        if self.count.get() >= if self.has_overlays() { KEPT } else { 1 } {
            self.empty();
        }
        let number = self.count.replace(self.count.get() + 1);
        let file = self.here.join("Dockerfile");
        std::fs::write(&file, dockerfile).expect("the folder can be written");
        let (file, context) = (file.display().to_string(), self.context().display().to_string());
        let tag = format!("localhost/case-{number}");
        let words = ["bud", "--isolation", "chroot", "--pull-never", "-t", &tag, "-f", &file];
        let output = self.buildah(&[&words, arguments, &[&context]].concat());
        let messages = String::from_utf8_lossy(&output.stderr).into_owned();
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        if !output.status.success() {
            let step = messages.rsplit("building at STEP \"").next().unwrap_or_default();
            let step = step.split_once("\": ").map_or(step, |(step, _)| step);
            let place = step.trim().to_owned();
            return Err(Failed { place, messages: last_lines(&messages, 3), printed });
        }
        let container = self.said(&["from", "--pull-never", &tag]);
        let root = PathBuf::from(self.said(&["mount", &container]));
        assert!(root.is_dir(), "the image of this can be mounted:\n{dockerfile}");
        Ok(Image { tag, root, printed })
    }

    /// What `buildah inspect` says of an image: JSON, or what a Go template makes of it.
    pub fn inspect(&self, image: &Image, format: Option<&str>) -> String {
        let mut arguments = vec!["inspect", "--type", "image"];
        arguments.extend(format.map(|format| ["--format", format]).into_iter().flatten());
        self.said(&[&arguments[..], &[&image.tag]].concat())
    }

    /// Builds `dockerfile`, and looks at `paths` in the image.
    pub fn build(&self, dockerfile: &str, paths: &[&str]) -> Built {
        let mut built = Built {
            printed: String::new(),
            failed: None,
            messages: String::new(),
            user: String::new(),
            passwd: Vec::new(),
            group: Vec::new(),
            paths: BTreeMap::new(),
        };
        let image = match self.image(dockerfile, &["--layers=false"]) {
            Ok(image) => image,
            Err(Failed { place, messages, printed }) => {
                (built.failed, built.messages, built.printed) = (Some(place), messages, printed);
                return built;
            }
        };
        built.user = self.inspect(&image, Some("{{.OCIv1.Config.User}}"));
        built.passwd = lines(&image.root.join("etc/passwd"));
        built.group = lines(&image.root.join("etc/group"));
        for path in paths {
            let there = std::fs::symlink_metadata(image.root.join(path.trim_start_matches('/')));
            let owner = there.ok().map(|file| (file.uid(), file.gid(), file.mode() & 0o7777));
            built.paths.insert((*path).to_owned(), owner);
        }
        built.printed = image.printed;
        built
    }
}

fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.trim_end().lines().rev().take(count).collect();
    lines.into_iter().rev().collect::<Vec<_>>().join("\n")
}

/// Lines of a file like `/etc/passwd`, split at colons.
pub fn lines(path: &Path) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    text.lines().map(|line| line.split(':').map(str::to_owned).collect()).collect()
}

impl Built {
    /// UID and GID that a container of the image starts with, if its user can be found.
    pub fn starts_as(&self) -> Option<(u32, u32)> {
        user_of(&self.user, &self.passwd, &self.group)
    }
}

/// UID and GID of `user`, as `User` of an image has it, by lines of `/etc/passwd` and `/etc/group`.
pub fn user_of(user: &str, passwd: &[Vec<String>], groups: &[Vec<String>]) -> Option<(u32, u32)> {
    let (user, group) = match user.split_once(':') {
        Some((user, group)) => (user, Some(group)),
        None => (user, None),
    };
    let number = |text: &str| text.parse::<u32>().ok();
    let line = passwd.iter().find(|line| match number(user) {
        Some(uid) => line.get(2).and_then(|id| number(id)) == Some(uid),
        None => line.first().is_some_and(|name| name == user),
    });
    let field = |at: usize| line.and_then(|line| line.get(at)).and_then(|id| number(id));
    let uid = match user {
        "" => Some(0),
        _ => number(user).or(field(2)),
    }?;
    let gid = match group.filter(|group| !group.is_empty()) {
        None => field(3).unwrap_or(0),
        Some(group) => match number(group) {
            Some(gid) => gid,
            None => {
                let line = groups.iter().find(|line| line[0] == group)?;
                number(line.get(2)?)?
            }
        },
    };
    Some((uid, gid))
}
