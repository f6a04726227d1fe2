//! Start commands that step down from root before the program runs.

use crate::image::ImageFacts;
use crate::model::{State, glob};
use dockerfile::Command;

/// The user that the start command of `state` steps down to, by its own words or by what is known
/// of the base image's entrypoint.
pub fn to(state: &State) -> Option<String> {
    let argv = argv(state);
    let by_words = by_words(&argv).or_else(|| match argv[..] {
        // One command, which the shell starts as it is.
        [shell, "-c", script] if base(shell).ends_with("sh") && is_plain(script) => {
            let words = script.split_whitespace().skip_while(|word| *word == "exec");
            by_words(&words.collect::<Vec<_>>())
        }
        _ => None,
    });
    by_words.or_else(|| by_entrypoint(state, &argv).map(str::to_owned))
}

fn by_words(argv: &[&str]) -> Option<String> {
    let at = argv.iter().position(|word| is_stepper(word))?;
    // Only behind inits, which pass the rest on.
    let inits = argv[..at].iter().all(|word| word.starts_with('-') || is_init(word));
    if inits { target(&argv[at..]) } else { None }
}

/// Whether a shell takes all of `script` for the words of one command.
fn is_plain(script: &str) -> bool {
    !script.contains(['\'', '"', '`', '$', '\\', ';', '&', '|', '<', '>', '(', ')', '{', '#', '\n'])
}

/// The base image's facts, if its own entrypoint starts the container and can step down from root.
pub fn own_entrypoint(state: &State) -> Option<&'static ImageFacts> {
    let facts = state.drops_privileges?;
    let called = state.entrypoint.is_none() || after_script(state, &argv(state)).is_some();
    called.then_some(facts)
}

/// The program that starts, if it is one that this file brings or that no system directory holds:
/// what it does can't be seen from here.
pub fn unseen_program(state: &State) -> Option<&str> {
    let argv = argv(state);
    let shell = argv.first().is_some_and(|word| base(word) == "sh");
    let words = argv.iter().flat_map(|word| match shell {
        true => word.split(' ').collect(),
        false => vec![*word],
    });
    let mut words = words.skip(if shell { 2 } else { 0 });
    let word = words.find(|word| !word.starts_with('-') && !is_init(word) && *word != "exec")?;
    let brought =
        |path: &str| state.files.get(path).is_some_and(|node| node.uid.cause().span().is_some());
    let unseen = match word.contains('/') {
        true => word.ends_with(".sh") || !is_system(word) || brought(word),
        false => word.ends_with(".sh") || brought(&format!("/usr/local/bin/{word}")),
    };
    unseen.then_some(word)
}

fn is_system(path: &str) -> bool {
    ["/bin/", "/sbin/", "/usr/"].iter().any(|system| path.starts_with(system))
}

/// Whom the image's entrypoint steps down to for the command that it gets. It does so for the
/// image's own command, and for those that its row in the table names.
fn by_entrypoint(state: &State, argv: &[&str]) -> Option<&'static str> {
    let facts = own_entrypoint(state)?;
    let to = facts.drops_to?;
    let command = match (&state.entrypoint, &state.cmd) {
        (None, None) => return Some(to),
        (None, Some(_)) => argv.first(),
        (Some(_), _) => after_script(state, argv)?.first(),
    };
    let Some(names) = &facts.drops_for else { return Some(to) };
    let chars = |text: &str| text.chars().collect::<Vec<_>>();
    let word = chars(command?);
    names.iter().any(|name| glob(&chars(name), &word)).then_some(to)
}

/// What ENTRYPOINT and CMD of this file hand to the image's own script, if ENTRYPOINT calls it by
/// the name that official images give it, and no COPY put another one in its place.
fn after_script<'w, 'a>(state: &State, argv: &'w [&'a str]) -> Option<&'w [&'a str]> {
    let at = argv.iter().position(|word| !word.starts_with('-') && !is_init(word))?;
    let script = argv[at];
    let path = if script.contains('/') { script } else { SCRIPT };
    let own = state.files.get(path).is_some_and(|node| node.uid.cause().span().is_some());
    (base(script) == base(SCRIPT) && !own).then(|| &argv[at + 1..])
}

/// Where official images keep their entrypoint.
const SCRIPT: &str = "/usr/local/bin/docker-entrypoint.sh";

/// ENTRYPOINT and CMD as the container gets them; a shell form is the shell's own words.
fn argv(state: &State) -> Vec<&str> {
    let commands = match (&state.entrypoint, &state.cmd) {
        // A shell form of ENTRYPOINT passes no arguments on.
        (Some(own @ (Command::Shell { .. }, _)), _) => [Some(own), None],
        (entrypoint, cmd) => [entrypoint.as_ref(), cmd.as_ref()],
    };
    commands.into_iter().flatten().flat_map(|(command, _)| words(state, command)).collect()
}

fn words<'a>(state: &'a State, command: &'a Command) -> Vec<&'a str> {
    match command {
        Command::Exec(words) => words.iter().map(|word| word.text.as_str()).collect(),
        Command::Shell { script, .. } => {
            let shell = state.shell.iter().map(String::as_str);
            shell.chain([script.text.as_str()]).collect()
        }
    }
}

fn base(word: &str) -> &str {
    word.rsplit('/').next().unwrap_or(word)
}

fn is_init(word: &str) -> bool {
    matches!(base(word), "tini" | "dumb-init" | "catatonit" | "docker-init" | "env")
}

/// Whether the program `word`, with or without its directory, starts another one as somebody else.
pub fn is_stepper(word: &str) -> bool {
    matches!(
        base(word),
        "gosu" | "su-exec" | "setpriv" | "runuser" | "su" | "s6-setuidgid" | "setuidgid"
    )
}

/// The value of the option `name` among `words`: the next word, or attached with `=` if it is a long one.
pub fn option_value<'a>(words: &[&'a str], name: &str) -> Option<&'a str> {
    let long = name.starts_with("--");
    let attached = |word: &&'a str| word.strip_prefix(name)?.strip_prefix('=').filter(|_| long);
    let next = || words.iter().position(|word| *word == name).and_then(|at| words.get(at + 1));
    words.iter().find_map(attached).or_else(|| next().copied())
}

/// The user that `gosu app …` and its like name; `None` for root and for what can't be read.
fn target(argv: &[&str]) -> Option<String> {
    let rest = &argv[1..];
    let plain = || rest.iter().find(|word| !word.starts_with('-')).copied();
    let spec = match base(argv[0]) {
        "setpriv" => option_value(rest, "--reuid"),
        "runuser" => option_value(rest, "-u").or_else(plain),
        _ => plain(),
    }?;
    let user = spec.split(':').next().unwrap_or_default();
    let root = matches!(user, "" | "root" | "0") || user.contains('$');
    (!root).then(|| user.to_owned())
}

#[cfg(test)]
mod tests {
    use super::to;
    use crate::model::{Assumptions, simulate};
    use dockerfile::parse;

    #[test]
    fn entrypoints_step_down_for_their_own_command() {
        let steps = |lines: &str| {
            let build =
                simulate(&parse(&format!("FROM redis:8\n{lines}\n")), &Assumptions::default());
            let stage = build.target_stage().and_then(|stage| stage.steps.last());
            to(&stage.unwrap().after)
        };
        for lines in [
            "",
            "CMD [\"redis-server\", \"/etc/redis.conf\"]",
            "CMD [\"--port\", \"7000\"]",
            "CMD [\"/etc/redis.conf\"]",
            "ENTRYPOINT [\"docker-entrypoint.sh\", \"redis-server\", \"--port\", \"1\"]",
            "ENTRYPOINT [\"tini\", \"--\", \"docker-entrypoint.sh\"]\nCMD [\"redis-server\"]",
            "ENTRYPOINT [\"gosu\", \"redis\", \"redis-server\"]",
            "ENTRYPOINT exec gosu redis redis-server /etc/redis.conf",
            "ENTRYPOINT setpriv --reuid=redis --regid=redis --clear-groups redis-server",
            "CMD exec gosu redis redis-server",
        ] {
            assert_eq!(steps(lines).as_deref(), Some("redis"), "{lines}");
        }
        for lines in [
            "CMD redis-server /etc/redis.conf",
            "CMD [\"sleep\", \"1\"]",
            "ENTRYPOINT [\"redis-server\"]",
            "ENTRYPOINT [\"docker-entrypoint.sh\"]",
            "ENTRYPOINT docker-entrypoint.sh redis-server",
            "ENTRYPOINT exec redis-server",
            "ENTRYPOINT true && gosu redis redis-server",
            "ENTRYPOINT exec gosu root redis-server",
            "COPY docker-entrypoint.sh /usr/local/bin/\nENTRYPOINT [\"docker-entrypoint.sh\", \"redis-server\"]",
        ] {
            assert_eq!(steps(lines), None, "{lines}");
        }
    }
}
