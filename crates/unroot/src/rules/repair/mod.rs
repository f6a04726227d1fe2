//! Building blocks of repairs: where a line goes, and how a user is made in the words of each
//! distribution.

mod account;
mod lines;
mod missing;
mod near;
mod plain;
mod run_as;
mod switch_later;
mod translate;

pub use account::{Wording, account_for, create, wording};
pub use lines::{after, before, closing_position, first_work, own_line, whole_lines};
pub use missing::missing_name_fixes;
pub use near::is_slip;
pub use plain::is_login_name;
pub use run_as::{
    created_by_rank, may_step_down, parent_stays, run_as_fixes, spec_for_files, user_edit,
};
pub use switch_later::switch_later_fixes;
pub use translate::{Groups, translate};
