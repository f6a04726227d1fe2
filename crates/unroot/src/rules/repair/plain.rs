//! Names that can be given to new accounts.

/// Whether `name` is one that useradd, adduser, groupadd and addgroup all take for a new account.
pub fn is_login_name(name: &str) -> bool {
    name.len() <= 32
        && name.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_-".contains(&b))
}
