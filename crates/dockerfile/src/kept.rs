//! What another reader made of an instruction, kept with it so that it is made once.

use std::any::Any;
use std::fmt;
use std::sync::{Arc, OnceLock};

/// A place for what another reader makes of an instruction: `shell` keeps the parsed script of a RUN here. Copies
/// of the instruction share it. It follows from the text, so comparing ignores it.
#[derive(Clone, Default)]
pub struct Kept(Arc<OnceLock<Box<dyn Any + Send + Sync>>>);

impl Kept {
    /// What is kept, made now if nothing is; `None` where something of another type is kept.
    pub fn get<T: Any + Send + Sync>(&self, make: impl FnOnce() -> T) -> Option<&T> {
        self.0.get_or_init(|| Box::new(make())).downcast_ref()
    }
}

impl PartialEq for Kept {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Kept {}

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(if self.0.get().is_some() { "Kept(something)" } else { "Kept(nothing)" })
    }
}
