//! Dockerfiles as people write them, made at random from a seed.

use crate::cases::Case;

/// A small generator of numbers (xorshift): the same seed gives the same Dockerfiles for ever.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.roll(from.len())]
    }
}

/// `count` Dockerfiles.
pub fn cases(seed: u64, count: usize) -> Vec<Case> {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    (0..100).for_each(|_| {
        dice.roll(2);
    });
    let case =
        |number| Case { name: format!("{seed}/{number}"), dockerfile: dockerfile(&mut dice) };
    (0..count).map(case).collect()
}

struct Draft {
    text: String,
    debian: bool,
    adduser: bool,
    users: Vec<(String, bool)>,
    root: bool,
    directories: Vec<String>,
    made: usize,
}

fn dockerfile(dice: &mut Dice) -> String {
    let base = dice.pick(&[
        "debian:bookworm-slim",
        "debian:trixie-slim",
        "alpine:3.20",
        "busybox:1.37",
        "debian:bookworm-slim",
    ]);
    let mut draft = Draft {
        text: format!("FROM {base}\n"),
        debian: base.starts_with("debian"),
        adduser: base != "debian:trixie-slim",
        users: Vec::new(),
        root: true,
        directories: vec!["/srv".into(), "/opt".into(), "/tmp".into()],
        made: 0,
    };
    if dice.roll(4) == 0 {
        draft.text = format!("ARG BASE={base}\nFROM $BASE\n");
    }
    if dice.roll(3) == 0 {
        draft.text += "ARG UID=1500\nENV APP_HOME=/srv/home APP_USER=app\n";
    } else {
        draft.text += "ENV UID=1600 APP_HOME=/opt/home APP_USER=app\n";
    }
    for _ in 0..3 + dice.roll(8) {
        step(&mut draft, dice);
    }
    draft.text += "RUN echo \"ID: $(id)\"\n";
    // Older Buildah takes back what later steps do below a volume, newer does not: it comes last.
    if dice.roll(6) == 0 {
        draft.text +=
            &format!("VOLUME {}\n", draft.directories[dice.roll(draft.directories.len())]);
    }
    draft.text += dice.pick(&["CMD [\"sh\"]\n", "ENTRYPOINT [\"/bin/sh\", \"-c\"]\n", ""]);
    draft.text
}

fn step(draft: &mut Draft, dice: &mut Dice) {
    let line = match dice.roll(12) {
        0 | 1 if draft.root => account(draft, dice),
        2 => user(draft, dice),
        3 => workdir(draft, dice),
        4 | 5 => copy(draft, dice),
        6 if draft.root => give(draft, dice),
        7 if draft.root => directory(draft, dice),
        8 => "RUN echo \"ID: $(id)\"".to_owned(),
        9 => write(draft, dice),
        10 if draft.root => mode(draft, dice),
        11 if draft.root => shell(draft, dice),
        _ => "ENV LANG=C".to_owned(),
    };
    draft.text += &line;
    draft.text.push('\n');
}

fn account(draft: &mut Draft, dice: &mut Dice) -> String {
    draft.made += 1;
    let name = match draft.made {
        1 => "app".to_owned(),
        number => format!("{}{number}", dice.pick(&["svc", "web", "job"])),
    };
    let (command, certain) = if draft.debian {
        let forms = [
            format!("useradd {name}"),
            format!("useradd -m {name}"),
            format!("useradd -r {name}"),
            format!("useradd --create-home --uid 1{}0{} {name}", draft.made, dice.roll(9)),
            format!("useradd -m -d /srv/{name} -s /usr/sbin/nologin {name}"),
            format!(
                "groupadd -g 30{}{} g{name} && useradd -g g{name} {name}",
                draft.made,
                dice.roll(9)
            ),
            format!("groupadd -r {name} && useradd -r -g {name} {name}"),
            format!("useradd -M -N {name}"),
            format!("useradd -G users,games {name}"),
        ];
        let adduser = [
            format!("adduser --disabled-password --gecos \"\" {name}"),
            format!("adduser --system --group {name}"),
            format!("adduser --system {name}"),
            format!("addgroup --system {name} && adduser --system --ingroup {name} {name}"),
        ];
        if draft.adduser && dice.roll(3) == 0 {
            (adduser[dice.roll(adduser.len())].clone(), true)
        } else {
            (forms[dice.roll(forms.len())].clone(), true)
        }
    } else {
        let forms = [
            format!("adduser -D {name}"),
            format!("adduser -D -H {name}"),
            format!("adduser -D -u 1{}0{} {name}", draft.made, dice.roll(9)),
            format!("addgroup {name} && adduser -D -G {name} {name}"),
            format!(
                "addgroup -g 40{}{} {name} && adduser -D -G {name} -u 40{}{} {name}",
                draft.made, 1, draft.made, 2
            ),
            format!("addgroup -S {name} && adduser -S -G {name} {name}"),
            format!("adduser -D -h /srv/{name} {name}"),
        ];
        (forms[dice.roll(forms.len())].clone(), true)
    };
    draft.users.push((name, certain));
    format!("RUN {command}")
}

fn user(draft: &mut Draft, dice: &mut Dice) -> String {
    let known = draft.users.last().map(|(name, _)| name.clone());
    let (spec, root) = match (dice.roll(6), known) {
        (0, _) => ("root".to_owned(), true),
        (1, _) => ("1234".to_owned(), false),
        (2, _) => ("1234:4321".to_owned(), false),
        (3, Some(name)) => (format!("{name}:users"), false),
        (4, Some(_)) => ("$UID".to_owned(), false),
        (_, Some(name)) => (name, false),
        (_, None) => ("nobody".to_owned(), false),
    };
    draft.root = root;
    format!("USER {spec}")
}

fn place(draft: &Draft, dice: &mut Dice) -> String {
    let directory = &draft.directories[dice.roll(draft.directories.len())];
    format!("{directory}/{}", dice.pick(&["a", "b", "c/d", "lib", "var"]))
}

fn workdir(draft: &mut Draft, dice: &mut Dice) -> String {
    let path = match dice.roll(4) {
        0 => "/app".to_owned(),
        1 => "$APP_HOME/work".to_owned(),
        2 => "sub".to_owned(),
        _ => place(draft, dice),
    };
    format!("WORKDIR {path}")
}

fn copy(draft: &mut Draft, dice: &mut Dice) -> String {
    let source =
        dice.pick(&["app.py", "run.sh", "data", "data/one.txt package.json", ".", "secret.txt"]);
    let flag = match (dice.roll(6), draft.users.first()) {
        (0, Some((name, _))) => format!("--chown={name} "),
        (1, Some((name, _))) => format!("--chown={name}:users "),
        (2, _) => "--chown=1234:0 ".to_owned(),
        (3, _) => "--chmod=640 ".to_owned(),
        _ => String::new(),
    };
    let at = place(draft, dice);
    let slash = if source.contains(' ') || dice.roll(2) == 0 { "/" } else { "" };
    let keyword = dice.pick(&["COPY", "COPY", "ADD"]);
    format!("{keyword} {flag}{source} {at}{slash}")
}

fn give(draft: &mut Draft, dice: &mut Dice) -> String {
    let owner = match (dice.roll(4), draft.users.first()) {
        (0, _) | (_, None) => "1234:1234".to_owned(),
        (1, Some((name, _))) => format!("{name}:"),
        (_, Some((name, _))) => name.clone(),
    };
    let path = place(draft, dice);
    match dice.roll(3) {
        0 => format!("RUN mkdir -p {path} && chown {owner} {path}"),
        1 => format!("RUN install -d -m 750 {path} && chown -R {owner} {path}"),
        _ => format!("RUN mkdir -p {path}/x && touch {path}/x/f && chown -R {owner} {path}"),
    }
}

fn directory(draft: &mut Draft, dice: &mut Dice) -> String {
    let path = format!("/d{}", draft.directories.len());
    draft.directories.push(path.clone());
    let mode = dice.pick(&["", " -m 700", " -m 1777", " -m 2775", " -m 0755"]);
    format!("RUN mkdir{mode} {path}")
}

fn write(draft: &mut Draft, dice: &mut Dice) -> String {
    if draft.root {
        let path = place(draft, dice);
        return match dice.roll(4) {
            0 => format!("RUN mkdir -p {path} && umask 027 && echo x > {path}/f && mkdir {path}/e"),
            1 => format!("RUN mkdir -p {path} && cp /etc/hostname {path}/h || true"),
            2 => format!(
                "RUN mkdir -p {path} && ln -s {path} /l{} && touch /l{}/t",
                path.len(),
                path.len()
            ),
            _ => format!(
                "RUN mkdir -p {path} && echo 1 > {path}/o && mv {path}/o {path}/p && chmod 600 {path}/p"
            ),
        };
    }
    dice.pick(&[
        "RUN touch /tmp/mine",
        "RUN mkdir -p /tmp/m/n",
        "RUN echo hi > /tmp/hi && chmod 600 /tmp/hi",
    ])
    .to_owned()
}

fn mode(draft: &mut Draft, dice: &mut Dice) -> String {
    let path = place(draft, dice);
    let mode = dice.pick(&["755", "0700", "g+w", "u=rwx,go=rx", "a+rwX", "2775", "o-rwx", "+t"]);
    format!("RUN mkdir -p {path}/m && touch {path}/m/f && chmod -R {mode} {path}")
}

fn shell(draft: &mut Draft, dice: &mut Dice) -> String {
    let path = place(draft, dice);
    match dice.roll(5) {
        0 => format!("RUN for d in one two; do mkdir -p {path}/$d; done"),
        1 => {
            format!("RUN if [ -d /nowhere ]; then mkdir -p {path}/no; else mkdir -p {path}/yes; fi")
        }
        2 => format!(
            "RUN set -e; mkdir -p {path}; cd {path}; touch here; (cd / && touch {path}/there)"
        ),
        3 => format!("RUN D={path}; mkdir -p \"$D\" && touch \"$D/v\" || exit 1"),
        _ => format!("RUN mkdir -p {path} && false || mkdir -p {path}/or"),
    }
}
