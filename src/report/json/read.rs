//! Reads the report off an analysis.

use super::super::places::Places;
use super::{Edit, Finding, Fix, Ignored, Path, Platform, Reason, Report, Step, VERSION, Verdict};
use crate::analysis::Analysis;
use crate::finding::{self, Applicability};
use crate::model::{self, Cause, Node, Value};
use crate::source::Span;
use crate::syntax::{Body, Instruction, Keyword};
use crate::verdict::{self, Answer, Opinion, Outside, Policy, RunsAs};

pub(super) fn report(analysis: &Analysis) -> Report<'_> {
    let places = Places::new(&analysis.text);
    let findings = analysis.findings.iter().map(|finding| read_finding(finding, &places));
    Report {
        version: VERSION,
        verdict: read_verdict(&analysis.verdict, &analysis.outside),
        timeline: timeline(analysis),
        paths: paths(analysis, &places),
        findings: findings.collect(),
        ignored: analysis.ignored.iter().map(|ignored| read_ignored(ignored, &places)).collect(),
    }
}

fn read_ignored<'a>(ignored: &'a finding::Ignored, places: &Places) -> Ignored<'a> {
    Ignored {
        rule: ignored.finding.rule.id,
        line: places.line(ignored.finding.span),
        message: &ignored.finding.message,
        reason: &ignored.reason,
        comment: places.line(ignored.comment),
    }
}

fn read_verdict<'a>(verdict: &'a verdict::Verdict, outside: &'a Outside) -> Verdict<'a> {
    Verdict {
        runs_as: match verdict.runs_as {
            RunsAs::Root => "root",
            RunsAs::NonRoot => "non-root",
            RunsAs::Unknown => "unknown",
        },
        uid: verdict.uid,
        gid: verdict.gid,
        user: verdict.user.as_deref(),
        certainty: verdict.certainty.name(),
        because: &verdict.because,
        drops_to: verdict.drops_to.as_deref(),
        builds: match verdict.builds {
            Answer::Yes => "yes",
            Answer::No => "no",
            Answer::Unknown => "unknown",
        },
        kubernetes_run_as_non_root: outside
            .under(Policy::RunAsNonRoot)
            .map_or("unknown", |opinion| opinion.admission.name()),
        platforms: outside.answers.iter().map(read_opinion).collect(),
        privileged_ports: outside.ports.iter().map(|port| port.number).collect(),
    }
}

fn timeline(analysis: &Analysis) -> Vec<Step> {
    let mut timeline = Vec::new();
    for stage in &analysis.build.stages {
        let name = stage.name.clone().unwrap_or_else(|| stage.index.to_string());
        for step in &stage.steps {
            if let Some(instruction) = instruction_of(analysis, step) {
                timeline.push(read_step(step, instruction, name.clone()));
            }
        }
    }
    timeline
}

/// What `step` runs: the instruction inside ONBUILD for a trigger.
fn instruction_of<'a>(analysis: &'a Analysis, step: &model::Step) -> Option<&'a Instruction> {
    let written = analysis.dockerfile.instructions.get(step.instruction)?;
    match &written.body {
        Body::Onbuild(trigger) if step.triggered => Some(trigger),
        _ => Some(written),
    }
}

fn read_step(step: &model::Step, instruction: &Instruction, stage: String) -> Step {
    let switches = matches!(instruction.keyword, Keyword::From | Keyword::User);
    let who = if switches { step.after.identity() } else { step.before.identity() };
    Step {
        stage,
        line: instruction.first_line,
        end_line: instruction.last_line,
        instruction: instruction.keyword_word.text.to_ascii_uppercase(),
        uid: who.uid.known().copied(),
        gid: who.gid.known().copied(),
        user: who.name,
    }
}

fn paths<'a>(analysis: &'a Analysis, places: &Places) -> Vec<Path<'a>> {
    let target = analysis.build.target.and_then(|at| analysis.build.stages.get(at));
    let Some(end) = target.and_then(|stage| stage.steps.last()) else { return Vec::new() };
    let touched = end.after.files.iter().filter(|(_, node)| is_touched(node));
    touched.map(|(path, node)| read_path(path, node, places)).collect()
}

fn read_path<'a>(path: &'a str, node: &Node, places: &Places) -> Path<'a> {
    let mode = node.mode.known().map(|mode| format!("{mode:04o}"));
    let decided = own_causes(node).into_iter().filter_map(place).max();
    Path {
        path,
        uid: node.uid.known().copied(),
        gid: node.gid.known().copied(),
        mode,
        line: decided.map(|span| places.line(span)),
    }
}

/// Whether anything of the Dockerfile has a say in `node`, or in what it holds.
fn is_touched(node: &Node) -> bool {
    let contents =
        node.contents.owner().into_iter().flat_map(|held| [held.uid.cause(), held.gid.cause()]);
    own_causes(node).into_iter().chain(contents).any(|cause| place(cause).is_some())
}

fn own_causes(node: &Node) -> [&Cause; 3] {
    [Value::cause(&node.uid), node.gid.cause(), node.mode.cause()]
}

/// Where the Dockerfile itself decided; that an image is not known is no decision.
fn place(cause: &Cause) -> Option<Span> {
    if matches!(cause, Cause::UnknownImage(..)) { None } else { cause.span() }
}

fn read_opinion(opinion: &Opinion) -> Platform<'_> {
    Platform {
        policy: opinion.policy.id(),
        admission: opinion.admission.name(),
        why: &opinion.why,
        message: opinion.message.as_deref(),
        source: opinion.source,
    }
}

fn read_finding<'a>(finding: &'a finding::Finding, places: &Places) -> Finding<'a> {
    let range = places.range(finding.span);
    let reason = |reason: &'a finding::Reason| Reason {
        line: reason.span.map(|span| places.line(span)),
        text: &reason.text,
        source: reason.source,
    };
    Finding {
        rule: finding.rule.id,
        severity: finding.severity.name(),
        certainty: finding.certainty.name(),
        line: range.start.line,
        column: range.start.column,
        end_line: range.end.line,
        end_column: range.end.column,
        message: &finding.message,
        because: finding.because.iter().map(reason).collect(),
        guide: finding.rule.guide.id(),
        fixes: finding.fixes.iter().map(read_fix).collect(),
    }
}

fn read_fix(fix: &finding::Fix) -> Fix<'_> {
    let edits = fix.edits.iter().map(|edit| Edit {
        start: edit.span.start,
        end: edit.span.end,
        text: &edit.text,
    });
    Fix {
        title: &fix.title,
        applicability: match fix.applicability {
            Applicability::Safe => "safe",
            Applicability::NeedsReview(_) => "needs-review",
        },
        preferred: fix.preferred,
        edits: edits.collect(),
    }
}
