//! Who runs each instruction: the one answer for the page, the reports and the lessons.

use super::{Identity, Stage, State, Step};
use dockerfile::{Body, Dockerfile, Instruction, Keyword};
use std::sync::Arc;

/// Who a RUN is in `after`, which follows `before`; `who` is the answer for `before`.
pub(super) fn who(before: &State, who: &Arc<Identity>, after: &State) -> Arc<Identity> {
    let same = Arc::ptr_eq(&before.accounts, &after.accounts) && before.user == after.user;
    if same { who.clone() } else { Arc::new(after.identity()) }
}

/// Who runs `instruction`, unless it is a start command.
pub(super) fn of(instruction: &Instruction, who: &[Arc<Identity>; 2]) -> Arc<Identity> {
    let switches = matches!(instruction.keyword, Keyword::From | Keyword::User);
    who[usize::from(switches)].clone()
}

/// Settles who runs the start commands of `stage`, now that its last USER is known.
pub(super) fn settle(stage: &mut Arc<Stage>, dockerfile: &Dockerfile) {
    let commands = |step: &Step| is_start_command(dockerfile, step);
    if !stage.steps.iter().any(|step| commands(step)) {
        return;
    }
    let starts = Arc::new(stage.steps.last().expect("a stage has its FROM").after.starts_as());
    let wrong = |step: &Step| commands(step) && step.runner != starts;
    if stage.steps.iter().any(|step| wrong(step)) {
        for step in Arc::make_mut(stage).steps.iter_mut().filter(|step| wrong(step)) {
            Arc::make_mut(step).runner = starts.clone();
        }
    }
}

fn is_start_command(dockerfile: &Dockerfile, step: &Step) -> bool {
    let written = dockerfile.instructions.get(step.instruction);
    let run = written.map(|written| match &written.body {
        Body::Onbuild(trigger) if step.triggered => trigger.keyword,
        _ => written.keyword,
    });
    matches!(run, Some(Keyword::Cmd | Keyword::Entrypoint | Keyword::Healthcheck))
}

#[cfg(test)]
mod tests {
    use crate::model::{Assumptions, Builder, simulate};

    /// Who runs each step of the last stage.
    fn runners(text: &str, builder: Builder) -> Vec<String> {
        let assumptions = Assumptions { builder, ..Assumptions::default() };
        let build = simulate(&dockerfile::parse(text), &assumptions);
        let steps = &build.stages.last().unwrap().steps;
        steps.iter().map(|step| step.runner().label().unwrap_or_default()).collect()
    }

    #[test]
    fn a_step_that_renames_the_account_it_runs_as_is_run_by_the_old_name() {
        let text = "FROM debian:12\nRUN usermod -l admin root\nRUN id\n";
        assert_eq!(runners(text, Builder::BuildKit), ["root", "root", "admin"]);
        let text = "FROM debian:12\nRUN useradd -u 1200 app\nUSER 1200\nCOPY <<E /etc/passwd\n\
                    root:x:0:0::/root:/bin/sh\nweb:x:1200:1200::/:/bin/sh\nE\nRUN id\n";
        assert_eq!(runners(text, Builder::BuildKit), ["root", "root", "app", "app", "web"]);
    }

    #[test]
    fn start_commands_are_run_by_whom_the_container_starts_as() {
        let text = "FROM debian:12\nRUN useradd -u 1200 app\nCMD [\"a\"]\nUSER app\nHEALTHCHECK CMD b\n\
                    ENTRYPOINT [\"c\"]\nCOPY a /a\n";
        let expected = ["root", "root", "app", "app", "app", "app", "app"];
        assert_eq!(runners(text, Builder::BuildKit), expected);
        let trigger = "FROM debian:12 AS a\nONBUILD CMD [\"x\"]\nFROM a\nUSER 1200\n";
        assert_eq!(runners(trigger, Builder::BuildKit), ["root", "1200", "1200"]);
        assert_eq!(runners(trigger, Builder::Buildah), ["root", "1200"]);
    }
}
