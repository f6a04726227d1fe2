//! Replaces a file as a whole: whoever looks sees the old text or the new one, never a part.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Error, ErrorKind, Write};
use std::path::Path;

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
    let directory = target.parent().unwrap_or(Path::new("/"));
    // Until it has the permissions of the old file, only its owner can read it.
    let mut draft = tempfile::Builder::new().prefix(".unroot-").tempfile_in(directory)?;
    draft.write_all(contents)?;
    keep_owner(draft.as_file(), &before);
    draft.as_file().set_permissions(before.permissions())?;
    draft.as_file().sync_all()?;
    draft.persist(&target).map_err(|why| why.error)?;
    sync_directory(directory);
    Ok(())
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
fn sync_directory(directory: &Path) {
    if let Ok(directory) = File::open(directory) {
        let _ = directory.sync_all();
    }
}
