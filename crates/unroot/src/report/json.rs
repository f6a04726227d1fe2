//! The JSON report, a public contract: `docs/command.md` describes it. Keys are never left out;
//! what is not known is `null`.

use super::places::Places;
use super::tree::Json;
use crate::analysis::Analysis;
use crate::finding::{Finding, Fix, Ignored, Reason};
use crate::model::{self, Cause, Node, Value};
use crate::verdict::{Answer, Opinion, Outside, Policy, RunsAs, Verdict};
use dockerfile::{Body, Instruction, Span};

/// The version of the contract. It grows when a key goes away or changes its meaning.
const VERSION: usize = 1;

/// The report on `analysis`, indented, with a newline at its end.
pub fn json(analysis: &Analysis) -> String {
    let places = Places::new(&analysis.text);
    let findings = analysis.findings.iter().map(|finding| of_finding(finding, &places));
    let ignored = analysis.ignored.iter().map(|ignored| of_ignored(ignored, &places));
    let report = Json::object([
        ("version", VERSION.into()),
        ("verdict", of_verdict(&analysis.verdict, &analysis.outside)),
        ("timeline", timeline(analysis)),
        ("paths", paths(analysis, &places)),
        ("findings", findings.collect()),
        ("ignored", ignored.collect()),
    ]);
    report.to_text()
}

fn of_verdict<'a>(verdict: &'a Verdict, outside: &'a Outside) -> Json<'a> {
    let runs_as = match verdict.runs_as {
        RunsAs::Root => "root",
        RunsAs::NonRoot => "non-root",
        RunsAs::Unknown => "unknown",
    };
    let builds = match verdict.builds {
        Answer::Yes => "yes",
        Answer::No => "no",
        Answer::Unknown => "unknown",
    };
    let kubernetes = outside.under(Policy::RunAsNonRoot);
    let ports = outside.ports.iter().map(|port| u32::from(port.number).into());
    Json::object([
        ("runs_as", runs_as.into()),
        ("uid", verdict.uid.into()),
        ("gid", verdict.gid.into()),
        ("user", verdict.user.as_deref().into()),
        ("certainty", verdict.certainty.name().into()),
        ("because", verdict.because.as_str().into()),
        ("drops_to", verdict.drops_to.as_deref().into()),
        ("builds", builds.into()),
        (
            "kubernetes_run_as_non_root",
            kubernetes.map_or("unknown", |opinion| opinion.admission.name()).into(),
        ),
        ("platforms", outside.answers.iter().map(of_opinion).collect()),
        ("privileged_ports", ports.collect()),
    ])
}

fn of_opinion(opinion: &Opinion) -> Json<'_> {
    Json::object([
        ("policy", opinion.policy.id().into()),
        ("admission", opinion.admission.name().into()),
        ("why", opinion.why.as_str().into()),
        ("message", opinion.message.as_deref().into()),
        ("source", opinion.source.into()),
    ])
}

fn timeline(analysis: &Analysis) -> Json<'_> {
    let mut timeline = Vec::new();
    for stage in &analysis.build.stages {
        let name = stage.name.clone().unwrap_or_else(|| stage.index.to_string());
        for step in &stage.steps {
            if let Some(instruction) = instruction_of(analysis, step) {
                timeline.push(of_step(step, instruction, name.clone()));
            }
        }
    }
    Json::List(timeline)
}

/// What `step` runs: the instruction inside ONBUILD for a trigger.
fn instruction_of<'a>(analysis: &'a Analysis, step: &model::Step) -> Option<&'a Instruction> {
    let written = analysis.dockerfile.instructions.get(step.instruction)?;
    match &written.body {
        Body::Onbuild(trigger) if step.triggered => Some(trigger),
        _ => Some(written),
    }
}

fn of_step<'a>(step: &'a model::Step, instruction: &Instruction, stage: String) -> Json<'a> {
    let who = step.runner();
    Json::object([
        ("stage", stage.into()),
        ("line", instruction.first_line.into()),
        ("end_line", instruction.last_line.into()),
        ("instruction", instruction.keyword_word.text.to_ascii_uppercase().into()),
        ("uid", who.uid.known().copied().into()),
        ("gid", who.gid.known().copied().into()),
        ("user", who.name.as_deref().into()),
    ])
}

fn paths<'a>(analysis: &'a Analysis, places: &Places) -> Json<'a> {
    let target = analysis.build.target.and_then(|at| analysis.build.stages.get(at));
    let Some(end) = target.and_then(|stage| stage.steps.last()) else {
        return Json::List(Vec::new());
    };
    let touched = end.after.files.iter().filter(|(_, node)| is_touched(node));
    touched.map(|(path, node)| of_path(path, node, places)).collect()
}

fn of_path<'a>(path: &'a str, node: &Node, places: &Places) -> Json<'a> {
    let mode = node.mode.known().map(|mode| format!("{mode:04o}"));
    let decided = own_causes(node).into_iter().filter_map(place).max();
    Json::object([
        ("path", path.into()),
        ("uid", node.uid.known().copied().into()),
        ("gid", node.gid.known().copied().into()),
        ("mode", mode.into()),
        ("line", decided.map(|span| places.line(span)).into()),
    ])
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

fn of_finding<'a>(finding: &'a Finding, places: &Places) -> Json<'a> {
    let range = places.range(finding.span);
    let because = finding.because.iter().map(|reason| of_reason(reason, places));
    Json::object([
        ("rule", finding.rule.id.into()),
        ("severity", finding.severity.name().into()),
        ("certainty", finding.certainty.name().into()),
        ("line", range.start.line.into()),
        ("column", range.start.column.into()),
        ("end_line", range.end.line.into()),
        ("end_column", range.end.column.into()),
        ("message", finding.message.as_str().into()),
        ("because", because.collect()),
        ("guide", finding.rule.guide.id().into()),
        ("fixes", finding.fixes.iter().map(of_fix).collect()),
    ])
}

fn of_reason<'a>(reason: &'a Reason, places: &Places) -> Json<'a> {
    Json::object([
        ("line", reason.span.map(|span| places.line(span)).into()),
        ("text", reason.text.as_str().into()),
        ("source", reason.source.into()),
    ])
}

fn of_fix(fix: &Fix) -> Json<'_> {
    let applicability = if fix.is_safe() { "safe" } else { "needs-review" };
    let edits = fix.edits.iter().map(|edit| {
        Json::object([
            ("start", edit.span.start.into()),
            ("end", edit.span.end.into()),
            ("text", edit.text.as_str().into()),
        ])
    });
    Json::object([
        ("title", fix.title.as_str().into()),
        ("applicability", applicability.into()),
        ("preferred", fix.preferred.into()),
        ("not_checked", fix.proof.untried().into()),
        ("edits", edits.collect()),
    ])
}

fn of_ignored<'a>(ignored: &'a Ignored, places: &Places) -> Json<'a> {
    Json::object([
        ("rule", ignored.finding.rule.id.into()),
        ("line", places.line(ignored.finding.span).into()),
        ("message", ignored.finding.message.as_str().into()),
        ("reason", ignored.reason.as_str().into()),
        ("comment", places.line(ignored.comment).into()),
    ])
}
