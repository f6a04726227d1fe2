//! What is known of programs by their names: `data/programs.toml`.

use shell::{Invocation, base_name};
use std::sync::{LazyLock, OnceLock};

include!(concat!(env!("OUT_DIR"), "/programs.rs"));

/// One program.
pub(crate) struct Program {
    roles: Vec<&'static str>,
    /// Whether `dnf` of the image's tools says whether it is there.
    pub(crate) is_dnf: bool,
    /// Words of a package manager, if it is one.
    pub(crate) packages: Option<Packages>,
    /// When it fails for everybody but root.
    pub(crate) needs_root: Option<Fact>,
    /// When it writes into the directory it runs in.
    pub(crate) writes_here: Vec<Fact>,
    /// When it writes below HOME, and fails where it can't.
    pub(crate) writes_home: Vec<Fact>,
}

/// The words of a package manager.
pub(crate) struct Packages {
    /// With which it installs; none where it installs whatever it is given.
    install: Vec<Ask>,
    remove: Vec<Ask>,
}

impl Packages {
    /// Whether the command installs something.
    pub(crate) fn installs(&self, call: &Invocation) -> bool {
        self.install.is_empty() || self.install.iter().any(|ask| ask.is_in(call))
    }

    /// The names of the packages of a command that installs, without version, release and architecture; `None` for a
    /// word that is not known, or that names something else: a file, an address, a group of packages.
    pub(crate) fn named<'c>(&self, call: &'c Invocation) -> Vec<Option<&'c str>> {
        let is_action = |text: &str| {
            self.install.iter().any(|ask| matches!(ask, Ask::Operand(action) if *action == text))
        };
        let operands = call.operands();
        let start = operands.iter().position(|arg| is_action(arg.text())).map_or(0, |at| at + 1);
        let words = operands[start..].iter().map(|arg| arg.value.as_deref());
        // A name after `!` is one that apk must not install.
        let words = words.filter(|word| !word.is_some_and(|word| word.starts_with('!')));
        words.map(|word| self.package(&call.program, word?)).collect()
    }

    /// The name of the package that `word` asks `program` for.
    fn package<'w>(&self, program: &str, word: &'w str) -> Option<&'w str> {
        let dnf = matches!(program, "dnf" | "microdnf" | "tdnf" | "yum");
        // apt: `curl/bookworm-backports`
        let word = match word.split_once('/') {
            Some(("" | "." | "..", _)) => return None,
            Some((name, _)) if program.starts_with("apt") && !name.contains(':') => name,
            Some(_) => return None,
            None => word,
        };
        let archive = [".deb", ".rpm", ".apk"].iter().any(|suffix| word.ends_with(suffix));
        if archive || word.contains(['*', '?']) || word.starts_with('@') {
            return None;
        }
        let name = package_name(word);
        if !dnf {
            // apk: `curl@edge`
            return Some(name.split('@').next().unwrap_or(name));
        }
        let arches = [".x86_64", ".noarch", ".aarch64", ".i686"];
        let plain = arches.iter().find_map(|arch| name.strip_suffix(arch)).unwrap_or(name);
        Some(plain)
    }

    /// Whether the command removes something.
    pub(crate) fn removes(&self, call: &Invocation) -> bool {
        self.remove.iter().any(|ask| ask.is_in(call))
    }
}

/// A word that a command line is asked for.
pub(crate) enum Ask {
    /// An operand.
    Operand(&'static str),
    /// An option by its name, with this value if one is given.
    Option(&'static str, Option<&'static str>),
}

impl Ask {
    fn read(text: &'static str) -> Self {
        match text.strip_prefix("--") {
            None => Ask::Operand(text),
            Some(option) => match option.split_once('=') {
                Some((name, value)) => Ask::Option(name, Some(value)),
                None => Ask::Option(option, None),
            },
        }
    }

    /// Whether the command line has it.
    pub(crate) fn is_in(&self, call: &Invocation) -> bool {
        match self {
            Ask::Operand(text) => call.has_operand(&[text]),
            Ask::Option(name, None) => call.has(name),
            Ask::Option(name, Some(value)) => call.values(name).any(|arg| arg.text() == *value),
        }
    }
}

/// What a program does under some conditions.
pub(crate) struct Fact {
    actions: Vec<Ask>,
    with: Vec<Ask>,
    unless: Vec<Ask>,
    variables: Vec<&'static str>,
    /// Directories that it writes to, where root's rights are not needed for anything else.
    pub(crate) places: Vec<&'static str>,
    bare: bool,
    alone: bool,
    /// Nothing that is not known stands against it.
    pub(crate) certain: bool,
}

impl Fact {
    fn read(text: &'static str) -> Option<Self> {
        let mut lists = text.split(';');
        let mut next = || lists.next().map(|list| list.split(',').filter(|word| !word.is_empty()));
        let (actions, with, unless) = (next()?, next()?, next()?);
        let (variables, places) = (next()?.collect(), next()?.collect());
        let flags: String = next()?.collect();
        let asks = |words: std::iter::Filter<_, _>| words.map(Ask::read).collect();
        Some(Fact {
            actions: asks(actions),
            with: asks(with),
            unless: asks(unless),
            variables,
            places,
            bare: flags.contains('b'),
            alone: !flags.contains('w'),
            certain: flags.contains('c'),
        })
    }

    /// Whether it holds for the command line; `has_variable` says whether a variable is set.
    pub(crate) fn holds(&self, call: &Invocation, has_variable: impl Fn(&str) -> bool) -> bool {
        let any = |asks: &[Ask]| asks.iter().any(|ask| ask.is_in(call));
        let asked = self.actions.is_empty()
            || any(&self.actions)
            || (self.bare && call.operands().is_empty());
        asked
            && (self.with.is_empty() || any(&self.with))
            && (self.alone || !call.arguments().is_empty())
            && !any(&self.unless)
            && !call.has_any(&["help", "version"])
            && !call.arguments().iter().any(|word| matches!(word.text(), "--help" | "--version"))
            && !self.variables.iter().any(|name| has_variable(name))
    }
}

/// A row, which is read when somebody asks for its program.
struct Row {
    line: &'static str,
    program: OnceLock<Option<Program>>,
}

/// Every row, by the name of its program.
static TABLE: LazyLock<Vec<(&str, Row)>> = LazyLock::new(|| {
    let row = |(name, line)| (name, Row { line, program: OnceLock::new() });
    PROGRAMS.lines().map(named).map(row).collect()
});

/// What groups each program of them stands in, by its name.
static GROUPED: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| GROUPS.lines().map(named).collect());

/// The name with which a line begins, and the rest of it.
fn named(line: &'static str) -> (&'static str, &'static str) {
    line.split_once('\t').unwrap_or((line, ""))
}

/// The value that stands under `name` in a table in the order of its names.
fn at<'t, V>(table: &'t [(&str, V)], name: &str) -> Option<&'t V> {
    let place = table.binary_search_by(|(known, _)| (*known).cmp(name)).ok()?;
    Some(&table[place].1)
}

/// The fields of a row behind the name, as `build.rs` writes them.
fn read(line: &'static str) -> Option<Program> {
    let mut fields = line.split('\t');
    let mut next = || fields.next();
    let words = |text: &'static str| text.split(',').filter(|word| !word.is_empty());
    let (roles, tool) = (words(next()?).collect(), next()?);
    let (install, remove) = (next()?, next()?);
    let packages = (install != "-").then(|| Packages {
        install: words(install).map(Ask::read).collect(),
        remove: words(remove).map(Ask::read).collect(),
    });
    let needs_root = Fact::read(next()?);
    let facts = |text: &'static str| text.split('|').filter_map(Fact::read).collect();
    let (writes_here, writes_home) = (facts(next()?), facts(next()?));
    let is_dnf = tool == "dnf";
    Some(Program { roles, is_dnf, packages, needs_root, writes_here, writes_home })
}

/// The row of the program of this name.
pub(crate) fn find(name: &str) -> Option<&'static Program> {
    let row = at(&TABLE, name)?;
    row.program.get_or_init(|| read(row.line)).as_ref()
}

/// The words of the package manager of this name, if it is one.
pub(crate) fn packages(name: &str) -> Option<&'static Packages> {
    find(name)?.packages.as_ref()
}

/// The name of a package that is asked for as `word`, without a version or an architecture: `su-exec==0.2-r0`.
pub(crate) fn package_name(word: &str) -> &str {
    word.split(['=', '~', '<', '>', ':']).next().unwrap_or(word)
}

fn has_role(path: &str, role: &str) -> bool {
    find(base_name(path)).is_some_and(|program| program.roles.contains(&role))
}

/// Whether `path`, with or without directories, is a shell that reads the language of `sh`.
pub(crate) fn is_shell(path: &str) -> bool {
    has_role(path, "shell")
}

/// Whether it is an init: it starts one program and stays in front of it.
pub(crate) fn is_init(path: &str) -> bool {
    has_role(path, "init")
}

/// Whether it starts another program as another user.
pub(crate) fn steps_down(path: &str) -> bool {
    has_role(path, "step-down")
}

/// Whether it steps down, and is installed in images for nothing else.
pub(crate) fn is_made_for_images(path: &str) -> bool {
    has_role(path, "made-for-images")
}

/// Whether it runs a program as root for an ordinary user.
pub(crate) fn gains_root(path: &str) -> bool {
    has_role(path, "gains-root")
}

/// Whether it is a daemon that starts as root.
pub(crate) fn is_root_daemon(path: &str) -> bool {
    has_role(path, "root-daemon")
}

/// What root's run of a program that is not simulated may mean for accounts and owners.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Nothing: it looks, prints, compiles or unpacks.
    Reads,
    /// Nothing in any case known, though it runs code that dependencies of a project bring.
    Project,
    /// Whatever a file of the project says.
    Recipes,
    /// Nobody knows.
    Unknown,
}

/// What the program of this name may do. `python3.12` and `pip3.12` are what they are without their version.
pub(crate) fn reach(name: &str) -> Reach {
    let plain = name.trim_end_matches(|char: char| char.is_ascii_digit() || char == '.');
    let reach = |name: &str| match at(&GROUPED, name)?.chars().next()? {
        'r' => Some(Reach::Reads),
        'p' => Some(Reach::Project),
        'm' => Some(Reach::Recipes),
        _ => None,
    };
    reach(name).or_else(|| reach(plain)).unwrap_or(Reach::Unknown)
}

/// Whether all that the program of this name does is simulated, or changes nothing: it brings no new program.
pub(crate) fn brings_nothing(name: &str) -> bool {
    at(&GROUPED, name).is_some_and(|groups| groups.contains('n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        for (name, _) in TABLE.iter() {
            assert!(find(name).is_some(), "{name}");
        }
        assert!(TABLE.is_sorted_by_key(|(name, _)| *name) && GROUPED.is_sorted());
        assert!(brings_nothing("chown") && brings_nothing("["));
        assert!(!brings_nothing("make") && !brings_nothing("tar"));
        assert!(find("apt-get").is_some_and(|row| row.needs_root.is_some()));
        assert_eq!(find("composer").map(|row| row.writes_here.len()), Some(2));
    }

    #[test]
    fn roles_stand_once() {
        for shell in ["/bin/sh", "bash", "ash", "dash", "busybox"] {
            assert!(is_shell(shell), "{shell}");
        }
        assert!(is_init("/usr/bin/tini") && steps_down("gosu") && steps_down("su"));
        assert!(!is_made_for_images("su") && is_root_daemon("/usr/sbin/sshd"));
        assert!(gains_root("sudo") && !gains_root("gosu"));
    }

    #[test]
    fn what_a_program_may_do_is_told_by_its_name() {
        for (name, expected) in [
            ("awk", Reach::Reads),
            ("npm", Reach::Project),
            ("pip3.12", Reach::Project),
            ("make", Reach::Recipes),
            ("python3.12", Reach::Unknown),
            ("wk", Reach::Unknown),
            ("", Reach::Unknown),
            ("3", Reach::Unknown),
        ] {
            assert_eq!(reach(name), expected, "{name}");
        }
    }

    fn read(line: &str) -> Invocation {
        let span = dockerfile::Span::default();
        let words = line.split(' ').map(|word| shell::Argument::known(word, span)).collect();
        Invocation::read(words, span, shell::Dialect::default())
    }

    #[test]
    fn what_is_written_elsewhere_is_not_written_here() {
        let here = |line: &str| {
            let call = read(line);
            let facts = &find(&call.program).unwrap().writes_here;
            let fact = facts.iter().find(|fact| fact.holds(&call, |_| false));
            fact.map(|fact| fact.certain)
        };
        for line in [
            "npm ci",
            "yarn",
            "yarn --frozen-lockfile",
            "pnpm i --prod",
            "cargo build --release",
            "mvn -B package",
            "dotnet publish -c Release -o /out",
            "curl -fsSLO https://example.org/x",
            "wget -q https://example.org/x",
        ] {
            assert_eq!(here(line), Some(true), "{line}");
        }
        for line in ["make", "go build ./...", "bundle install"] {
            assert_eq!(here(line), Some(false), "{line}");
        }
        for line in [
            "npm ci --prefix /opt/app",
            "npm install --prefix=/opt/app",
            "npm install -g npm",
            "yarn --cwd /opt install",
            "yarn global add x",
            "yarn run build",
            "cargo build --target-dir=/tmp/t",
            "make -C /src",
            "make -C/src all",
            "mvn -f /src/pom.xml package",
            "mvn dependency:go-offline",
            "gradle -p /src build",
            "go build -C /src",
            "go version",
            "wget -P /tmp https://example.org/x",
            "wget -qO- https://example.org/x",
            "cargo --version",
        ] {
            assert_eq!(here(line), None, "{line}");
        }
    }

    #[test]
    fn what_needs_root_is_told_from_what_does_not() {
        let needs_root = |line: &str| {
            let call = read(line);
            let fact = find(&call.program).and_then(|row| row.needs_root.as_ref()).unwrap();
            fact.holds(&call, |name| name == "GEM_HOME").then_some(fact.certain)
        };
        for line in [
            "apt-get -qq -y install curl",
            "dpkg -i x.deb",
            "apk add --no-cache curl",
            "pacman -Syu git",
            "rpm -ivh x.rpm",
            "useradd app",
            "mount /dev/x /y",
            "pecl install redis",
        ] {
            assert_eq!(needs_root(line), Some(true), "{line}");
        }
        assert_eq!(needs_root("npm install -g npm"), Some(false));
        assert_eq!(needs_root("npm install --location=global npm"), Some(false));
        assert_eq!(needs_root("yarn global add x"), Some(false));
        for line in [
            "apt-get --dry-run install curl",
            "apt-get --version",
            "dpkg -l",
            "pacman -Ss git",
            "rpm -qi bash",
            "mount",
            "npm install",
            "gem install rails -v 5.2",
            "ldconfig -p",
        ] {
            assert_eq!(needs_root(line), None, "{line}");
        }
    }
}
