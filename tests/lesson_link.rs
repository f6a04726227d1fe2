//! Links into the course, and where an own course may lie.

// The page's own module, which knows no browser.
#[path = "../src/app/lesson/link.rs"]
mod link;

use link::{Link, is_beside};

#[test]
fn links_come_back_as_they_went() {
    let plain = Link { lesson: Some("03-create-a-user".into()), ..Link::default() };
    let all = Link { no_hints: true, projector: true, ..plain.clone() };
    assert_eq!(plain.fragment(), "lesson=03-create-a-user");
    assert_eq!(all.fragment(), "lesson=03-create-a-user&hints=off&projector");
    for link in [plain, all] {
        assert_eq!(Link::of(&link.fragment()), Some(link));
    }
}

#[test]
fn what_leads_to_no_lesson_is_left_alone() {
    for fragment in ["", "somewhere", "hints=off&projector", "1.eNoBNADL"] {
        assert_eq!(Link::of(fragment), None, "{fragment}");
    }
    let later = Link::of("lesson=01-a&shade=dark&hints=on").expect("a link");
    assert_eq!(later, Link { lesson: Some("01-a".into()), ..Link::default() });
}

#[test]
fn a_course_lies_beside_the_page_or_nowhere() {
    for path in ["my-course.json", "courses/My_course.2.json"] {
        assert!(is_beside(path), "{path}");
    }
    let elsewhere = [
        "",
        "/c.json",
        "//host/c.json",
        "https://host/c.json",
        "data:,{}",
        "../c.json",
        "a/../c.json",
        "a/./c.json",
        "a//c.json",
        "%2e%2e/c.json",
        "..\\c.json",
        "c.json?x",
        "c.json#x",
        ".hidden",
        "ü.json",
    ];
    for path in elsewhere {
        assert!(!is_beside(path), "{path}");
    }
}
