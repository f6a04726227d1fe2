//! What the cases' commands print, read as claims about paths and identities.

/// One value that was printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    /// Owner of a path.
    Uid(String, u32),
    /// Its group.
    Gid(String, u32),
    /// Its permission bits.
    Mode(String, u32),
    /// Effective UID of the process.
    IdUid(u32),
    /// Effective GID.
    IdGid(u32),
    /// Effective and supplementary groups.
    IdGroups(Vec<u32>),
    /// The working directory.
    Pwd(String),
    /// A variable of the environment.
    Variable(String, String),
}

/// `uid=1000(app) gid=1001(app) groups=1001(app),2002(extra) HOME=/home/app`.
pub fn identity(text: &str) -> Vec<Claim> {
    let mut claims = Vec::new();
    let number = |text: &str| text.split('(').next().and_then(|digits| digits.parse().ok());
    for field in text.split(' ') {
        match field.split_once('=') {
            Some(("uid", id)) => claims.extend(number(id).map(Claim::IdUid)),
            Some(("gid", id)) => claims.extend(number(id).map(Claim::IdGid)),
            Some(("groups", ids)) => {
                let mut groups: Vec<u32> = ids.split(',').filter_map(number).collect();
                groups.sort_unstable();
                claims.push(Claim::IdGroups(groups));
            }
            Some((name, value)) => claims.push(Claim::Variable(name.to_owned(), value.to_owned())),
            None => {}
        }
    }
    claims
}

/// `/path 1000:1001 755`, as `stat -c '%n %u:%g %a'` prints it.
pub fn stat(text: &str) -> Option<(String, Vec<Claim>)> {
    let mut words = text.split(' ');
    let path = words.next()?.to_owned();
    let (uid, gid) = words.next()?.split_once(':')?;
    let mode = u32::from_str_radix(words.next()?, 8).ok()?;
    let claims = vec![
        Claim::Uid(path.clone(), uid.parse().ok()?),
        Claim::Gid(path.clone(), gid.parse().ok()?),
        Claim::Mode(path.clone(), mode),
    ];
    path.starts_with('/').then_some((path, claims))
}

/// `-rw-r--r-- 1 1000 1001 2 Nov 23 21:09 after`, as `ls -ln` prints it: the name, and claims about
/// the path that `place` makes of it.
pub fn listed(text: &str, place: impl Fn(&str) -> String) -> Option<(String, Vec<Claim>)> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let [bits, _, uid, gid, .., name] = words[..] else { return None };
    let (uid, gid) = (uid.parse().ok()?, gid.parse().ok()?);
    let mut mode = 0;
    for (at, bit) in bits.get(1..10)?.bytes().enumerate() {
        mode |= u32::from(matches!(bit, b'r' | b'w' | b'x' | b's' | b't')) << (8 - at);
    }
    let path = place(name);
    let claims = vec![
        Claim::Uid(path.clone(), uid),
        Claim::Gid(path.clone(), gid),
        Claim::Mode(path.clone(), mode),
    ];
    Some((name.to_owned(), claims))
}
