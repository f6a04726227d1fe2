//! Prints. Whoever reads may stop doing so: that is no failure.

use super::outcome::Failure;
use std::io::{self, ErrorKind, Write};

/// Prints `text` as it is.
pub fn print(text: &str) -> Result<(), Failure> {
    written(write_to(io::stdout().lock(), text))
}

/// Prints `text`, without its colours where nobody wants them: the output is no terminal,
/// `NO_COLOR` is set.
pub fn print_styled(text: &str) -> Result<(), Failure> {
    written(write_to(anstream::AutoStream::auto(io::stdout().lock()), text))
}

/// Tells people what was done, beside the output proper.
pub fn tell(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

fn write_to(mut to: impl Write, text: &str) -> io::Result<()> {
    to.write_all(text.as_bytes())?;
    to.flush()
}

fn written(result: io::Result<()>) -> Result<(), Failure> {
    match result {
        Err(why) if why.kind() != ErrorKind::BrokenPipe => {
            Err(Failure(format!("can't write to standard output: {why}")))
        }
        _ => Ok(()),
    }
}
