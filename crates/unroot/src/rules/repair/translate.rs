//! Commands that make users and groups, said again in another distribution's words.

use super::{Wording, is_login_name};
use shell::{Dialect, Invocation};

/// The groups that a script made so far, with their numbers.
pub type Groups = Vec<(String, u32)>;

/// A command line of `useradd`, `groupadd`, `adduser` or `addgroup`, of whichever make, in `wording`.
/// `None` where something in it has no counterpart. A group that it makes is added to `groups`, for
/// the commands after it.
pub fn translate(call: &Invocation, wording: Wording, groups: &mut Groups) -> Option<String> {
    match call.program.as_str() {
        "groupadd" | "addgroup" => group(read(call, GROUP)?, wording, groups),
        "useradd" => user(read(call, USERADD)?, true, wording, groups),
        "adduser" => user(read(call, ADDUSER)?, false, wording, groups),
        _ => None,
    }
}

/// An option's long name, and what it means.
type Opt = (&'static str, &'static str);

const GROUP: &[Opt] = &[("gid", "gid"), ("system", "system")];

/// `useradd`. What else it takes has no counterpart.
const USERADD: &[Opt] = &[
    ("uid", "uid"),
    ("gid", "group"),
    ("home-dir", "home"),
    ("shell", "shell"),
    ("system", "system"),
    ("user-group", "own group"),
    ("no-create-home", "no home"),
    ("create-home", "make home"),
    ("no-log-init", "quiet"),
    ("comment", "gecos"),
];

/// `adduser` of Debian's and of BusyBox, as far as they do not contradict each other.
const ADDUSER: &[Opt] = &[
    ("uid", "uid"),
    ("ingroup", "group"),
    ("home", "home"),
    ("shell", "shell"),
    ("system", "system"),
    ("group", "own group"),
    ("no-create-home", "no home"),
    ("quiet", "quiet"),
    ("disabled-password", "quiet"),
    ("empty-password", "quiet"),
    ("disabled-login", "quiet"),
    ("gecos", "gecos"),
    ("comment", "gecos"),
];

/// Options by what they mean, and the one operand.
struct Read {
    options: Vec<(&'static str, String)>,
    name: String,
}

impl Read {
    fn value(&self, meaning: &str) -> Option<&str> {
        let found = self.options.iter().find(|(known, _)| *known == meaning);
        found.map(|(_, value)| value.as_str())
    }

    fn has(&self, meaning: &str) -> bool {
        self.value(meaning).is_some()
    }
}

/// Reads the command as the first implementation that takes all its options.
fn read(call: &Invocation, known: &[Opt]) -> Option<Read> {
    let makes = match call.program.as_str() {
        "adduser" | "addgroup" => &[Dialect::BusyBox, Dialect::Debian][..],
        _ => &[Dialect::Shadow],
    };
    let mut readings = makes.iter().map(|make| call.read_again(*make));
    let call = readings.find(|read| read.refused().is_none())?;
    let options = call.options().iter().map(|given| {
        let (_, meaning) = known.iter().find(|(name, _)| given.name == Some(*name))?;
        let value = given.value.as_ref().map_or(Some(""), |value| value.value.as_deref())?;
        Some((*meaning, value.to_owned()))
    });
    let options = options.collect::<Option<Vec<_>>>()?;
    match call.operands()[..] {
        [name] if is_login_name(name.text()) => {
            Some(Read { options, name: name.text().to_owned() })
        }
        _ => None,
    }
}

fn group(read: Read, wording: Wording, groups: &mut Groups) -> Option<String> {
    let gid = match read.value("gid") {
        Some(gid) => Some(gid.parse::<u32>().ok()?),
        None => None,
    };
    groups.extend(gid.map(|gid| (read.name.clone(), gid)));
    let mut command = String::from(match wording {
        Wording::Shadow => "groupadd",
        Wording::Busybox => "addgroup",
    });
    if read.has("system") {
        command += if wording == Wording::Shadow { " --system" } else { " -S" };
    }
    if let Some(gid) = gid {
        let option = if wording == Wording::Shadow { " --gid " } else { " -g " };
        command += option;
        command += &gid.to_string();
    }
    Some(command + " " + &read.name)
}

fn user(read: Read, of_shadow: bool, wording: Wording, groups: &Groups) -> Option<String> {
    let number = |text: Option<&str>| match text {
        Some(text) => text.parse::<u32>().ok().map(Some),
        None => Some(None),
    };
    let uid = number(read.value("uid"))?;
    let paths = [read.value("home"), read.value("shell")];
    if !paths.into_iter().flatten().all(shell::is_plain) {
        return None;
    }
    // A comment with blanks would have to be quoted; an empty one is none.
    let gecos = read.value("gecos").map(|text| text.trim_matches(['"', '\'']));
    if gecos.is_some_and(|text| !text.is_empty()) {
        return None;
    }
    // A system user's group differs from one make to the next.
    let own = read.has("system") && read.has("own group");
    let group = read.value("group").or(own.then_some(read.name.as_str()));
    if read.has("system") && group.is_none() {
        return None;
    }
    // `useradd` makes a home when it is told to, the others unless they are told not to, or the user
    // is the system's.
    let home = match of_shadow {
        true => read.has("make home"),
        false => !read.has("no home") && !read.has("system"),
    };
    let mut command = String::new();
    if own {
        command += if wording == Wording::Shadow { "groupadd --system " } else { "addgroup -S " };
        command += &read.name;
        command += " &&";
    }
    let uid = uid.map(|uid| uid.to_string());
    let mut say = |words: &[Option<&str>]| {
        // An option without its value is none.
        if let Some(words) = words.iter().copied().collect::<Option<Vec<&str>>>() {
            command += " ";
            command += &words.join(" ");
        }
    };
    let system = |word| read.has("system").then_some(word);
    match wording {
        Wording::Shadow => {
            say(&[Some("useradd")]);
            say(&[system("--system")]);
            say(&[Some("--uid"), uid.as_deref()]);
            say(&[Some("--gid"), group]);
            say(&[Some("--no-log-init")]);
            say(&[Some(if home { "--create-home" } else { "--no-create-home" })]);
            say(&[Some("--home-dir"), read.value("home")]);
            say(&[Some("--shell"), read.value("shell")]);
        }
        Wording::Busybox => {
            say(&[Some("adduser -D")]);
            say(&[system("-S")]);
            say(&[Some("-u"), uid.as_deref()]);
            if let Some(group) = group {
                // It takes names only.
                let name = match group.parse::<u32>() {
                    Ok(gid) => groups.iter().find(|(_, known)| *known == gid)?.0.as_str(),
                    Err(_) => group,
                };
                say(&[Some("-G"), Some(name)]);
            }
            say(&[(!home).then_some("-H")]);
            say(&[Some("-h"), read.value("home")]);
            say(&[Some("-s"), read.value("shell")]);
        }
    }
    say(&[Some(&read.name)]);
    Some(command.trim_start().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use dockerfile::Span;
    use shell::Argument;

    fn said(script: &str, wording: Wording) -> Option<String> {
        let mut groups = Groups::new();
        let commands: Option<Vec<String>> = script
            .split(" && ")
            .map(|command| {
                let span = Span::default();
                let words = command.split(' ').map(|word| Argument::known(word, span)).collect();
                let call = Invocation::read(words, span, Dialect::default());
                translate(&call, wording, &mut groups)
            })
            .collect();
        Some(commands?.join(" && "))
    }

    #[test]
    fn pairs_keep_numbers_home_and_shell() {
        let shadow = "groupadd --gid 1300 app && useradd --uid 1300 --gid app --no-log-init \
                      --create-home --home-dir /srv/app --shell /bin/sh app";
        let busybox =
            "addgroup -g 1300 app && adduser -D -u 1300 -G app -h /srv/app -s /bin/sh app";
        assert_eq!(said(shadow, Wording::Busybox).as_deref(), Some(busybox));
        assert_eq!(said(busybox, Wording::Shadow).as_deref(), Some(shadow));
        // A group's number becomes its name, and useradd makes no home by itself.
        assert_eq!(
            said("groupadd -g 1300 app && useradd -u 1300 -g 1300 app", Wording::Busybox)
                .as_deref(),
            Some("addgroup -g 1300 app && adduser -D -u 1300 -G app -H app")
        );
        assert_eq!(
            said("adduser --disabled-password --gecos \"\" --uid 1200 web", Wording::Shadow)
                .as_deref(),
            Some("useradd --uid 1200 --no-log-init --create-home web")
        );
        assert_eq!(
            said("adduser --system --group web", Wording::Busybox).as_deref(),
            Some("addgroup -S web && adduser -D -S -G web -H web")
        );
    }

    #[test]
    fn what_has_no_counterpart_stays() {
        for script in [
            "useradd -u 1300 -g 1300 app",
            "useradd --system app",
            "useradd -o -u 0 app",
            "useradd -u 1300 -p secret app",
            "useradd -u $UID app",
            "useradd -u 1300 -G wheel app",
            "adduser -g Somebody app",
            "useradd",
        ] {
            assert_eq!(said(script, Wording::Busybox), None, "{script}");
        }
    }
}
