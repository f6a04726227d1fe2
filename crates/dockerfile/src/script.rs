//! The text that a shell gets from an instruction with here-documents.

use super::{Heredoc, Instruction, Joined};

impl Instruction {
    /// What the shell runs for a command in shell form whose text starts at the byte `offset` of
    /// the logical line: the line and the here-documents after it, or the body alone where the
    /// line is nothing but `<<EOF` (then it may begin with `#!` and name another interpreter).
    pub fn script(&self, offset: usize) -> Joined {
        let line = self.line.slice(offset);
        match &self.heredocs[..] {
            [] => line,
            [only] if is_marker(line.text(), only) => only.content.clone(),
            heredocs => with_bodies(line, heredocs),
        }
    }
}

/// Whether `line` holds the marker of `heredoc` and nothing else.
fn is_marker(line: &str, heredoc: &Heredoc) -> bool {
    let marker = heredoc.marker.end - heredoc.marker.start;
    line.trim().len() == marker
}

fn with_bodies(mut script: Joined, heredocs: &[Heredoc]) -> Joined {
    for heredoc in heredocs {
        script.push("\n", heredoc.body.start.saturating_sub(1));
        script.append(&heredoc.content);
        script.push(&heredoc.name, heredoc.body.end);
    }
    script
}

#[cfg(test)]
mod tests {
    use crate::{Body, Command, parse};

    fn script(text: &str) -> String {
        let dockerfile = parse(text);
        let instruction = dockerfile.instructions.last().unwrap();
        let Body::Run(Command::Shell { offset, .. }) = &instruction.body else { panic!("{text}") };
        instruction.script(*offset).text().to_owned()
    }

    #[test]
    fn heredocs_follow_their_line_or_are_the_script() {
        assert_eq!(script("FROM a\nRUN --network=none id \\\n && ls\n"), "id  && ls");
        assert_eq!(script("FROM a\nRUN <<EOF\nid\nEOF\n"), "id\n");
        assert_eq!(script("FROM a\nRUN cat <<A <<B\n1\nA\n2\nB\n"), "cat <<A <<B\n1\nA\n2\nB");
    }
}
