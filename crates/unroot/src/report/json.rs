//! The JSON report, a public contract: `docs/command.md` describes it, `docs/report.schema.json` says it
//! to programs. Keys are never left out; what is not known is `null`.

use super::places::Places;
use super::pretty;
use crate::analysis::Analysis;
use crate::finding::{Finding, Fix, Ignored, Reason};
use crate::model::{self, Cause, Node, Purpose, Value};
use crate::start::{Program, Says};
use crate::verdict::{Answer, Opinion, Outside, Policy, RunsAs, Verdict};
use dockerfile::{Body, Instruction, Span};
use serde::Serialize;

/// The version of the contract. It grows when a key goes away or changes its meaning.
const VERSION: usize = 1;

/// The report on `analysis`, indented, with a newline at its end.
pub fn json(analysis: &Analysis) -> String {
    let places = Places::new(&analysis.text);
    let says = analysis.start_says();
    pretty(&Report {
        version: VERSION,
        verdict: of_verdict(&analysis.verdict, &analysis.outside, &says, &places),
        timeline: timeline(analysis),
        paths: paths(analysis, &places),
        findings: analysis.findings.iter().map(|finding| of_finding(finding, &places)).collect(),
        ignored: analysis.ignored.iter().map(|ignored| of_ignored(ignored, &places)).collect(),
    })
}

#[derive(Serialize)]
struct Report<'a> {
    version: usize,
    verdict: VerdictOut<'a>,
    timeline: Vec<StepOut>,
    paths: Vec<PathOut<'a>>,
    findings: Vec<FindingOut<'a>>,
    ignored: Vec<IgnoredOut<'a>>,
}

#[derive(Serialize)]
struct VerdictOut<'a> {
    runs_as: &'static str,
    uid: Option<u32>,
    gid: Option<u32>,
    user: Option<&'a str>,
    certainty: &'static str,
    because: &'a str,
    drops_to: Option<&'a str>,
    purpose: Option<&'static str>,
    purpose_from: Option<&'static str>,
    starts: Option<&'a str>,
    programs: Vec<ProgramOut<'a>>,
    builds: &'static str,
    stops_at: Option<usize>,
    kubernetes_run_as_non_root: &'static str,
    platforms: Vec<OpinionOut<'a>>,
    privileged_ports: Vec<u16>,
}

#[derive(Serialize)]
struct ProgramOut<'a> {
    name: &'a str,
    user: Option<&'a str>,
    drops_to: Option<&'a str>,
}

#[derive(Serialize)]
struct OpinionOut<'a> {
    policy: &'static str,
    admission: &'static str,
    why: &'a str,
    message: Option<&'a str>,
    source: &'static str,
}

#[derive(Serialize)]
struct StepOut {
    stage: String,
    line: usize,
    end_line: usize,
    instruction: String,
    uid: Option<u32>,
    gid: Option<u32>,
    user: Option<String>,
}

#[derive(Serialize)]
struct PathOut<'a> {
    path: &'a str,
    uid: Option<u32>,
    gid: Option<u32>,
    mode: Option<String>,
    line: Option<usize>,
}

#[derive(Serialize)]
struct FindingOut<'a> {
    rule: &'static str,
    severity: &'static str,
    certainty: &'static str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    message: &'a str,
    because: Vec<ReasonOut<'a>>,
    guide: &'static str,
    fixes: Vec<FixOut<'a>>,
    no_fix: Option<&'a str>,
}

#[derive(Serialize)]
struct ReasonOut<'a> {
    line: Option<usize>,
    text: &'a str,
    source: Option<&'a str>,
}

#[derive(Serialize)]
struct FixOut<'a> {
    title: &'a str,
    applicability: &'static str,
    preferred: bool,
    not_checked: Option<&'a str>,
    review: Option<&'a str>,
    consequences: &'a [String],
    edits: Vec<EditOut<'a>>,
}

#[derive(Serialize)]
struct EditOut<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct IgnoredOut<'a> {
    rule: &'static str,
    line: usize,
    message: &'a str,
    reason: &'a str,
    comment: usize,
}

fn of_verdict<'a>(
    verdict: &'a Verdict,
    outside: &'a Outside,
    says: &'a Says,
    places: &Places,
) -> VerdictOut<'a> {
    let kubernetes = outside.under(Policy::RunAsNonRoot);
    let stop = verdict.stops.first().filter(|_| verdict.builds == Answer::No);
    VerdictOut {
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
        purpose: says.purpose.map(Purpose::name),
        purpose_from: says.purpose.map(|_| if says.is_stated { "reader" } else { "file" }),
        starts: Some(&*says.sentence).filter(|sentence| !sentence.is_empty()),
        programs: says.programs.iter().map(of_program).collect(),
        builds: match verdict.builds {
            Answer::Yes => "yes",
            Answer::No => "no",
            Answer::Unknown => "unknown",
        },
        stops_at: stop.and_then(|reason| reason.span).map(|span| places.line(span)),
        kubernetes_run_as_non_root: kubernetes
            .map_or("unknown", |opinion| opinion.admission.name()),
        platforms: outside.answers.iter().map(of_opinion).collect(),
        privileged_ports: outside.ports.iter().map(|port| port.number).collect(),
    }
}

fn of_program(program: &Program) -> ProgramOut<'_> {
    ProgramOut {
        name: &program.name,
        user: program.user.as_deref(),
        drops_to: program.drops_to.as_deref(),
    }
}

fn of_opinion(opinion: &Opinion) -> OpinionOut<'_> {
    OpinionOut {
        policy: opinion.policy.id(),
        admission: opinion.admission.name(),
        why: &opinion.why,
        message: opinion.message.as_deref(),
        source: opinion.source,
    }
}

fn timeline(analysis: &Analysis) -> Vec<StepOut> {
    let mut timeline = Vec::new();
    for stage in &analysis.build.stages {
        let name = stage.name.clone().unwrap_or_else(|| stage.index.to_string());
        for step in &stage.steps {
            if let Some(instruction) = instruction_of(analysis, step) {
                timeline.push(of_step(step, instruction, name.clone()));
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

fn of_step(step: &model::Step, instruction: &Instruction, stage: String) -> StepOut {
    let who = step.runner();
    StepOut {
        stage,
        line: instruction.first_line,
        end_line: instruction.last_line,
        instruction: instruction.keyword_word.text.to_ascii_uppercase(),
        uid: who.uid.known().copied(),
        gid: who.gid.known().copied(),
        user: who.name.clone(),
    }
}

fn paths<'a>(analysis: &'a Analysis, places: &Places) -> Vec<PathOut<'a>> {
    let target = analysis.build.target.and_then(|at| analysis.build.stages.get(at));
    let Some(end) = target.and_then(|stage| stage.steps.last()) else {
        return Vec::new();
    };
    let touched = end.after.files.iter().filter(|(_, node)| is_touched(node));
    touched.map(|(path, node)| of_path(path, node, places)).collect()
}

fn of_path<'a>(path: &'a str, node: &Node, places: &Places) -> PathOut<'a> {
    let decided = own_causes(node).into_iter().filter_map(place).max();
    PathOut {
        path,
        uid: node.uid.known().copied(),
        gid: node.gid.known().copied(),
        mode: node.mode.known().map(|mode| format!("{mode:04o}")),
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

fn of_finding<'a>(finding: &'a Finding, places: &Places) -> FindingOut<'a> {
    let range = places.range(finding.span);
    FindingOut {
        rule: finding.rule.id,
        severity: finding.severity.name(),
        certainty: finding.certainty.name(),
        line: range.start.line,
        column: range.start.column,
        end_line: range.end.line,
        end_column: range.end.column,
        message: &finding.message,
        because: finding.because.iter().map(|reason| of_reason(reason, places)).collect(),
        guide: finding.rule.guide.id(),
        fixes: finding.fixes.iter().map(of_fix).collect(),
        no_fix: finding.no_fix.as_deref(),
    }
}

fn of_reason<'a>(reason: &'a Reason, places: &Places) -> ReasonOut<'a> {
    ReasonOut {
        line: reason.span.map(|span| places.line(span)),
        text: &reason.text,
        source: reason.source,
    }
}

fn of_fix(fix: &Fix) -> FixOut<'_> {
    let edits = fix.edits.iter().map(|edit| EditOut {
        start: edit.span.start,
        end: edit.span.end,
        text: &edit.text,
    });
    FixOut {
        title: &fix.title,
        applicability: if fix.is_safe() { "safe" } else { "needs-review" },
        preferred: fix.preferred,
        not_checked: fix.proof.untried(),
        review: fix.review_of(),
        consequences: &fix.consequences,
        edits: edits.collect(),
    }
}

fn of_ignored<'a>(ignored: &'a Ignored, places: &Places) -> IgnoredOut<'a> {
    IgnoredOut {
        rule: ignored.finding.rule.id,
        line: places.line(ignored.finding.span),
        message: &ignored.finding.message,
        reason: &ignored.reason,
        comment: places.line(ignored.comment),
    }
}
