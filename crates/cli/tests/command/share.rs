//! `share`: a link that holds the text.

use super::support::{SKELETON, run};
use unroot::model::Builder;
use unroot::share::read;

#[test]
fn the_link_holds_text_and_assumptions() {
    let ran = run(
        &["share", "--builder", "buildah", "--page", "https://example.org/u/#x", "-"],
        SKELETON,
    );
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let fragment = ran.out.strip_prefix("https://example.org/u/#").expect("begins with the page");
    let shared = read(fragment.trim_end()).expect("is a link of ours");
    assert_eq!(shared.text, SKELETON);
    assert_eq!(shared.assumptions.builder, Builder::Buildah);
}

#[test]
fn a_link_that_may_be_cut_off_is_told() {
    let long: String = (0..3_000).map(|n| format!("RUN echo {}\n", n * 7_919)).collect();
    let ran = run(&["share", "-"], &format!("FROM debian:12\n{long}"));
    assert_eq!(ran.code, 0);
    assert!(ran.err.contains("some programs cut it off"), "{}", ran.err);
}
