//! What programs need while they run, from the programs of `data/services.toml`.

use super::Family;
use super::service::PROGRAMS;
use std::sync::LazyLock;

/// What a program needs while it runs. Where it was read stands in the data alone: nothing shows it.
#[derive(Debug, PartialEq, Eq)]
pub struct Running {
    /// Base names of its executables; a `#` stands for a version.
    pub names: Vec<&'static str>,
    /// What it is for.
    pub kind: Kind,
    /// What it is for when it is started without arguments, where that differs.
    pub bare: Option<Kind>,
    /// Whether it has to start as root.
    pub root: NeedsRoot,
    /// Why, as a clause that follows the program's name; empty for [`NeedsRoot::No`].
    pub why: &'static str,
    /// What has to be set so that it works as an ordinary user.
    pub instead: Option<&'static str>,
    /// Ports that it listens on unless told otherwise: `80/tcp`.
    pub ports: Vec<&'static str>,
    /// Names of packages that install it, as [`installed_by`] takes them; a `#` stands for a version.
    pub packages: Vec<&'static str>,
    /// Whether it needs a HOME that it can write.
    pub home: bool,
    /// What it reads and writes as packages of distributions set it up.
    pub packaged: Vec<Packaged>,
}

/// What a program is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It serves until it is stopped.
    Service,
    /// It works through jobs until it is stopped.
    Worker,
    /// It runs a program that is written in its language.
    Interpreter,
    /// It runs commands of a script or of a person.
    Shell,
    /// It waits for a person's input.
    Repl,
    /// It builds other programs.
    Toolchain,
    /// It does one thing and ends.
    Cli,
    /// It runs as the first process, and starts and reaps others.
    Init,
    /// It starts other programs and keeps them running.
    Supervisor,
    /// It works on behalf of another system: it runs its jobs, or reports to it.
    Agent,
}

/// Whether a program has to start as root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NeedsRoot {
    /// It works as an ordinary user.
    No,
    /// It starts as root and drops privileges by itself.
    First,
    /// It depends on its configuration.
    Depends,
    /// It needs root.
    Yes,
}

/// A program as the package of a distribution sets it up.
#[derive(Debug, PartialEq, Eq)]
pub struct Packaged {
    /// Distributions whose package it is.
    pub families: Vec<Family>,
    /// The account that the package makes, or uses, for the program.
    pub account: Option<&'static str>,
    /// Directories that it writes, and that may be empty when it starts.
    pub scratch: Vec<&'static str>,
    /// Directories that it writes, and whose contents have to stay.
    pub data: Vec<&'static str>,
    /// Paths that it reads, and that only root and the package's account may read.
    pub reads: Vec<&'static str>,
    /// Where this was read.
    pub source: &'static str,
}

static ROWS: LazyLock<Vec<Running>> = LazyLock::new(|| {
    let mut rows: Vec<Running> = Vec::new();
    for line in PROGRAMS.lines() {
        match (line.strip_prefix('\t'), rows.last_mut()) {
            (Some(line), Some(row)) => row.packaged.extend(Packaged::read(line)),
            _ => rows.extend(Running::read(line)),
        }
    }
    rows
});

/// What is known of the program with this base name, whichever version it names (`python3.12`). A Dockerfile may put
/// another program of that name into the image.
pub fn running(name: &str) -> Option<&'static Running> {
    find(name, |row| &row.names)
}

/// The program that `package` installs, whichever version it names (`php8.2-fpm`). Without a prefix, it is a package of
/// a distribution; those of languages are `pip:celery`, `npm:pm2`, `gem:puma`.
pub fn installed_by(package: &str) -> Option<&'static Running> {
    find(package, |row| &row.packages)
}

/// The program `name` as the package of `family` sets it up.
pub fn packaged(name: &str, family: Family) -> Option<&'static Packaged> {
    running(name)?.packaged.iter().find(|package| package.families.contains(&family))
}

/// The row that has the very name in its list, or else one that has it with a version.
fn find(name: &str, list: fn(&Running) -> &[&'static str]) -> Option<&'static Running> {
    let rows = || ROWS.iter();
    rows()
        .find(|row| list(row).contains(&name))
        .or_else(|| rows().find(|row| list(row).iter().any(|pattern| has_version(name, pattern))))
}

/// Whether `name` is `pattern` with a number, or several with dots between them, for its `#`.
fn has_version(name: &str, pattern: &str) -> bool {
    let Some((before, after)) = pattern.split_once('#') else { return false };
    let version = name.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
    version.is_some_and(|version| {
        let number =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        version.split('.').all(number)
    })
}

impl Running {
    fn read(line: &'static str) -> Option<Self> {
        let mut fields = line.split('\t');
        let mut next = || fields.next();
        let row = Running {
            names: list(next()?),
            kind: Kind::read(next()?)?,
            bare: Kind::read(next()?),
            root: NeedsRoot::read(next()?)?,
            why: next()?,
            instead: Some(next()?).filter(|text| !text.is_empty()),
            ports: list(next()?),
            packages: list(next()?),
            home: !next()?.is_empty(),
            packaged: Vec::new(),
        };
        Some(row)
    }
}

impl Packaged {
    fn read(line: &'static str) -> Option<Self> {
        let mut fields = line.split('\t');
        let mut next = || fields.next();
        Some(Packaged {
            families: list(next()?).into_iter().filter_map(Family::parse).collect(),
            account: Some(next()?).filter(|name| !name.is_empty()),
            scratch: list(next()?),
            data: list(next()?),
            reads: list(next()?),
            source: next()?,
        })
    }
}

impl Kind {
    fn read(text: &str) -> Option<Self> {
        Some(match text {
            "service" => Kind::Service,
            "worker" => Kind::Worker,
            "interpreter" => Kind::Interpreter,
            "shell" => Kind::Shell,
            "repl" => Kind::Repl,
            "toolchain" => Kind::Toolchain,
            "cli" => Kind::Cli,
            "init" => Kind::Init,
            "supervisor" => Kind::Supervisor,
            "agent" => Kind::Agent,
            _ => return None,
        })
    }
}

impl NeedsRoot {
    fn read(text: &str) -> Option<Self> {
        Some(match text {
            "no" => NeedsRoot::No,
            "first" => NeedsRoot::First,
            "depends" => NeedsRoot::Depends,
            "yes" => NeedsRoot::Yes,
            _ => return None,
        })
    }
}

fn list(text: &'static str) -> Vec<&'static str> {
    text.split(',').filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read() {
        let programs = PROGRAMS.lines().filter(|line| !line.starts_with('\t'));
        let packages = PROGRAMS.lines().filter(|line| line.starts_with('\t'));
        assert_eq!(ROWS.len(), programs.count());
        let read: usize = ROWS.iter().map(|row| row.packaged.len()).sum();
        assert_eq!(read, packages.count());
        for row in ROWS.iter() {
            assert_eq!(row.why.is_empty(), row.root == NeedsRoot::No, "{:?}", row.names);
            for package in &row.packaged {
                assert!(!package.families.is_empty(), "{:?}", row.names);
            }
        }
    }

    /// Each name leads to its own row, also with a version in it.
    #[test]
    fn names_are_unique() {
        for row in ROWS.iter() {
            for (names, find) in [
                (&row.names, running as fn(&str) -> Option<&'static Running>),
                (&row.packages, installed_by),
            ] {
                for name in names {
                    let found = find(&name.replace('#', "12.3"));
                    assert!(found.is_some_and(|found| std::ptr::eq(found, row)), "{name}");
                }
            }
        }
    }

    #[test]
    fn programs_are_found_by_name() {
        let nginx = running("nginx").expect("a row");
        assert_eq!((nginx.kind, nginx.root), (Kind::Service, NeedsRoot::First));
        assert_eq!(nginx.ports, ["80/tcp"]);
        let python = running("python3.12").expect("a row");
        assert_eq!((python.kind, python.bare), (Kind::Interpreter, Some(Kind::Repl)));
        let cron = running("crond").expect("a row");
        assert_eq!(cron.root, NeedsRoot::Yes);
        assert!(
            cron.why.contains("crontab")
                && cron.instead.is_some_and(|text| text.contains("supercronic"))
        );
        assert!(running("ansible-playbook").is_some_and(|row| row.home));
        assert_eq!(running("irb").map(|row| row.kind), Some(Kind::Repl));
        assert_eq!(running("python3-config"), None);
        assert_eq!(running("python3."), None);
        assert_eq!(running("/usr/sbin/nginx"), None);
    }

    #[test]
    fn programs_are_found_by_package() {
        let program = |package| installed_by(package).map(|row| row.names[0]);
        assert_eq!(program("nginx-light"), Some("nginx"));
        assert_eq!(program("php8.2-fpm"), Some("php-fpm"));
        assert_eq!(program("pip:celery"), Some("celery"));
        assert_eq!(program("celery"), None);
        assert_eq!(program("pip:redis"), None);
    }

    #[test]
    fn packages_are_those_of_the_family() {
        let scratch = |name, family| packaged(name, family).map(|row| row.scratch[0]);
        assert_eq!(scratch("nginx", Family::Debian), Some("/run"));
        assert_eq!(scratch("nginx", Family::Alpine), Some("/run/nginx"));
        assert_eq!(scratch("nginx", Family::Rhel), None);
        assert_eq!(scratch("apache2ctl", Family::Ubuntu), Some("/run/apache2"));
        let redis = packaged("redis-server", Family::Debian).expect("a row");
        assert_eq!(redis.account, Some("redis"));
        assert_eq!(redis.data, ["/var/lib/redis"]);
        assert_eq!(redis.reads, ["/etc/redis/redis.conf"]);
    }
}
