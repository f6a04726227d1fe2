//! Groups that give their members more than files of their own.

/// Groups whose members get further than others, and how.
pub const POWERFUL: [(&str, &str); 6] = [
    ("sudo", "`sudo` lets its members become root"),
    ("wheel", "`sudo` and `su` let its members become root"),
    ("docker", "whoever can talk to Docker's socket is root on the machine"),
    ("disk", "its members can read and write whole disks"),
    ("shadow", "its members can read the hashes of passwords"),
    ("root", "files of root are often open to its group"),
];
