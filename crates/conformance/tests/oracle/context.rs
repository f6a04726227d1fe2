//! The build context of every case.

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// Files, their modes and what they hold.
const FILES: [(&str, u32, &str); 6] = [
    ("app.py", 0o644, "print('hello')\n"),
    ("run.sh", 0o755, "#!/bin/sh\nexec \"$@\"\n"),
    ("secret.txt", 0o600, "s3cret\n"),
    ("data/one.txt", 0o640, "1\n"),
    ("data/sub/two.txt", 0o644, "2\n"),
    ("package.json", 0o644, "{}\n"),
];

/// Writes it to `folder`.
pub fn lay_out(folder: &Path) {
    std::fs::create_dir_all(folder.join("data/sub")).expect("a folder");
    for (name, mode, text) in FILES {
        let path = folder.join(name);
        std::fs::write(&path, text).expect("a file");
        std::fs::set_permissions(&path, Permissions::from_mode(mode)).expect("a mode");
    }
    for (name, mode) in [("data", 0o750), ("data/sub", 0o755)] {
        let mode = Permissions::from_mode(mode);
        std::fs::set_permissions(folder.join(name), mode).expect("a mode");
    }
}
