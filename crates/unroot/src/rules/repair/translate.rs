//! Commands that make users and groups, said again in another distribution's words.

use super::{Wording, is_login_name};

/// The groups that a script made so far, with their numbers.
pub type Groups = Vec<(String, u32)>;

/// `words` of `useradd`, `groupadd`, `adduser` or `addgroup`, of whichever make, in `wording`. `None`
/// where something in it has no counterpart. A group that it makes is added to `groups`, for the
/// commands after it.
pub fn translate(words: &[&str], wording: Wording, groups: &mut Groups) -> Option<String> {
    let (program, rest) = words.split_first()?;
    match *program {
        "groupadd" | "addgroup" => group(read(rest, GROUP)?, wording, groups),
        "useradd" => user(read(rest, USERADD)?, true, wording, groups),
        "adduser" => user(read(rest, ADDUSER)?, false, wording, groups),
        _ => None,
    }
}

/// An option by all its names, and whether a value follows.
type Opt = (&'static str, &'static [&'static str], bool);

const GROUP: &[Opt] =
    &[("gid", &["-g", "--gid"], true), ("system", &["-S", "-r", "--system"], false)];

/// `useradd`. What else it takes has no counterpart.
const USERADD: &[Opt] = &[
    ("uid", &["-u", "--uid"], true),
    ("group", &["-g", "--gid"], true),
    ("home", &["-d", "--home-dir"], true),
    ("shell", &["-s", "--shell"], true),
    ("system", &["-r", "--system"], false),
    ("own group", &["-U", "--user-group"], false),
    ("no home", &["-M", "--no-create-home"], false),
    ("make home", &["-m", "--create-home"], false),
    ("quiet", &["-l", "--no-log-init"], false),
    ("gecos", &["-c", "--comment"], true),
];

/// `adduser` of Debian's and of BusyBox, as far as they do not contradict each other.
const ADDUSER: &[Opt] = &[
    ("uid", &["-u", "--uid"], true),
    ("group", &["-G", "--ingroup"], true),
    ("home", &["-h", "--home"], true),
    ("shell", &["-s", "--shell"], true),
    ("system", &["-S", "--system"], false),
    ("own group", &["--group"], false),
    ("no home", &["-H", "--no-create-home"], false),
    ("quiet", &["-D", "-q", "--quiet", "--disabled-password", "--disabled-login"], false),
    ("gecos", &["-g", "--gecos", "--comment"], true),
];

/// Options by name, and the one operand.
struct Read<'a> {
    options: Vec<(&'static str, &'a str)>,
    name: &'a str,
}

impl<'a> Read<'a> {
    fn value(&self, name: &str) -> Option<&'a str> {
        self.options.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }

    fn has(&self, name: &str) -> bool {
        self.value(name).is_some()
    }
}

fn read<'a>(words: &[&'a str], known: &[Opt]) -> Option<Read<'a>> {
    let mut options = Vec::new();
    let mut operands = Vec::new();
    let mut rest = words.iter();
    while let Some(word) = rest.next() {
        if !word.starts_with('-') {
            operands.push(*word);
            continue;
        }
        let (given, attached) = match word.split_once('=') {
            Some((given, value)) => (given, Some(value)),
            None => (*word, None),
        };
        let (name, _, takes) = known.iter().find(|(_, names, _)| names.contains(&given))?;
        let value = match (takes, attached) {
            (true, Some(value)) => value,
            (true, None) => rest.next()?,
            (false, None) => "",
            (false, Some(_)) => return None,
        };
        options.push((*name, value));
    }
    match operands[..] {
        [name] if is_login_name(name) => Some(Read { options, name }),
        _ => None,
    }
}

fn group(read: Read, wording: Wording, groups: &mut Groups) -> Option<String> {
    let gid = match read.value("gid") {
        Some(gid) => Some(gid.parse::<u32>().ok()?),
        None => None,
    };
    groups.extend(gid.map(|gid| (read.name.to_owned(), gid)));
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
    Some(command + " " + read.name)
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
    let group = read.value("group").or(own.then_some(read.name));
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
        command += read.name;
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
    say(&[Some(read.name)]);
    Some(command.trim_start().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(script: &str, wording: Wording) -> Option<String> {
        let mut groups = Groups::new();
        let commands: Option<Vec<String>> = script
            .split(" && ")
            .map(|command| {
                let words: Vec<&str> = command.split(' ').collect();
                translate(&words, wording, &mut groups)
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
