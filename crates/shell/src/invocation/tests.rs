//! Command lines in every shape that programs take them in.

use super::{Argument, Dialect, Invocation};
use dockerfile::Span;

/// Reads words with one blank between them; `?` is a word that is not known.
fn read_as(line: &str, dialect: Dialect) -> Invocation {
    let mut at = 0;
    let words = line.split(' ').map(|word| {
        let span = Span::new(at, at + word.len());
        at = span.end + 1;
        Argument { value: (word != "?").then(|| word.to_owned()), span, pattern: false }
    });
    Invocation::read(words.collect(), Span::new(0, line.len()), dialect)
}

fn read(line: &str) -> Invocation {
    read_as(line, Dialect::default())
}

fn value<'a>(invocation: &'a Invocation, name: &str) -> Option<&'a str> {
    invocation.value(name).map(Argument::text)
}

fn operands(line: &str) -> Vec<String> {
    read(line).operand_texts().map(str::to_owned).collect()
}

#[test]
fn one_option_has_many_shapes() {
    for line in [
        "useradd -u 100000 app",
        "useradd -u100000 app",
        "useradd --uid 100000 app",
        "useradd --uid=100000 app",
        "useradd --ui=100000 app",
        "useradd app -u 100000",
        "useradd -mlu100000 app",
        "useradd -mlu 100000 app",
        "/usr/sbin/useradd -u 100000 -- app",
    ] {
        let invocation = read(line);
        assert_eq!(invocation.program, "useradd");
        assert_eq!(value(&invocation, "uid"), Some("100000"), "{line}");
        assert_eq!(invocation.operand(0).map(Argument::text), Some("app"), "{line}");
        assert_eq!(invocation.refused(), None, "{line}");
        let span = invocation.value("uid").unwrap().span;
        assert_eq!(span.of(line), "100000", "{line}");
    }
}

#[test]
fn letters_stand_in_groups() {
    let invocation = read("useradd -ml -u 1 app");
    assert!(invocation.has("create-home") && invocation.has("no-log-init"));
    assert!(!invocation.has("system") && invocation.has_any(&["system", "uid"]));
    let given = invocation.given("no-log-init").unwrap();
    assert_eq!(invocation.span_of(given).of("useradd -ml -u 1 app"), "-ml");
    assert_eq!(value(&read("install -dm755 -o app x"), "mode"), Some("755"));
    assert_eq!(operands("install -D -m 755 a b"), ["a", "b"]);
}

#[test]
fn what_a_program_does_not_take_is_noted() {
    let refused = |line: &str| read(line).refused().map(|word| word.text().to_owned());
    assert_eq!(refused("useradd --bogus app").as_deref(), Some("--bogus"));
    assert_eq!(refused("useradd -mq app").as_deref(), Some("-mq"));
    assert_eq!(refused("useradd --no app").as_deref(), Some("--no"), "ambiguous");
    assert_eq!(refused("useradd app -u").as_deref(), Some("-u"), "no value");
    assert_eq!(refused("useradd --system=yes app").as_deref(), Some("--system=yes"));
    assert_eq!(refused("useradd -r app"), None);
    // Others read on.
    let invocation = read("frobnicate -x --deep=1 file");
    assert_eq!(invocation.options().len(), 2);
    assert!(invocation.options().iter().all(|given| given.name.is_none()));
    assert_eq!(operands("frobnicate -x --deep=1 file"), ["file"]);
}

#[test]
fn implementations_differ() {
    let debian = read_as("adduser -disabled-pass --GECOS x --uid=7 app", Dialect::Debian);
    assert!(debian.has("disabled-password") && debian.refused().is_none());
    assert_eq!((value(&debian, "gecos"), value(&debian, "uid")), (Some("x"), Some("7")));
    let busybox = read_as("adduser -DSHh /srv app", Dialect::BusyBox);
    assert!(busybox.has("disabled-password") && busybox.has("system"));
    assert_eq!(value(&busybox, "home"), Some("/srv"));
    let help = busybox.read_again(Dialect::Debian);
    assert!(help.refused().is_some(), "Debian's takes no letters in groups");
    assert_eq!(value(&read("adduser -g users app"), "gid"), Some("users"), "a link to useradd");
}

#[test]
fn the_first_operand_may_start_another_program() {
    let rest = |line: &str, index: usize| {
        let invocation = read(line);
        let words = invocation.from_operand(index).iter().map(|word| word.text().to_owned());
        words.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(rest("env -i -u HOME A=b useradd -m app", 0), "A=b useradd -m app");
    assert_eq!(rest("sudo -Eu app -- chown -R app x", 0), "chown -R app x");
    assert_eq!(rest("timeout -k 5 10 curl -O x", 1), "curl -O x");
    assert_eq!(rest("nice -n 5 make -j 4", 0), "make -j 4");
    assert_eq!(rest("xargs -0 -I {} rm -f {}", 0), "rm -f {}");
    assert_eq!(rest("gosu app:app server --port 1", 1), "server --port 1");
    assert_eq!(
        value(&read("setpriv --reuid=app --clear-groups server --reuid x"), "reuid"),
        Some("app")
    );
    let shell = read("bash -o pipefail -ec ls -l");
    assert!(shell.has("c") && shell.has("e"));
    assert_eq!(shell.operand(0).map(Argument::text), Some("ls"));
}

#[test]
fn some_programs_have_a_way_of_their_own() {
    assert_eq!(operands("chmod -x run.sh"), ["-x", "run.sh"]);
    assert_eq!(operands("chmod -R g=u -w"), ["g=u"]);
    assert!(read("chmod -Rf 755 a").has("recursive"));
    let tar = read("tar xzf a.tgz -C /opt");
    assert!(tar.has("extract") && tar.refused().is_none());
    assert_eq!((value(&tar, "file"), value(&tar, "directory")), (Some("a.tgz"), Some("/opt")));
    assert_eq!(value(&read("tar -xzC /opt -f a.tgz"), "directory"), Some("/opt"));
    let find = read("find /a /b -name x -exec chown app {} +");
    let roots: Vec<&str> = find.leading_operands().iter().map(|arg| arg.text()).collect();
    assert_eq!(roots, ["/a", "/b"]);
    let exec = find.given("exec").unwrap();
    assert_eq!(find.after(exec)[0].text(), "chown");
    assert_eq!(value(&read("go build -ldflags=-s -o=/x ./cmd"), "o"), Some("/x"));
    assert_eq!(operands("[ -n x ]"), ["-n", "x", "]"]);
    assert!(read("sed -ri.bak s/a/b/ f").has("in-place"));
    assert_eq!(operands("sed -i s/a/b/ f"), ["s/a/b/", "f"]);
}

#[test]
fn a_word_that_is_not_known_is_an_operand() {
    let invocation = read("useradd -u ? ?");
    assert_eq!(invocation.value("uid").map(|arg| arg.value.clone()), Some(None));
    assert_eq!(invocation.operands().len(), 1);
    assert_eq!(invocation.operand_texts().count(), 0);
}

#[test]
fn names_stand_in_lists_too() {
    assert!(read("usermod -aG docker,sudo app").names("sudo"));
    assert!(read("adduser app sudo").names("sudo"));
    assert!(!read("usermod -aG dockers app").names("docker"));
}

#[test]
fn outputs_are_read_in_every_shape() {
    let to = |line: &str| {
        let call = read(line);
        let given =
            ["output", "output-document", "o"].into_iter().find_map(|name| call.value(name));
        given.map(|arg| arg.text().to_owned())
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
    assert_eq!(to("wget -qO- url").as_deref(), Some("-"));
    for line in ["curl url", "go build ."] {
        assert_eq!(to(line), None, "{line}");
    }
}
