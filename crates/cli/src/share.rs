//! `unroot share`.

use super::args::Share;
use super::input::Input;
use super::outcome::{Failure, Outcome};
use super::output::{print, tell};
use unroot::share::{LONG, fragment};

pub fn run(args: &Share) -> Result<Outcome, Failure> {
    let input = Input::read(&args.file)?;
    let page = args.page.split('#').next().unwrap_or_default();
    let link = format!("{page}#{}", fragment(&input.text, &args.assume.assumptions()));
    print(&format!("{link}\n"))?;
    if link.len() > LONG {
        tell(&format!("unroot: the link has {} characters; some programs cut it off", link.len()));
    }
    Ok(Outcome::Clean)
}
