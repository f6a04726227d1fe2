//! What happens once the rules have spoken: findings that another one makes needless go, then those that a
//! comment silences.

mod ignore;
mod precedence;
mod suppress;

pub use ignore::{Ignore, ignore};
pub use precedence::supersede;
pub use suppress::{Silenced, suppress};
