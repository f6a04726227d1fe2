//! A row of the table as `build.rs` writes it.

use super::columns::Columns;
use super::place::Place;
use super::{Family, ImageFacts, ImageUser};

/// Reads a row; `None` for a text that is none, which `build.rs` does not write.
pub(super) fn read(line: &'static str) -> Option<ImageFacts> {
    let row = Columns::read(line)?;
    Some(ImageFacts {
        pattern: row.pattern,
        default_user: said(row.default_user),
        users: list(row.users).map(user).collect::<Option<_>>()?,
        family: Family::parse(row.family)?,
        shell: match said(row.shell) {
            Some(shell) => Some(shell.parse().ok()?),
            None => None,
        },
        tools: said(row.tools).map(|tools| list(tools).collect()),
        manager: said(row.manager),
        drops_privileges: said(row.drops_privileges),
        drops_to: said(row.drops_to),
        drops_for: said(row.drops_for).map(|words| list(words).collect()),
        env: list(row.env).map(|pair| pair.split_once('=')).collect::<Option<_>>()?,
        only_users: row.only_users == "only",
        has: list(row.has).collect(),
        lacks: list(row.lacks).collect(),
        release: said(row.release),
        workdir: said(row.workdir),
        directories: match said(row.directories) {
            Some(places) => Some(list(places).map(Place::read).collect::<Option<_>>()?),
            None => None,
        },
        source: row.source,
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
    let name = parts.next()?;
    let (uid, gid) = (id(parts.next()?)?, id(parts.next()?)?);
    let home = Some(parts.next()?).filter(|home| !home.is_empty());
    Some(ImageUser { name, uid, gid, home })
}

/// A number, or nothing where no source says one; `None` for anything else.
fn id(text: &str) -> Option<Option<u32>> {
    if text.is_empty() { Some(None) } else { text.parse().ok().map(Some) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROW: &str = "a:*\tapp\tdebian\ttrue\tuseradd\t-\t-\t-\t-\tA=1\tapp:1:2:/a,b:::\tonly\tcurl,git\tsudo\tsid\t/a\t/a app:app 700\thttps://a.example";

    #[test]
    fn every_column_is_read() {
        let facts = read(ROW).expect("a row");
        assert_eq!((facts.pattern, facts.family, facts.shell), ("a:*", Family::Debian, Some(true)));
        assert_eq!((facts.default_user, facts.manager), (Some("app"), None));
        assert_eq!((facts.tools, facts.drops_for), (Some(vec!["useradd"]), None));
        let app = ImageUser { name: "app", uid: Some(1), gid: Some(2), home: Some("/a") };
        let other = ImageUser { name: "b", uid: None, gid: None, home: None };
        assert!(facts.only_users);
        assert_eq!((facts.has, facts.lacks), (vec!["curl", "git"], vec!["sudo"]));
        assert_eq!((facts.release, facts.workdir), (Some("sid"), Some("/a")));
        let place = Place::read("/a app:app 700").expect("a place");
        assert_eq!(facts.directories, Some(vec![place]));
        assert_eq!((facts.users, facts.env), (vec![app, other], vec![("A", "1")]));
    }

    #[test]
    fn a_bad_row_is_none() {
        for (good, bad) in [
            ("debian", "debain"),
            ("true", "yes"),
            ("A=1", "A"),
            ("app:1:2:/a", "app:x:2:/a"),
            ("app:1:2:/a", "app:1:2"),
            ("app:app 700", "app:app 888"),
            ("\thttps://a.example", ""),
            ("example", "example\tmore"),
        ] {
            let row = ROW.replace(good, bad);
            assert!(row != ROW && read(row.leak()).is_none(), "{bad}");
        }
    }
}
