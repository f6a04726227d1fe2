//! Debian's `adduser`, `addgroup`, `deluser` and `delgroup`, as in adduser 3.134 (bookworm), with
//! notes where 3.159 differs. They are Perl programs that call shadow's.

mod add;
mod delete;
mod new;
mod user;

pub(super) use add::add;
pub(super) use delete::delete;
