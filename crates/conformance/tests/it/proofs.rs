//! Proofs are made in a short way: only what a fix changes is read and simulated again. They say what the long way says.

use conformance::corpus::{Sample, corpus, for_each};
use conformance::properties;

/// The Dockerfiles of the fixtures, each as it is and so long that fixes are tried beside blank lines.
fn samples() -> Vec<Sample> {
    let mut samples = Vec::new();
    for Sample { name, text } in corpus().remove(0).items {
        let lines = text.matches('\n').count();
        // Some hold thousands of instructions, or one of many bytes.
        if lines < 40 && text.len() < 4_000 {
            let longer = longer(&text);
            samples.push(Sample { name: format!("{name}, longer"), text: longer });
            samples.push(Sample { name, text });
        }
    }
    samples
}

/// Two stages and more in one: the text, and again the lines of its stages with other lines in between.
fn longer(text: &str) -> String {
    let from = |line: &str| line.trim_start().to_ascii_lowercase().starts_with("from ");
    let own: Vec<&str> = text.lines().filter(|line| !from(line)).collect();
    let mut longer = text.trim_end().to_owned() + "\n";
    for turn in 0..3 {
        longer += &format!(
            "# turn {turn}\nRUN useradd -m -u 130{turn} u{turn}\nWORKDIR /srv/{turn}\nCOPY src/ /srv/{turn}/a/\n\
             RUN chown -R u{turn} /srv/{turn}/a\nRUN chmod 777 /srv/{turn}\nRUN mkdir /b{turn} && chmod 777 /b{turn}\n\
             COPY --chown=u9 x /b{turn}/\nENV TURN={turn}\nRUN chmod 700 /srv/{turn}\nLABEL turn={turn}\n"
        );
        longer += &own.join("\n");
        longer += "\n";
    }
    longer
        + "FROM debian:12 AS last\nCOPY --from=0 /srv /srv\nRUN chmod 777 /srv\nUSER u1 # one\nCMD [\"a\"]\n"
}

#[test]
fn a_proof_says_what_an_analysis_of_the_fixed_text_says() {
    let samples = samples();
    let looked_at: usize =
        for_each(&samples, |sample| properties::proofs(&sample.text)).iter().sum();
    assert!(looked_at > 1_000, "only {looked_at}");
}
