//! Goals about paths.

use super::image::Image;
use super::{image, names};
use crate::{Reached, Who};
use unroot::Analysis;
use unroot::model::{Accounts, ancestors, may_execute, may_read, may_write};

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Right {
    Read,
    Write,
}

/// Whether the running user can, or can't, read or write what is at `path`.
pub(super) fn right(analysis: &Analysis, path: &str, right: Right, wanted: bool) -> Reached {
    with(image(analysis), |image| {
        let real = image.existing(path)?;
        if image.who.missing.is_some() {
            return Err(Reached::Missed(format!("{}.", analysis.verdict.headline)));
        }
        let files = &image.state.files;
        let (can, verb) = match right {
            Right::Read => (may_read(&image.who, &real, files), "read"),
            Right::Write => (may_write(&image.who, &real, files), "write"),
        };
        let who = names::told_identity(&image.who);
        match can {
            None => {
                Err(Reached::Unknown(format!("Whether {who} can {verb} `{path}` can't be told.")))
            }
            Some(can) if can == wanted => Ok(Reached::Met),
            Some(true) => Ok(Reached::Missed(match image.who.is_root() {
                true => format!("Root can {verb} everything."),
                false => capital(format!("{who} can {verb} `{path}`.")),
            })),
            Some(false) => Ok(Reached::Missed(capital(why_not(image, path, &real, &who, verb)))),
        }
    })
}

/// What keeps `who` off: a directory on the way, or owner and mode of the path itself.
fn why_not(image: &Image, path: &str, real: &str, who: &str, verb: &str) -> String {
    let files = &image.state.files;
    let closed = |above: &&str| may_execute(&image.who, above, files) == Some(false);
    if let Some(above) = ancestors(real).filter(|above| files.get(above).is_some()).find(closed) {
        return format!("{who} can't pass through `{above}`.");
    }
    let node = files.get(real);
    let known = node.and_then(|node| Some((*node.uid.known()?, *node.mode.known()?)));
    match known {
        Some((uid, mode)) => {
            let owner = whose(uid, &image.state.accounts);
            let mode = names::mode(mode);
            format!("`{path}` belongs to {owner}, mode {mode}: {who} can't {verb} it.")
        }
        None => format!("{who} can't {verb} `{path}`."),
    }
}

/// Whether `path` belongs to `user`, and to `group` where one is asked for.
pub(super) fn owner(analysis: &Analysis, path: &str, user: &Who, group: Option<&Who>) -> Reached {
    with(image(analysis), |image| {
        let node = image.node(path)?;
        let accounts = &image.state.accounts;
        let wanted = names::uid_of(user, accounts).map_err(Reached::Missed)?;
        let (Some(uid), Some(wanted)) = (node.uid.known(), wanted) else {
            return Err(image.unknown(&format!("Who owns `{path}`"), node.uid.cause()));
        };
        if *uid != wanted {
            let owner = whose(*uid, accounts);
            return Ok(Reached::Missed(format!("`{path}` belongs to {owner}.")));
        }
        let Some(group) = group else { return Ok(Reached::Met) };
        let wanted = names::gid_of(group, accounts).map_err(Reached::Missed)?;
        let (Some(gid), Some(wanted)) = (node.gid.known(), wanted) else {
            return Err(image.unknown(&format!("The group of `{path}`"), node.gid.cause()));
        };
        Ok(Reached::met_if(*gid == wanted, || {
            let name = names::told(&names::group(*gid, accounts), "GID");
            format!("The group of `{path}` is {name}.")
        }))
    })
}

/// Whether `path` has exactly these permission bits.
pub(super) fn mode(analysis: &Analysis, path: &str, bits: u32) -> Reached {
    with(image(analysis), |image| {
        let node = image.node(path)?;
        match node.mode.known() {
            Some(mode) => {
                let told = || format!("`{path}` has mode {}.", names::mode(*mode));
                Ok(Reached::met_if(*mode == bits, told))
            }
            None => Err(image.unknown(&format!("The mode of `{path}`"), node.mode.cause())),
        }
    })
}

/// Asks the image, if there is one.
fn with(
    image: Result<Image, Reached>,
    ask: impl FnOnce(&Image) -> Result<Reached, Reached>,
) -> Reached {
    image.and_then(|image| ask(&image)).unwrap_or_else(|otherwise| otherwise)
}

fn whose(uid: u32, accounts: &Accounts) -> String {
    names::told(&names::user(uid, accounts), "UID")
}

fn capital(mut sentence: String) -> String {
    if let Some(first) = sentence.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    sentence
}
