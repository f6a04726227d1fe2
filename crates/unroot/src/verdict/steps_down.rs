//! Start commands that step down from root before the program runs.

use crate::glob::Syntax;
use crate::image::ImageFacts;
use crate::model::{
    OwnerSpec, State, behind_inits, commands, script, start_command, stepped_down_to,
};
use shell::{Argument, Connector, Invocation, base_name};

/// The user that the start command of `state` steps down to, by its own words or by what is known
/// of the base image's entrypoint.
pub fn to(state: &State) -> Option<String> {
    let call = start_command(state);
    let by_words = call.as_ref().and_then(|call| {
        let target = |call: &Invocation| target(&behind_inits(call));
        target(call).or_else(|| target(&only_command(script(call)?)?))
    });
    by_words.or_else(|| by_entrypoint(state, call.as_ref()).map(str::to_owned))
}

/// The user that a command line steps down to; `None` for root and for what can't be read.
fn target(call: &Invocation) -> Option<String> {
    let spec = OwnerSpec::parse(stepped_down_to(call)?, call.span);
    let user = spec.user()?;
    let root = matches!(user, "root" | "0") || user.contains('$');
    (!root).then(|| user.to_owned())
}

/// The one command of a script that the shell starts as it is: its words are plain, and nothing
/// stands around it.
fn only_command(script: &str) -> Option<Invocation> {
    let list = shell::parse(script);
    let [(Connector::Then, pipeline)] = &list.items[..] else { return None };
    let [shell::Command::Simple(simple)] = &pipeline.commands[..] else { return None };
    let plain = simple.assignments.is_empty() && simple.redirects.is_empty() && !pipeline.negated;
    let mut commands = commands(&list);
    let call = commands.pop().filter(|_| plain && commands.is_empty())?;
    call.words.iter().all(|word| word.value.is_some()).then_some(call)
}

/// The base image's facts, if its own entrypoint starts the container and can step down from root.
pub fn own_entrypoint(state: &State) -> Option<&'static ImageFacts> {
    let facts = state.drops_privileges?;
    let call = start_command(state);
    let own = || after_script(state, call.as_ref()?).map(|_| ());
    (state.entrypoint.is_none() || own().is_some()).then_some(facts)
}

/// The program that starts, if it is one that this file brings or that no system directory holds:
/// what it does can't be seen from here.
pub fn unseen_program(state: &State) -> Option<String> {
    let call = start_command(state)?;
    let first = match script(&call) {
        Some(script) => commands(&shell::parse(script)).into_iter().next()?,
        None => call,
    };
    let word = behind_inits(&first).words.first()?.text().to_owned();
    let brought =
        |path: &str| state.files.get(path).is_some_and(|node| node.uid.cause().span().is_some());
    let unseen = match word.contains('/') {
        true => word.ends_with(".sh") || !is_system(&word) || brought(&word),
        false => word.ends_with(".sh") || brought(&format!("/usr/local/bin/{word}")),
    };
    unseen.then_some(word)
}

fn is_system(path: &str) -> bool {
    ["/bin/", "/sbin/", "/usr/"].iter().any(|system| path.starts_with(system))
}

/// Whom the image's entrypoint steps down to for the command that it gets. It does so for the
/// image's own command, and for those that its row in the table names.
fn by_entrypoint(state: &State, call: Option<&Invocation>) -> Option<&'static str> {
    let facts = own_entrypoint(state)?;
    let to = facts.drops_to?;
    let command = match (&state.entrypoint, &state.cmd) {
        (None, None) => return Some(to),
        (None, Some(_)) => call.and_then(|call| call.words.first()).cloned(),
        (Some(_), _) => after_script(state, call?)?.first().cloned(),
    };
    let Some(names) = &facts.drops_for else { return Some(to) };
    let command = command?;
    names.iter().any(|name| Syntax::Data.fits(name, command.text())).then_some(to)
}

/// What ENTRYPOINT and CMD of this file hand to the image's own script, if ENTRYPOINT calls it by
/// the name that official images give it, and no COPY put another one in its place.
fn after_script(state: &State, call: &Invocation) -> Option<Vec<Argument>> {
    let call = behind_inits(call);
    let script = call.words.first()?.text();
    let path = if script.contains('/') { script } else { SCRIPT };
    let own = state.files.get(path).is_some_and(|node| node.uid.cause().span().is_some());
    (base_name(script) == base_name(SCRIPT) && !own).then(|| call.arguments().to_vec())
}

/// Where official images keep their entrypoint.
const SCRIPT: &str = "/usr/local/bin/docker-entrypoint.sh";

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
