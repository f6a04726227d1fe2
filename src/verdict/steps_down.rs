//! Start commands that step down from root before the program runs.

use crate::model::State;
use crate::syntax::Command;

/// The user that the start command of `state` steps down to, by its own words or by what is known
/// of the base image's entrypoint.
pub fn to(state: &State) -> Option<String> {
    let argv = argv(state);
    let from_words = argv.iter().position(|word| is_stepper(word)).and_then(|at| {
        // Only behind inits, which pass the rest on.
        let inits = argv[..at].iter().all(|word| word.starts_with('-') || is_init(word));
        if inits { target(&argv[at..]) } else { None }
    });
    let from_image = || state.drops_privileges.and_then(|facts| facts.drops_to).map(str::to_owned);
    from_words.or_else(from_image)
}

fn argv(state: &State) -> Vec<&str> {
    let words = |command: &'_ Option<(Command, usize)>| match command {
        Some((Command::Exec(words), _)) => words.len(),
        _ => 0,
    };
    let of = |command: &'_ Option<(Command, usize)>| words(command) > 0;
    let mut argv = Vec::new();
    for command in [&state.entrypoint, &state.cmd] {
        if let (true, Some((Command::Exec(words), _))) = (of(command), command) {
            argv.extend(words.iter().map(|word| word.text.as_str()));
        }
    }
    argv
}

fn base(word: &str) -> &str {
    word.rsplit('/').next().unwrap_or(word)
}

fn is_init(word: &str) -> bool {
    matches!(base(word), "tini" | "dumb-init" | "catatonit" | "docker-init" | "env")
}

fn is_stepper(word: &str) -> bool {
    matches!(
        base(word),
        "gosu" | "su-exec" | "setpriv" | "runuser" | "su" | "s6-setuidgid" | "setuidgid"
    )
}

/// The user that `gosu app …` and its like name; `None` for root and for what can't be read.
fn target(argv: &[&str]) -> Option<String> {
    let rest = &argv[1..];
    let plain = || rest.iter().find(|word| !word.starts_with('-')).copied();
    let after = |flag: &str| {
        rest.iter().position(|word| *word == flag).and_then(|at| rest.get(at + 1)).copied()
    };
    let spec = match base(argv[0]) {
        "setpriv" => {
            rest.iter().find_map(|word| word.strip_prefix("--reuid=")).or_else(|| after("--reuid"))
        }
        "runuser" => after("-u").or_else(plain),
        _ => plain(),
    }?;
    let user = spec.split(':').next().unwrap_or_default();
    let root = matches!(user, "" | "root" | "0") || user.contains('$');
    (!root).then(|| user.to_owned())
}
