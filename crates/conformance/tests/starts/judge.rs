//! The judgement of one application: as it is, after "fix all", and after the change of user that is offered or refused.

use crate::case::{Case, Grade, Record, assumptions};
use crate::packages;
use crate::start::Start;
use conformance::builds::Builder;
use std::fmt;
use unroot::verdict::RunsAs;
use unroot::{Analysis, Repairer, analyze, fix_all, rules};

/// What came of an application.
pub struct Judged {
    pub record: Record,
    /// What must not be.
    pub wrong: Vec<String>,
    /// Why it does not work after the change of user.
    breaks: Option<String>,
}

impl fmt::Display for Judged {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let works = match self.record.works {
            Some(true) => "works",
            Some(false) => "breaks",
            None => "untried",
        };
        write!(f, "{:?}, {works}", self.record.grade)?;
        self.breaks
            .iter()
            .try_for_each(|why| write!(f, " ({})", why.trim().replace('\n', "\n    ")))
    }
}

/// Builds and starts what there is to try.
pub fn judge(builder: &Builder, case: &Case) -> Judged {
    builder.empty();
    case.lay_out(&builder.context());
    let analysis = analyze(&case.dockerfile, &assumptions());
    let mut wrong = Vec::new();
    if let Err(why) = attempt(builder, case, &analysis) {
        wrong.push(format!("unchanged it does not work: {why}"));
    }
    let unasked = fix_all(&analysis);
    let safe = loses_root(&analysis, unasked.runs_as);
    let tried = (*unasked.text != *case.dockerfile).then(|| works(builder, case, &unasked.text));
    if let Some(Err(why)) = &tried {
        wrong.push(format!("safe and broken: {why}\n{}", unasked.text));
    }
    let (grade, tried) = match safe {
        true => (Grade::Safe, tried),
        false => changed(builder, case, &analysis),
    };
    let works = tried.as_ref().map(Result::is_ok);
    Judged { record: Record { grade, works }, wrong, breaks: tried.and_then(Result::err) }
}

/// The change of user that is not made unasked, and whether the application works after it.
fn changed(
    builder: &Builder,
    case: &Case,
    analysis: &Analysis,
) -> (Grade, Option<Result<(), String>>) {
    let reviewed = Repairer::new(analysis, None).with_review().finish();
    if loses_root(analysis, reviewed.runs_as) {
        return (Grade::Review, Some(works(builder, case, &reviewed.text)));
    }
    let reasons = analysis.findings.iter().filter(|finding| finding.no_fix.is_some());
    let rules: Vec<&str> = reasons.map(|finding| finding.rule.id).collect();
    if rules.is_empty() {
        return (Grade::None, None);
    }
    // The fix that a gate took away.
    let (ungated, _) = rules::check(&analysis.build, &analysis.dockerfile, &analysis.text);
    let fixes = ungated.iter().filter(|finding| rules.contains(&finding.rule.id));
    let texts = fixes.flat_map(|finding| &finding.fixes).map(|fix| fix.edits.apply(&analysis.text));
    let mut changed =
        texts.filter(|text| loses_root(analysis, analyze(text, &assumptions()).verdict.runs_as));
    (Grade::Refused, changed.next().map(|text| works(builder, case, &text)))
}

fn loses_root(analysis: &Analysis, after: RunsAs) -> bool {
    analysis.verdict.runs_as == RunsAs::Root && after == RunsAs::NonRoot
}

/// Whether the application works after a change that leads to `text`.
fn works(builder: &Builder, case: &Case, text: &str) -> Result<(), String> {
    attempt(builder, case, &analyze(text, &assumptions()))
}

/// Builds the analyzed text, starts the image, and probes it. The user has to be the one of the verdict, where that is known.
fn attempt(builder: &Builder, case: &Case, analysis: &Analysis) -> Result<(), String> {
    let image = packages::build(builder, analysis)?;
    let start = Start::of(builder, &image, case)?;
    let outcome = start.run();
    if let Some(why) = outcome.failed {
        return Err(format!("{why}\n{}", outcome.printed));
    }
    let Some(uid) = analysis.verdict.uid else { return Ok(()) };
    if start.uid != uid {
        return Err(format!("it starts as {}, and the verdict says {uid}", start.uid));
    }
    // Root may step down; everybody else stays who they are.
    let mut users = outcome.uids.iter().chain(&outcome.owner);
    match users.find(|user| uid != 0 && **user != uid) {
        None => Ok(()),
        Some(user) => Err(format!("it works as {user}, and the verdict says {uid}")),
    }
}
