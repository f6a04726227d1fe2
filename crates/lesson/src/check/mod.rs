//! Decides goals: what the analysis knows, put as met, missed or not to be told.

mod files;
mod image;
pub(super) mod names;
mod start;
mod steps;

pub(super) use image::of as image;
pub(super) use steps::steps_with;

use super::matching::Words;
use super::{Goal, Kind, Reached};
use steps::absent;
use unroot::Analysis;
use unroot::finding::{Finding, Severity, first_sentence};
use unroot::verdict::{Admission, Answer};

impl Goal {
    /// What becomes of the goal in `analysis`. A goal about the image is missed where the build stops.
    pub fn check(&self, analysis: &Analysis) -> Reached {
        use files::{Right, mode, owner, right};
        match &self.kind {
            Kind::Builds => builds(analysis),
            Kind::StartsAsNonRoot => start::is_root(analysis, false),
            Kind::StartsAsRoot => start::is_root(analysis, true),
            Kind::Uid(uid) => start::uid(analysis, *uid),
            Kind::Gid(gid) => start::gid(analysis, *gid),
            Kind::User(name) => start::user(analysis, name),
            Kind::DropsTo(user) => start::drops_to(analysis, user),
            Kind::Writable(path) => right(analysis, path, Right::Write, true),
            Kind::NotWritable(path) => right(analysis, path, Right::Write, false),
            Kind::Readable(path) => right(analysis, path, Right::Read, true),
            Kind::NotReadable(path) => right(analysis, path, Right::Read, false),
            Kind::Owner { path, user, group } => owner(analysis, path, user, group.as_ref()),
            Kind::Mode { path, mode: bits } => mode(analysis, path, *bits),
            Kind::NoFinding { rule, ignored } => no_finding(analysis, rule.id, *ignored),
            Kind::NoWarnings => no_warnings(analysis),
            Kind::RunsAs { line, user } => start::runs_as(analysis, line, user),
            Kind::Admitted(policy) => match image(analysis) {
                Err(missed) => missed,
                Ok(_) => match analysis.outside.under(*policy) {
                    Some(opinion) => match opinion.admission {
                        Admission::Admitted => Reached::Met,
                        Admission::Unknown => Reached::Unknown(opinion.why.clone()),
                        _ => Reached::Missed(opinion.why.clone()),
                    },
                    None => Reached::Missed("It has no say in Windows images.".into()),
                },
            },
            Kind::Keeps(line) => {
                let words = Words::of(line);
                let mut instructions = analysis.dockerfile.instructions.iter();
                Reached::met_if(instructions.any(|one| words.are_in(one)), || absent(line))
            }
            Kind::Stages(least) => {
                let stages = analysis.build.stages.len();
                Reached::met_if(stages as u64 >= u64::from(*least), || match stages {
                    0 => "There is no stage.".into(),
                    1 => "There is 1 stage.".into(),
                    stages => format!("There are {stages} stages."),
                })
            }
        }
    }
}

fn builds(analysis: &Analysis) -> Reached {
    let because = || analysis.verdict.because.clone();
    match (analysis.dockerfile.problems.first(), analysis.verdict.builds) {
        (_, Answer::No) => Reached::Missed(because()),
        (Some(problem), _) => Reached::Missed(problem.message.clone()),
        (None, Answer::Yes) => Reached::Met,
        (None, Answer::Unknown) => Reached::Unknown("Whether it builds can't be told.".into()),
    }
}

fn no_finding(analysis: &Analysis, rule: &str, ignored: bool) -> Reached {
    let of_rule = |finding: &&Finding| finding.rule.id == rule;
    if let Some(finding) = analysis.findings.iter().find(of_rule) {
        return Reached::Missed(first_sentence(&finding.message).0.to_owned());
    }
    let mut silenced = analysis.ignored.iter().map(|ignored| &ignored.finding);
    match silenced.find(of_rule) {
        Some(_) if !ignored => {
            Reached::Missed("A comment silences the finding, and it still holds.".into())
        }
        _ => Reached::Met,
    }
}

fn no_warnings(analysis: &Analysis) -> Reached {
    let counted = |finding: &&Finding| finding.severity >= Severity::Warning;
    // The first of the worst ones.
    let findings = analysis.findings.iter().filter(counted).rev();
    match findings.max_by_key(|finding| finding.severity) {
        Some(finding) => Reached::Missed(first_sentence(&finding.message).0.to_owned()),
        None => Reached::Met,
    }
}

#[cfg(test)]
mod tests;
