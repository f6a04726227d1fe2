//! Programs that write into the directory they run in, unless they are told to write elsewhere.

use super::arg::Arg;
use super::getopt;
use super::world::World;

/// Whether a program writes into the directory it runs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Here {
    /// It does.
    Surely,
    /// It does, unless the project has it otherwise.
    Perhaps,
    /// It does not.
    No,
}

/// A program that writes there.
struct Row {
    program: &'static str,
    /// Arguments that make it write; empty for any.
    verbs: &'static [&'static str],
    writes: Here,
    /// Options that send what it writes elsewhere, or have it write nothing.
    elsewhere: &'static [&'static str],
    /// Variables that do so too.
    variables: &'static [&'static str],
}

const ROWS: &[Row] = &[
    Row {
        program: "npm",
        verbs: &["ci", "install", "i", "add", "update", "dedupe"],
        writes: Here::Surely,
        elsewhere: &["-g", "--global", "--location", "--prefix", "-C", "--dry-run"],
        variables: &["NPM_CONFIG_PREFIX"],
    },
    Row {
        program: "yarn",
        verbs: &["install", "add"],
        writes: Here::Surely,
        elsewhere: &["global", "--cwd", "--modules-folder"],
        variables: &[],
    },
    Row {
        program: "pnpm",
        verbs: &["install", "i", "add"],
        writes: Here::Surely,
        elsewhere: &["-g", "--global", "-C", "--dir", "--prefix", "--modules-dir"],
        variables: &[],
    },
    Row {
        program: "bun",
        verbs: &["install", "i", "add"],
        writes: Here::Surely,
        elsewhere: &["-g", "--global", "--cwd"],
        variables: &[],
    },
    // Gems go where GEM_HOME says; a lock file that fits is left alone.
    Row {
        program: "bundle",
        verbs: &["install"],
        writes: Here::Perhaps,
        elsewhere: &[],
        variables: &[],
    },
    Row {
        program: "composer",
        verbs: &["install", "update", "require"],
        writes: Here::Surely,
        elsewhere: &["global", "-d", "--working-dir", "--dry-run"],
        variables: &["COMPOSER_VENDOR_DIR"],
    },
    Row {
        program: "composer",
        verbs: &["create-project"],
        writes: Here::Perhaps,
        elsewhere: &["-d", "--working-dir"],
        variables: &[],
    },
    Row {
        program: "cargo",
        verbs: &["build"],
        writes: Here::Surely,
        elsewhere: &["--target-dir", "--manifest-path", "-C"],
        variables: &["CARGO_TARGET_DIR", "CARGO_BUILD_TARGET_DIR"],
    },
    // Only where there is no lock file yet.
    Row {
        program: "cargo",
        verbs: &["fetch"],
        writes: Here::Perhaps,
        elsewhere: &["--manifest-path", "--locked", "-C"],
        variables: &[],
    },
    // What is made is the recipe's business.
    Row {
        program: "make",
        verbs: &[],
        writes: Here::Perhaps,
        elsewhere: &["-C", "--directory", "-n", "--dry-run"],
        variables: &[],
    },
    Row {
        program: "gmake",
        verbs: &[],
        writes: Here::Perhaps,
        elsewhere: &["-C", "--directory", "-n", "--dry-run"],
        variables: &[],
    },
    Row {
        program: "mvn",
        verbs: &["compile", "test", "package", "verify", "install", "deploy"],
        writes: Here::Surely,
        elsewhere: &["-f", "--file"],
        variables: &[],
    },
    Row {
        program: "gradle",
        verbs: &["build", "assemble", "jar", "bootJar", "installDist", "shadowJar", "war", "test"],
        writes: Here::Surely,
        elsewhere: &["-p", "--project-dir", "--project-cache-dir"],
        variables: &[],
    },
    // The executable, if it is one: other packages are built and thrown away. `-o` is a matter of
    // its own.
    Row {
        program: "go",
        verbs: &["build"],
        writes: Here::Perhaps,
        elsewhere: &["-C", "-n"],
        variables: &[],
    },
    // `obj`, wherever `-o` sends the rest.
    Row {
        program: "dotnet",
        verbs: &["restore", "build", "publish"],
        writes: Here::Surely,
        elsewhere: &["--artifacts-path"],
        variables: &[],
    },
    Row {
        program: "curl",
        verbs: &["-O", "-LO", "-sLO", "-sSLO", "-fsSLO", "-fLO", "--remote-name"],
        writes: Here::Surely,
        elsewhere: &["--output-dir"],
        variables: &[],
    },
    Row {
        program: "wget",
        verbs: &[],
        writes: Here::Surely,
        elsewhere: &["-", "-P", "--directory-prefix", "--spider", "-V"],
        variables: &[],
    },
];

/// Whether `program` with these arguments writes into the directory it runs in.
pub(super) fn writes(program: &str, rest: &[Arg], world: &World) -> Here {
    let is_one = |arg: &Arg, names: &[&str]| names.contains(&arg.text());
    let asked = |row: &&Row| {
        row.program == program
            && (row.verbs.is_empty() || rest.iter().any(|arg| is_one(arg, row.verbs)))
    };
    // `yarn` alone installs.
    let bare = program == "yarn" && rest.iter().all(|arg| arg.text().starts_with('-'));
    let row = ROWS.iter().find(|row| asked(row) || (bare && row.program == program));
    let Some(row) = row else { return Here::No };
    let shows_only = rest.iter().any(|arg| is_one(arg, &["--help", "--version"]));
    let moved = rest.iter().any(|arg| row.elsewhere.iter().any(|name| names(arg.text(), name)))
        || world.variables.iter().any(|(name, _)| row.variables.contains(&name));
    match program {
        _ if moved || shows_only => Here::No,
        "dotnet" if names_project(rest) => Here::Perhaps,
        _ => row.writes,
    }
}

/// Whether `text` is the option `name`, alone or with its value attached.
fn names(text: &str, name: &str) -> bool {
    let Some(rest) = text.strip_prefix(name) else { return false };
    let short = name.len() == 2 && name.starts_with('-');
    rest.is_empty() || rest.starts_with('=') || (short && name != "-n" && !name.starts_with("--"))
}

/// `dotnet publish src/App -c Release`: the project's own directory is written to.
fn names_project(rest: &[Arg]) -> bool {
    let long = ["configuration", "output", "runtime", "framework", "verbosity", "source", "arch"];
    getopt::parse(rest, "cofrvap", &long).operands.len() > 1
}

/// The file or directory that an option has the program write to instead.
pub(super) fn output(program: &str, rest: &[Arg]) -> Option<Arg> {
    let named = match program {
        "curl" => {
            let parsed = getopt::parse(rest, "oHdXuAebTFmxyzCcEKQrtUw", &["output"]);
            parsed.value(&["o", "output"]).cloned()
        }
        "wget" => {
            let parsed = getopt::parse(rest, "OPoaitTwQeUABDRIXl", &["output-document"]);
            parsed.value(&["O", "output-document"]).cloned()
        }
        // Go's options are long ones with one dash.
        "go" if rest.iter().any(|arg| arg.text() == "build") => {
            let attached = rest.iter().find_map(|arg| {
                let (name, value) = arg.text().split_once('=')?;
                matches!(name, "-o" | "--o").then(|| Arg::known(value, arg.span))
            });
            let at = rest.iter().position(|arg| matches!(arg.text(), "-o" | "--o"));
            attached.or_else(|| rest.get(at? + 1).cloned())
        }
        _ => None,
    };
    named.filter(|arg| arg.text() != "-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Builder, Environment};
    use dockerfile::Span;
    use std::sync::Arc;

    fn args(line: &str) -> Vec<Arg> {
        line.split(' ').skip(1).map(|word| Arg::known(word, Span::at(0))).collect()
    }

    fn here(line: &str) -> Here {
        let program = line.split(' ').next().unwrap_or_default();
        let world = World {
            accounts: Arc::default(),
            files: Arc::default(),
            tools: crate::model::Tools::default(),
            variables: Arc::new(Environment::new(None, Builder::BuildKit)),
            cwd: crate::model::Value::Known("/".into(), crate::model::Cause::Default),
            umask: 0o022,
            sets_uid: None,
            errexit: false,
            halted: false,
        };
        writes(program, &args(line), &world)
    }

    #[test]
    fn what_is_written_elsewhere_is_not_written_here() {
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
            assert_eq!(here(line), Here::Surely, "{line}");
        }
        for line in
            ["make", "go build ./...", "bundle install", "dotnet publish src/App -c Release"]
        {
            assert_eq!(here(line), Here::Perhaps, "{line}");
        }
        for line in [
            "npm ci --prefix /opt/app",
            "npm install --prefix=/opt/app",
            "npm install -g npm",
            "yarn --cwd /opt install",
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
            "cargo --version",
        ] {
            assert_eq!(here(line), Here::No, "{line}");
        }
    }

    #[test]
    fn outputs_are_read_in_every_shape() {
        let to = |line: &str| {
            let program = line.split(' ').next().unwrap_or_default();
            output(program, &args(line)).map(|arg| arg.text().to_owned())
        };
        for line in [
            "curl -fsSLo /tmp/x url",
            "curl --output /tmp/x url",
            "curl -o/tmp/x url",
            "wget -qO /tmp/x url",
            "wget -O/tmp/x url",
            "wget --output-document=/tmp/x url",
            "go build -o /tmp/x .",
            "go build -ldflags=-s -o=/tmp/x ./cmd",
        ] {
            assert_eq!(to(line).as_deref(), Some("/tmp/x"), "{line}");
        }
        for line in ["curl url", "wget -qO- url", "wget -O - url", "go build .", "go test -o x"] {
            assert_eq!(to(line), None, "{line}");
        }
    }
}
