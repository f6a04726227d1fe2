//! A row of the table as `build.rs` writes it: fields with tabs between them.

use super::{Family, ImageFacts, ImageUser};

/// Reads a row; `None` for a text that is none, which `build.rs` does not write.
pub(super) fn read(line: &'static str) -> Option<ImageFacts> {
    let mut fields = line.split('\t');
    let mut next = || fields.next();
    let pattern = next()?;
    let default_user = said(next()?);
    let family = Family::parse(next()?)?;
    let shell = said(next()?).map(|shell| shell == "true");
    let tools = said(next()?).map(|tools| list(tools).collect());
    let manager = said(next()?);
    let drops_privileges = said(next()?);
    let drops_to = said(next()?);
    let drops_for = said(next()?).map(|words| list(words).collect());
    let env = list(next()?).filter_map(|pair| pair.split_once('=')).collect();
    let users = list(next()?).filter_map(user).collect();
    let source = next()?;
    Some(ImageFacts {
        pattern,
        default_user,
        users,
        family,
        shell,
        tools,
        manager,
        drops_privileges,
        drops_to,
        drops_for,
        env,
        source,
    })
}

/// A field, unless no source says.
fn said(field: &'static str) -> Option<&'static str> {
    (field != "-").then_some(field)
}

fn list(field: &'static str) -> impl Iterator<Item = &'static str> {
    field.split(',').filter(|part| !part.is_empty())
}

/// `name:uid:gid:home`, where what no source says is empty.
fn user(text: &'static str) -> Option<ImageUser> {
    let mut parts = text.splitn(4, ':');
    Some(ImageUser {
        name: parts.next()?,
        uid: parts.next()?.parse().ok(),
        gid: parts.next()?.parse().ok(),
        home: parts.next().filter(|home| !home.is_empty()),
    })
}
