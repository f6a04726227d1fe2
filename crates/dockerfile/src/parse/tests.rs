//! Traps that broke other readers.

use crate::*;
use std::sync::Arc;

fn read(text: &str) -> Vec<Arc<Instruction>> {
    parse(text).instructions
}

fn keywords(text: &str) -> Vec<Keyword> {
    read(text).iter().map(|instruction| instruction.keyword).collect()
}

#[test]
fn a_bad_line_costs_only_itself() {
    let text = "FROM a\nBOGUS b\nENV c\nRUN [1]\nCOPY --from b /c\nUSER d\n";
    let file = parse(text);
    let bad: Vec<_> = file.instructions.iter().map(|each| each.problem.is_some()).collect();
    assert_eq!(bad, [false, true, true, true, true, false]);
    assert!(file.instructions[1..5].iter().all(|each| each.body == Body::Unknown));
    let Body::User(user) = &file.instructions[5].body else { panic!() };
    assert_eq!((user.text.as_str(), user.span.of(text)), ("d", "d"));
    let told: Vec<_> = file.problems.iter().map(|problem| problem.span.of(text)).collect();
    assert_eq!(told, ["BOGUS", "c", "1", "--from"]);
}

#[test]
fn keywords_in_any_case_and_broken_in_two() {
    let text = "from a\nUs\\\ner b\n";
    let file = read(text);
    assert_eq!(file[1].keyword, Keyword::User);
    assert_eq!(file[1].keyword_word.text, "User");
    assert_eq!((file[1].first_line, file[1].last_line), (2, 3));
}

#[test]
fn only_arg_comes_before_from() {
    assert!(parse("ARG a\nFROM $a\n").problems.is_empty());
    assert_eq!(parse("RUN a\nRUN b\n").problems.len(), 1);
    assert_eq!(parse("\u{feff}\n# only a comment\n").problems.len(), 1);
    assert_eq!(parse("").problems.len(), 1);
}

#[test]
fn crlf_and_a_byte_order_mark_leave_no_trace() {
    let text = "\u{feff}FROM a\r\nRUN b \\\r\n# c\r\n  d\r\nUSER e\r\n";
    let file = parse(text);
    assert!(file.problems.is_empty());
    let told: Vec<_> = file.instructions.iter().map(|each| each.line.text()).collect();
    assert_eq!(told, ["FROM a", "RUN b   d", "USER e"]);
    assert_eq!(file.instructions[2].span.of(text), "USER e");
    assert_eq!(file.comments[0].span.of(text), "# c");
}

#[test]
fn only_the_very_name_ends_a_heredoc() {
    let text = "FROM a\nRUN <<EOF\n EOF\nEOF \n\tEOF\nUSER x\nEOF\nUSER b";
    let file = read(text);
    assert_eq!(file.len(), 3);
    let heredoc = &file[1].heredocs[0];
    assert_eq!(heredoc.body.of(text), " EOF\nEOF \n\tEOF\nUSER x\n");
    assert_eq!(heredoc.marker.of(text), "<<EOF");
    assert_eq!((file[1].first_line, file[1].last_line), (2, 7));
    assert!(file[1].span.of(text).ends_with("\nEOF"));
}

#[test]
fn tabs_go_only_where_they_are_asked_to() {
    let text = "RUN <<-A cat <<'B' >x\n\t\ta\n\tA\n\tb\nB\n";
    let file = read(text);
    let [first, second] = file[0].heredocs.as_slice() else { panic!() };
    assert_eq!((first.content.text(), second.content.text()), ("a\n", "\tb\n"));
    assert_eq!(first.content.span(0, 1).of(text), "a");
    assert_eq!(first.body.of(text), "\t\ta\n");
    assert!(first.expand && !second.expand);
}

#[test]
fn heredocs_ignore_the_escape_directive_and_the_exec_form() {
    let text = "# escape=`\nFROM a\nRUN <<\\EOF\nx\nEOF\nRUN [\"<<EOF\"]\nCMD <<EOF\nEOF\n";
    let file = read(text);
    assert_eq!(file[1].heredocs[0].name, "EOF");
    assert!(file[2].json && file[2].heredocs.is_empty() && file[3].heredocs.is_empty());
    assert_eq!(file[4].keyword, Keyword::Unknown);
}

#[test]
fn copy_keeps_heredocs_apart_from_files() {
    let text = "FROM a\nCOPY --chown=b <<one c <<\"two\" /d\n1\none\n2\ntwo\nCOPY e <<f\nf\n";
    let file = read(text);
    let Body::Copy(copy) = &file[1].body else { panic!() };
    let sources: Vec<_> = copy.sources.iter().map(|word| word.text.as_str()).collect();
    assert_eq!((sources.as_slice(), copy.destination.text.as_str()), (&["c"][..], "/d"));
    assert_eq!(file[1].flag("chown").unwrap().value.as_ref().unwrap().span.of(text), "b");
    assert_eq!(file[1].heredocs.len(), 2);
    // A refused line has its body all the same.
    assert!(file[2].problem.is_some());
    assert_eq!(file.len(), 3);
}

#[test]
fn an_open_heredoc_ends_before_the_next_instruction() {
    let text = "FROM a\nRUN <<EOF\nset -e\nrun x\n\nUSER b\nRUN <<C\nd\nC\n";
    assert_eq!(keywords(text), [Keyword::From, Keyword::Run, Keyword::User, Keyword::Run]);
    let file = parse(text);
    assert_eq!(file.problems.len(), 1);
    assert_eq!(file.problems[0].span.of(text), "<<EOF");
    assert_eq!(file.instructions[1].body, Body::Unknown);
    assert_eq!(file.instructions[3].heredocs.len(), 1);
}

#[test]
fn onbuild_holds_one_instruction_and_hands_heredocs_on() {
    let text = "FROM a\nONBUILD  RUN --network=none <<EOF cat\nx\nEOF\nUSER b\n";
    let file = read(text);
    let Body::Onbuild(inner) = &file[1].body else { panic!() };
    assert_eq!((inner.heredocs.len(), file[1].heredocs.len()), (1, 1));
    assert_eq!(inner.flags[0].span.of(text), "--network=none");
    let Body::Run(Command::Shell { script, offset }) = &inner.body else { panic!() };
    assert_eq!(script.text, "<<EOF cat");
    assert!(inner.line.text()[*offset..].starts_with("<<EOF"));
    assert!(inner.span.of(text).starts_with("RUN --net"));
    assert_eq!(file[2].keyword, Keyword::User);
}

#[test]
fn onbuild_is_never_nested() {
    for refused in ["ONBUILD", "ONBUILD ONBUILD RUN a", "ONBUILD FROM a", "ONBUILD ENV a"] {
        let text = format!("FROM x\n{refused}\n");
        assert_eq!(parse(&text).problems.len(), 1, "{refused}");
    }
    assert_eq!(read(&"ONBUILD ".repeat(200_000)).len(), 1);
    // Only the build of a child looks at what is inside.
    assert!(parse("FROM x\nONBUILD BOGUS\n").problems.is_empty());
}

#[test]
fn bodies_say_what_was_meant() {
    let text = "FROM --platform=$P a AS b\nARG c d=\"e f\"\nENV g='h' i=j\\ k\nLABEL l m n\n\
                EXPOSE 80 81/udp\nVOLUME [\" /v \"]\nSHELL [\"sh\", \"-c\"]\nWORKDIR  /w x \n\
                STOPSIGNAL --x 9\nHEALTHCHECK --retries=2 CMD  curl  -f x\nHEALTHCHECK NONE\n\
                RUN\nMAINTAINER me\nCMD []\n";
    let file = parse(text);
    assert!(file.problems.is_empty(), "{:?}", file.problems);
    let body = |at: usize| file.instructions[at].body.clone();
    let Body::From { image, name } = body(0) else { panic!() };
    assert_eq!((image.text.as_str(), name.unwrap().span.of(text)), ("a", "b"));
    let Body::Arg(list) = body(1) else { panic!() };
    assert_eq!(list[0].1, None);
    assert_eq!(list[1].1.as_ref().unwrap().span.of(text), "\"e f\"");
    let Body::Env(list) = body(2) else { panic!() };
    assert_eq!((list[0].0.text.as_str(), list[1].1.text.as_str()), ("g", "j\\ k"));
    let Body::Label(list) = body(3) else { panic!() };
    assert_eq!(list[0].1.text, "m n");
    assert!(matches!(body(4), Body::Expose(ports) if ports.len() == 2));
    let Body::Volume(list) = body(5) else { panic!() };
    assert_eq!((list[0].text.as_str(), list[0].span.of(text)), ("/v", "\" /v \""));
    assert!(matches!(body(6), Body::Shell(words) if words.len() == 2));
    assert!(matches!(body(7), Body::Workdir(path) if path.text == "/w x"));
    assert!(matches!(body(8), Body::Stopsignal(signal) if signal.text == "9"));
    let Body::Healthcheck(Some(Command::Shell { script, offset })) = body(9) else { panic!() };
    assert_eq!(script.text, "curl  -f x");
    assert_eq!(&file.instructions[9].line.text()[offset..], "curl  -f x");
    assert!(matches!(body(10), Body::Healthcheck(None)));
    assert!(matches!(body(11), Body::Run(Command::Shell { script, .. }) if script.text.is_empty()));
    assert!(matches!(body(13), Body::Cmd(Command::Exec(words)) if words.is_empty()));
}

#[test]
fn what_buildkit_refuses_is_refused() {
    let refused = [
        "FROM a b",
        "FROM a AS 1b",
        "FROM",
        "USER",
        "WORKDIR",
        "EXPOSE",
        "VOLUME",
        "VOLUME [\"\"]",
        "SHELL sh -c",
        "SHELL []",
        "COPY a",
        "ADD [\"a\"]",
        "ENV =a",
        "ARG =a",
        "ARG",
        "LABEL",
        "HEALTHCHECK",
        "HEALTHCHECK CMD",
        "HEALTHCHECK NONE x",
        "HEALTHCHECK --interval=1 CMD a",
        "HEALTHCHECK --retries=-1 CMD a",
        "RUN --network=x a",
        "RUN --security=x a",
        "RUN --mount a",
        "RUN --mount= a",
        "CMD --x a",
        "\\",
    ];
    for line in refused {
        let file = parse(&format!("FROM x\n{line}"));
        assert_eq!(file.problems.len(), 1, "{line}");
        assert!(file.instructions[1].problem.is_some(), "{line}");
    }
}
