//! Each kind of goal, met, missed and not to be told, with the reasons as the reader gets them.

use crate::{Kind, Reached, goal_of};
use unroot::analyze;
use unroot::model::Assumptions;

/// A goal as `goals.toml` has it, a text, and what becomes of it: `met`, or the reason after `missed: `
/// or `unknown: `.
fn check(goal: &str, text: &str, expected: &str) {
    let goal = goal_of(&format!("says = \"x\"\n{goal}")).expect(goal);
    let analysis = analyze(text, &Assumptions::default());
    let reached = match goal.check(&analysis) {
        Reached::Met => "met".to_owned(),
        Reached::Missed(why) => format!("missed: {why}"),
        Reached::Unknown(why) => format!("unknown: {why}"),
    };
    assert_eq!(reached, expected, "{goal:?} on\n{text}");
}

const APP: &str = "FROM debian:12\nRUN groupadd -g 1200 app && useradd -l -u 1200 -g 1200 app\n";

fn app(lines: &str) -> String {
    format!("{APP}{lines}\n")
}

#[test]
fn builds() {
    let goal = "is = \"builds\"";
    check(goal, "FROM debian:12\n", "met");
    check(goal, "", "missed: There is no FROM, so there is no image.");
    check(
        goal,
        "FROM scratch\nCOPY a.txt /\nRUN useradd app\n",
        "missed: Line 3 needs a shell, and this image has none.",
    );
    check(
        goal,
        "FROM debian:12\nUSER 1200\nRUN apt-get update\n",
        "missed: Line 3 needs root for `apt-get`, but runs as `1200`.",
    );
    check(goal, "FROM debian:12\nUSR 1200\n", "missed: Docker can't read line 2.");
    check(goal, "ARG X\nFROM $X\n", "unknown: Whether it builds can't be told.");
}

#[test]
fn root_or_not() {
    let (root, other) = ("is = \"starts-as-root\"", "is = \"starts-as-non-root\"");
    let (starts, unknown) = (app(""), "FROM example.org/nobody/knows\n");
    check(root, &starts, "met");
    check(other, &starts, "missed: Starts as root, UID 0.");
    check(other, &app("USER app"), "met");
    check(root, &app("USER app"), "missed: Starts as app, UID 1200.");
    check(other, &app("USER ap"), "missed: Can't start: no user `ap`.");
    let told = "unknown: Nobody here knows the image `example.org/nobody/knows`.";
    check(root, unknown, told);
    check(other, unknown, told);
    check(root, "FROM debian:12\nRUN nonsense\nUSR x", "missed: This image does not build.");
}

#[test]
fn numbers_and_names() {
    check("is = \"uid\"\nnumber = 1200", &app("USER app"), "met");
    check("is = \"uid\"\nnumber = 0", &app(""), "met");
    check("is = \"uid\"\nnumber = 1201", &app("USER app"), "missed: Starts as app, UID 1200.");
    check("is = \"gid\"\nnumber = 1200", &app("USER app"), "met");
    check("is = \"gid\"\nnumber = 0", &app("USER app"), "missed: Starts with GID 1200.");
    check("is = \"gid\"\nnumber = 0", &app("USER 7000"), "met");
    check("is = \"user\"\nname = \"app\"", &app("USER 1200"), "met");
    check("is = \"user\"\nname = \"app\"", &app(""), "missed: Starts as root, UID 0.");
    let nobody = "FROM debian:12\nUSER app\n";
    check("is = \"user\"\nname = \"app\"", nobody, "missed: Can't start: no user `app`.");
    check("is = \"uid\"\nnumber = 1", nobody, "missed: Can't start: no user `app`.");
    check(
        "is = \"uid\"\nnumber = 1",
        "FROM debian:12\nARG ID\nUSER $ID\n",
        "unknown: The value of `ID` comes from outside the Dockerfile.",
    );
}

#[test]
fn stepping_down() {
    let goal = "is = \"drops-to\"\nuser = \"app\"";
    check(goal, &app("ENTRYPOINT [\"gosu\", \"app\", \"./run\"]"), "met");
    check(goal, &app("CMD [\"./run\"]"), "missed: Starts as root, UID 0, and nothing steps down.");
    check(goal, &app("USER app"), "missed: Starts as app, UID 1200.");
    check(
        goal,
        &app("ENTRYPOINT [\"gosu\", \"daemon\", \"./run\"]"),
        "missed: It steps down to `daemon`.",
    );
    check(
        goal,
        "FROM debian:12\nENTRYPOINT [\"gosu\", \"app\", \"./run\"]\n",
        "missed: No user is called `app` in this image.",
    );
}

#[test]
fn rights_of_the_running_user() {
    let can = |kind: &str, path: &str, text: &str, expected: &str| {
        check(&format!("is = \"{kind}\"\npath = \"{path}\""), text, expected);
    };
    let text =
        app("WORKDIR /srv/app\nRUN mkdir /data && chown app /data && chmod 700 /data\nUSER app");
    can("writable", "/data", &text, "met");
    can("not-writable", "/data", &text, "missed: `app` can write `/data`.");
    can("not-writable", "/srv/app", &text, "met");
    can(
        "writable",
        "/srv/app",
        &text,
        "missed: `/srv/app` belongs to root, mode 0755: `app` can't write it.",
    );
    can("readable", "/srv/app", &text, "met");
    can("not-readable", "/srv/app", &text, "missed: `app` can read `/srv/app`.");
    can(
        "readable",
        "/data",
        &text.replace("USER app", "USER 70"),
        "missed: `/data` belongs to `app`, mode 0700: UID 70 can't read it.",
    );
    can("not-writable", "/srv/app", &app("WORKDIR /srv/app"), "missed: Root can write everything.");
    can("writable", "/nothing", &text, "missed: `/nothing` does not exist.");
    can("not-writable", "/nothing", &text, "missed: `/nothing` does not exist.");
    can(
        "readable",
        "/srv/app/x",
        &app("COPY . /srv/app\nUSER app"),
        "unknown: Whether `/srv/app/x` exists can't be told.",
    );
    let behind = app("RUN mkdir -m 700 /a && mkdir -m 777 /a/b\nUSER app");
    can("writable", "/a/b", &behind, "missed: `app` can't pass through `/a`.");
    can(
        "writable",
        "/data",
        &app("RUN mkdir /data\nUSER ap"),
        "missed: Can't start: no user `ap`.",
    );
}

/// Whoever steps down from root is not root any more when the program runs.
#[test]
fn the_running_user_is_who_the_start_command_steps_down_to() {
    let goal = "is = \"not-writable\"\npath = \"/srv\"";
    check(goal, &app("ENTRYPOINT [\"gosu\", \"app\", \"./run\"]"), "met");
    let text = app("RUN mkdir -m 775 /data\nENTRYPOINT [\"setpriv\", \"--reuid=app\", \"./run\"]");
    let goal = "is = \"writable\"\npath = \"/data\"";
    check(goal, &text, "unknown: Whether `app` can write `/data` can't be told.");
    // With the group said, and root's other groups gone.
    let text = |options: &str| {
        let start = format!("ENTRYPOINT exec setpriv --reuid=app {options} ./run");
        app(&format!("RUN mkdir -m 770 /data && chgrp app /data\n{start}"))
    };
    check(goal, &text("--regid=app --clear-groups"), "met");
    check(goal, &text("--regid app --init-groups"), "met");
    check(
        goal,
        &text("--regid=100 --clear-groups"),
        "missed: `/data` belongs to root, mode 0770: `app` can't write it.",
    );
    check(goal, &text("--regid=app"), "unknown: Whether `app` can write `/data` can't be told.");
}

#[test]
fn owners_and_modes() {
    let owner = |keys: &str, text: &str, expected: &str| {
        check(&format!("is = \"owner\"\npath = \"/srv/x.sh\"\n{keys}"), text, expected);
    };
    let text = app("COPY --chown=app:root --chmod=640 x.sh /srv/");
    owner("user = \"app\"", &text, "met");
    owner("user = 1200\ngroup = \"root\"", &text, "met");
    owner("user = \"root\"", &text, "missed: `/srv/x.sh` belongs to `app`.");
    owner("user = \"app\"\ngroup = \"app\"", &text, "missed: The group of `/srv/x.sh` is root.");
    owner("user = \"web\"", &text, "missed: No user is called `web` in this image.");
    owner(
        "user = 7\ngroup = 8",
        &app("COPY --chown=7:90 x.sh /srv/"),
        "missed: The group of `/srv/x.sh` is GID 90.",
    );
    owner("user = 0", &app("COPY --chown=70 x.sh /srv/"), "missed: `/srv/x.sh` belongs to UID 70.");
    owner("user = 0", APP, "missed: `/srv/x.sh` does not exist.");
    owner(
        "user = 0",
        &app("ARG ID\nCOPY --chown=$ID x.sh /srv/"),
        "unknown: Who owns `/srv/x.sh` can't be told: the value of `ID` comes from outside the Dockerfile (line 4).",
    );
    // A compiler's file is its user's, a copied one beside it root's.
    let built = |run: &str| {
        app(&format!(
            "WORKDIR /src\nENV GOCACHE=/tmp\nCOPY *.go ./\nRUN chown app .\nUSER app\nRUN {run}\nFROM debian:13\n\
             COPY --from=0 /src/x /srv/x.sh"
        ))
    };
    owner(
        "user = \"root\"",
        &built("go build -o x ."),
        "unknown: Whether `/srv/x.sh` exists can't be told.",
    );
    let mode = |bits: &str, text: &str, expected: &str| {
        check(&format!("is = \"mode\"\npath = \"/srv/x.sh\"\nmode = \"{bits}\""), text, expected);
    };
    mode("0640", &text, "met");
    mode("0644", &text, "missed: `/srv/x.sh` has mode 0640.");
    mode(
        "0644",
        &app("COPY x.sh /srv/"),
        "unknown: The mode of `/srv/x.sh` can't be told: this brings files that can't be seen from here (line 3).",
    );
}

#[test]
fn findings() {
    let plain = "is = \"no-finding\"\nrule = \"explicit-root\"";
    let ignoring = &format!("{plain}\nignored = true");
    let root = "FROM debian:12\nUSER root\n";
    let silenced =
        "FROM debian:12\n# unroot ignore=explicit-root reason=\"it has to\"\nUSER root\n";
    check(plain, &app("USER app"), "met");
    check(plain, root, "missed: The last `USER` is root, so the container starts as root.");
    check(ignoring, root, "missed: The last `USER` is root, so the container starts as root.");
    check(plain, silenced, "missed: A comment silences the finding, and it still holds.");
    check(ignoring, silenced, "met");
    let none = "is = \"no-warnings\"";
    check(none, &app("USER app"), "met");
    check(none, silenced, "met");
    check(none, root, "missed: The last `USER` is root, so the container starts as root.");
    // An info is no warning; an error comes before a warning.
    check(none, &app("COPY . /srv\nUSER app\nEXPOSE 80"), "met");
}

#[test]
fn who_runs_a_line() {
    let goal =
        |line: &str, user: &str| format!("is = \"runs-as\"\nline = \"{line}\"\nuser = {user}");
    let text = app("RUN apt-get update\nUSER app\nRUN ./build\nCMD [\"./run\"]");
    check(&goal("apt-get update", "\"root\""), &text, "met");
    check(&goal("apt-get update", "0"), &text, "met");
    check(&goal("RUN ./build", "\"app\""), &text, "met");
    check(&goal("RUN ./build", "1200"), &text, "met");
    check(&goal("RUN ./build", "\"root\""), &text, "missed: Line 5 runs as `app`.");
    check(&goal("RUN", "\"root\""), &text, "missed: Line 5 runs as `app`.");
    check(&goal("npm ci", "\"root\""), &text, "missed: No instruction says `npm ci`.");
    check(&goal("CMD", "\"app\""), &app("CMD [\"./run\"]\nUSER app"), "met");
    check(&goal("USER", "\"app\""), &text, "met");
    check(
        &goal("./build", "\"app\""),
        &app("USER ap\nRUN ./build"),
        "missed: Line 4 runs as `ap`, whom nothing creates.",
    );
    check(
        &goal("./build", "\"app\""),
        "FROM example.org/nobody/knows\nRUN ./build\n",
        "unknown: Who runs line 2 can't be told.",
    );
    let renamed = "FROM debian:12\nRUN usermod -l admin root\nRUN id\n";
    check(&goal("usermod", "\"root\""), renamed, "met");
    check(&goal("id", "\"admin\""), renamed, "met");
    check(&goal("usermod", "\"admin\""), renamed, "missed: Line 2 runs as root.");
}

#[test]
fn platforms() {
    let goal = |policy: &str| format!("is = \"admitted\"\npolicy = \"{policy}\"");
    check(&goal("kubernetes-run-as-non-root"), &app("USER 1200"), "met");
    check(
        &goal("kubernetes-run-as-non-root"),
        &app("USER app"),
        "missed: `app` is a name, and the kubelet can only check a number. It starts if the pod says `runAsUser`.",
    );
    check(&goal("pod-security-restricted"), &app("USER 1200"), "met");
    check(&goal("openshift-restricted-v2"), &app("USER 1200"), "met");
    let windows = "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\n";
    check(&goal("pod-security-restricted"), windows, "missed: It has no say in Windows images.");
}

#[test]
fn what_the_text_has() {
    check("is = \"keeps\"\nline = \"COPY . .\"", &app("COPY --chown=app . ."), "met");
    check("is = \"keeps\"\nline = \"COPY . .\"", APP, "missed: No instruction says `COPY . .`.");
    check("is = \"stages\"\nnumber = 2", "FROM a\nFROM b\n", "met");
    check("is = \"stages\"\nnumber = 2", APP, "missed: There is 1 stage.");
    check("is = \"stages\"\nnumber = 3", "FROM a\nFROM b\n", "missed: There are 2 stages.");
    check("is = \"stages\"\nnumber = 1", "", "missed: There is no stage.");
}

/// Without an image nothing is true of it; what the text has, it still has.
#[test]
fn a_goal_about_the_image_needs_one() {
    let stops = app("COPY --chmod=640 x.sh /srv/\nUSER app\nRUN apt-get update");
    let goals = [
        ("is = \"uid\"\nnumber = 1200", false),
        ("is = \"starts-as-non-root\"", false),
        ("is = \"owner\"\npath = \"/srv/x.sh\"\nuser = 0", false),
        ("is = \"mode\"\npath = \"/srv/x.sh\"\nmode = \"0640\"", false),
        ("is = \"admitted\"\npolicy = \"openshift-restricted-v2\"", false),
        ("is = \"keeps\"\nline = \"USER app\"", true),
        ("is = \"stages\"\nnumber = 1", true),
    ];
    for (goal, met) in goals {
        check(goal, &stops, if met { "met" } else { "missed: This image does not build." });
    }
}

#[test]
fn every_kind_has_its_name() {
    for name in Kind::NAMES {
        let keys = "number = 1\nname = \"a\"\npath = \"/a\"\nuser = \"a\"\nline = \"a\"\nmode = \"0700\"\n\
                    rule = \"runs-as-root\"\npolicy = \"openshift-restricted-v2\"";
        // One by one, the keys that this kind does not know are left out.
        let mut lines: Vec<&str> = keys.lines().collect();
        let goal = loop {
            match goal_of(&format!("says = \"x\"\nis = \"{name}\"\n{}", lines.join("\n"))) {
                Ok(goal) => break goal,
                Err(problem) => {
                    let known = lines.len();
                    let named = |line: &&str| {
                        let key = line.split(' ').next().unwrap_or_default();
                        problem.message.contains(&format!("unknown key `{key}`"))
                    };
                    lines.retain(|line| !named(line));
                    assert!(lines.len() < known, "{name}: {problem}");
                }
            }
        };
        assert_eq!(goal.kind.name(), name);
    }
}
