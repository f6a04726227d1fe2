//! Replaces a file as a whole: whoever looks sees the old text or the new one, never a part.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Error, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process;

/// How many names are tried for the file that is written first.
const ATTEMPTS: u32 = 100;

/// Replaces the contents of `path`, the file that a symbolic link leads to included. Permissions
/// stay, and the owner as far as the process may decide on it. On failure nothing has changed.
pub fn replace(path: &Path, contents: &[u8]) -> io::Result<()> {
    let target = fs::canonicalize(path)?;
    let before = fs::metadata(&target)?;
    if !before.is_file() {
        return Err(Error::new(ErrorKind::InvalidInput, "it is not a regular file"));
    }
    // Who may not write to the file may not replace it either, though the directory would let them.
    OpenOptions::new().write(true).open(&target)?;
    let (mut file, draft) = draft_beside(&target)?;
    file.write_all(contents)?;
    keep_owner(&file, &before);
    file.set_permissions(before.permissions())?;
    file.sync_all()?;
    draft.take_the_place_of(&target)
}

/// A file that goes away unless it takes the place of another.
struct Draft(Option<PathBuf>);

impl Draft {
    fn take_the_place_of(mut self, target: &Path) -> io::Result<()> {
        if let Some(draft) = &self.0 {
            fs::rename(draft, target)?;
            self.0 = None;
        }
        sync_directory(target);
        Ok(())
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if let Some(draft) = &self.0 {
            let _ = fs::remove_file(draft);
        }
    }
}

/// Creates a file in `target`'s directory that nobody else can read.
fn draft_beside(target: &Path) -> io::Result<(File, Draft)> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut attempt = 0;
    loop {
        let draft = target.with_file_name(format!(".unroot-{}-{attempt}", process::id()));
        attempt += 1;
        match options.open(&draft) {
            Ok(file) => return Ok((file, Draft(Some(draft)))),
            Err(why) if why.kind() == ErrorKind::AlreadyExists && attempt < ATTEMPTS => {}
            Err(why) => return Err(why),
        }
    }
}

/// Gives `file` the owner and group of `before`, or the group alone, where that is allowed.
#[cfg(unix)]
fn keep_owner(file: &File, before: &Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let (uid, gid) = (before.uid(), before.gid());
    if fchown(file, Some(uid), Some(gid)).is_err() {
        let _ = fchown(file, None, Some(gid));
    }
}

#[cfg(not(unix))]
fn keep_owner(_file: &File, _before: &Metadata) {}

/// Makes the new name last through a loss of power, where the system can.
fn sync_directory(target: &Path) {
    if let Some(directory) = target.parent().and_then(|directory| File::open(directory).ok()) {
        let _ = directory.sync_all();
    }
}
