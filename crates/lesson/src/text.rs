//! Reads `lesson.md`: a title, and sections in a fixed order.

use super::Problem;
use unroot::guide::Section;
use unroot::guide::markdown::{Block, located};

/// What a lesson's text says.
pub(super) struct Text {
    pub(super) title: String,
    pub(super) story: String,
    pub(super) task: String,
    pub(super) hints: Vec<String>,
    pub(super) learnt: Vec<String>,
    pub(super) guide: Section,
    pub(super) question: Option<String>,
}

/// The sections that every lesson has, in order. `Quiz` may stand between or after them.
const SECTIONS: [&str; 5] = ["Story", "Task", "Hints", "Learnt", "Guide"];
const QUIZ: &str = "Quiz";

/// A section as it stands in the text.
struct Part<'a> {
    name: &'a str,
    /// The line of its heading, from 1.
    line: usize,
    body: Vec<&'a str>,
}

/// Reads `text`, which is called `place`; else says all that is wrong with it.
pub(super) fn read(text: &str, place: &str) -> Result<Text, Vec<Problem>> {
    let mut reader = Reader { place, problems: Vec::new() };
    let (title, parts) = reader.split(text);
    reader.order(&parts);
    let part = |name: &str| parts.iter().find(|part| part.name == name);
    let mut prose = |name: &str| part(name).and_then(|part| reader.prose(part));
    let (story, task, question) = (prose(SECTIONS[0]), prose(SECTIONS[1]), prose(QUIZ));
    let hints = part(SECTIONS[2]).map(|part| reader.items(part));
    let learnt = part(SECTIONS[3]).map(|part| reader.items(part));
    let guide = part(SECTIONS[4]).and_then(|part| reader.guide(part));
    match (title, story, task, hints, learnt, guide) {
        (Some(title), Some(story), Some(task), Some(hints), Some(learnt), Some(guide))
            if reader.problems.is_empty() =>
        {
            Ok(Text { title, story, task, hints, learnt, guide, question })
        }
        _ => Err(reader.problems),
    }
}

struct Reader<'a> {
    place: &'a str,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn wrong(&mut self, line: usize, message: impl Into<String>) {
        self.problems.push(Problem::on(self.place, line, message));
    }

    /// The title and the sections.
    fn split<'a>(&mut self, text: &'a str) -> (Option<String>, Vec<Part<'a>>) {
        let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
        let title = first.strip_prefix("# ").map(str::trim).filter(|title| !title.is_empty());
        if title.is_none() {
            self.wrong(1, "a lesson begins with `# ` and its title");
        }
        let line_of = |at: usize| rest[..at].matches('\n').count() + 2;
        let mut parts: Vec<Part> = Vec::new();
        // Where the body of the last section begins.
        let mut begin = 0;
        for (range, block) in located(rest) {
            let line = line_of(range.start);
            let body = rest[begin..range.start].lines();
            match (&block, parts.last_mut()) {
                (Block::Heading(2, _), last) => {
                    if let Some(part) = last {
                        part.body = body.collect();
                    }
                    begin = range.end;
                    let name = rest[range].trim_start_matches('#').trim();
                    parts.push(Part { name, line, body: Vec::new() });
                }
                (_, None) => self.wrong(line, "text before the first section"),
                (Block::Code { .. }, Some(_)) if !rest[range].trim_end().ends_with("\n```") => {
                    self.wrong(line, "a block of code is never closed");
                }
                _ => {}
            }
        }
        if let Some(part) = parts.last_mut() {
            part.body = rest[begin..].lines().collect();
        }
        (title.map(str::to_owned), parts)
    }

    /// Every section is there, once, in order.
    fn order(&mut self, parts: &[Part]) {
        let mut next = 0;
        for (at, part) in parts.iter().enumerate() {
            let place = SECTIONS.iter().position(|name| *name == part.name);
            if parts[..at].iter().any(|other| other.name == part.name) {
                self.wrong(part.line, format!("the section `{}` is there already", part.name));
            } else if let Some(place) = place {
                if place < next {
                    self.wrong(
                        part.line,
                        format!(
                            "the section `{}` belongs above `{}`",
                            part.name,
                            SECTIONS[next - 1]
                        ),
                    );
                }
                next = next.max(place + 1);
            } else if part.name != QUIZ {
                let names = SECTIONS.join("`, `");
                self.wrong(
                    part.line,
                    format!(
                        "nobody knows the section `{}`; there are `{names}` and `{QUIZ}`",
                        part.name
                    ),
                );
            }
        }
        for name in SECTIONS {
            if !parts.iter().any(|part| part.name == name) {
                self.problems
                    .push(Problem::at(self.place, format!("the section `{name}` is missing")));
            }
        }
    }

    fn prose(&mut self, part: &Part) -> Option<String> {
        let body = part.body.join("\n").trim().to_owned();
        if body.is_empty() {
            self.wrong(part.line, format!("the section `{}` is empty", part.name));
            return None;
        }
        Some(body)
    }

    /// The items of a list that is all of the section; indented lines go on with the item above.
    fn items(&mut self, part: &Part) -> Vec<String> {
        let mut items: Vec<String> = Vec::new();
        for (line, number) in part.body.iter().zip(part.line + 1..) {
            if let Some(item) = line.strip_prefix("- ").filter(|item| !item.trim().is_empty()) {
                items.push(item.trim().to_owned());
                continue;
            }
            match items.last_mut() {
                _ if line.trim().is_empty() => {}
                Some(item) if line.starts_with(' ') => {
                    item.push(' ');
                    item.push_str(line.trim());
                }
                _ => {
                    let name = part.name;
                    self.wrong(number, format!("`{name}` is a list: its lines begin with `- `"));
                }
            }
        }
        if items.is_empty() {
            self.wrong(part.line, format!("the section `{}` has no items", part.name));
        }
        items
    }

    fn guide(&mut self, part: &Part) -> Option<Section> {
        let body = self.prose(part)?;
        let found = Section::ALL.into_iter().find(|section| section.id() == body);
        if found.is_none() {
            let ids = Section::ALL.map(Section::id).join("`, `");
            let named = body.lines().next().unwrap_or_default();
            let message = format!("the guide has no section `{named}`; it has `{ids}`");
            let blanks = part.body.iter().take_while(|line| line.trim().is_empty()).count();
            self.wrong(part.line + 1 + blanks, message);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = "# A `title`\n\n## Story\n\nWhy.\n```\n## no section\n```\n\n## Task\nDo.\n\n## Hints\n- a\n  b\n\n- c\n\
                         ## Learnt\n- d\n\n## Guide\n\nbreakout\n";

    fn told(text: &str) -> Vec<String> {
        let problems = read(text, "lesson.md").err().unwrap_or_default();
        problems.iter().map(Problem::to_string).collect()
    }

    #[test]
    fn sections_are_read() {
        let text = read(WHOLE, "lesson.md").expect("a text");
        assert_eq!((text.title.as_str(), text.task.as_str()), ("A `title`", "Do."));
        assert_eq!(text.story, "Why.\n```\n## no section\n```");
        assert_eq!(
            (text.hints, text.learnt),
            (vec!["a b".to_owned(), "c".into()], vec!["d".into()])
        );
        assert_eq!((text.guide, text.question), (Section::Breakout, None));
        let with_quiz = WHOLE.replace("## Hints", "## Quiz\n\nWho?\n\n## Hints");
        let text = read(&with_quiz, "lesson.md").expect("a text");
        assert_eq!(text.question.as_deref(), Some("Who?"));
        let windows = WHOLE.replace('\n', "\r\n");
        assert_eq!(read(&windows, "").expect("a text").task, "Do.");
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        for (from, to, expected) in [
            ("# A `title`", "A title", "1: a lesson begins with `# ` and its title"),
            ("# A `title`\n", "# A\nb\n", "2: text before the first section"),
            ("Do.\n", "", "10: the section `Task` is empty"),
            ("## Guide", "## Guide\nx\n## Guide", "23: the section `Guide` is there already"),
            ("- d", "d", "19: `Learnt` is a list: its lines begin with `- `"),
            (
                "breakout",
                "break-in",
                "23: the guide has no section `break-in`; it has `breakout`, ",
            ),
            ("## Guide", "## Notes\n## Guide", "21: nobody knows the section `Notes`; there are "),
            ("breakout", "breakout\n```", "24: a block of code is never closed"),
        ] {
            let told = told(&WHOLE.replace(from, to));
            let expected = format!("lesson.md:{expected}");
            let found = told.iter().any(|told| told.starts_with(&expected));
            assert!(found, "{told:?}, not {expected:?}");
        }
        let without = told(&WHOLE.replace("## Task\nDo.\n", ""));
        assert_eq!(without, ["lesson.md: the section `Task` is missing"]);
        let turned = WHOLE
            .replace("## Task\nDo.\n", "")
            .replace("## Hints", "## Hints\n- x\n## Task\nDo.\n## H");
        assert!(
            told(&turned)
                .contains(&"lesson.md:13: the section `Task` belongs above `Hints`".to_owned())
        );
        assert_eq!(told("").len(), 6);
    }
}
