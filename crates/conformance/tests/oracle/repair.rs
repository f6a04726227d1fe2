//! Builds what the repairs make of a Dockerfile.

use crate::cases::Case;
use crate::hold::assumptions;
use conformance::builds::{Builder, Tally};
use unroot::fix_all as repair;
use unroot::{Analysis, analyze};

/// "Fix all": what built before builds afterwards, and starts as the user that the verdict names.
pub fn fix_all(builder: &Builder, case: &Case, tally: &mut Tally) {
    let repaired = repair(&analyze(&case.dockerfile, &assumptions()));
    if *repaired.text == *case.dockerfile {
        tally.cases = 0;
        return;
    }
    let built_before = || builder.build(&case.dockerfile, &[]).failed.is_none();
    let repaired = analyze(&repaired.text, &assumptions());
    start(builder, &repaired, built_before, "fix all", tally);
}

/// Every repair of the case by itself.
pub fn each(builder: &Builder, case: &Case, tally: &mut Tally) {
    let analysis = analyze(&case.dockerfile, &assumptions());
    let fixes = analysis.findings.iter().flat_map(|finding| &finding.fixes);
    for fix in fixes {
        let repaired = analyze(&fix.edits.apply(&analysis.text), &assumptions());
        let built_before = || builder.build(&case.dockerfile, &[]).failed.is_none();
        start(builder, &repaired, built_before, &fix.title, tally);
    }
}

fn start(
    builder: &Builder,
    repaired: &Analysis,
    built_before: impl Fn() -> bool,
    title: &str,
    tally: &mut Tally,
) {
    let built = builder.build(&repaired.text, &[]);
    if let Some(place) = &built.failed {
        let (text, said) = (&repaired.text, &built.messages);
        let text = format!("{title}: still builds, not stopped at {place} of\n{text}\n{said}");
        tally.holds(&text, !built_before());
        return;
    }
    match (built.starts_as(), repaired.verdict.uid) {
        (Some((uid, _)), ours) => tally.value(&format!("{title}: the UID that starts"), ours, uid),
        (None, _) => tally.holds(&format!("{title}: {} can be found", built.user), false),
    }
}

/// Root images of every family there is, in the states that repairs begin with.
pub fn families() -> Vec<Case> {
    const BASES: [&str; 4] =
        ["debian:bookworm-slim", "debian:trixie-slim", "alpine:3.20", "busybox:1.37"];
    const BODIES: [(&str, &str); 8] = [
        ("plain", "WORKDIR /app\nCOPY app.py .\nCMD [\"sh\", \"/app/app.py\"]\n"),
        ("nothing", "CMD [\"sh\"]\n"),
        ("explicit", "USER root\nCMD [\"sh\"]\n"),
        ("data", "RUN mkdir /data\nVOLUME /data\nCOPY data /data\n"),
        ("world", "RUN mkdir /work && chmod 777 /work\nWORKDIR /work\n"),
        ("name", "USER app\nCMD [\"sh\"]\n"),
        ("chown", "COPY --chown=app app.py /srv/app.py\n"),
        ("early", "USER 1234\nRUN mkdir /srv/x\n"),
    ];
    let all = BASES.iter().flat_map(|base| {
        BODIES.iter().map(move |(name, body)| Case {
            name: format!("{base} {name}"),
            dockerfile: format!("FROM {base}\n{body}"),
        })
    });
    all.collect()
}
