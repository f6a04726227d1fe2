//! Whether an instruction has the words that a course names.

use dockerfile::{Instruction, Keyword, parse};

/// Words to look for: `COPY . .`, or without an instruction's name, `apt-get update`.
pub(super) struct Words {
    keyword: Option<Keyword>,
    words: Vec<String>,
}

impl Words {
    /// Reads `line` the way an instruction is read, if it begins with the name of one in capitals.
    pub(super) fn of(line: &str) -> Self {
        let first = line.split_whitespace().next().unwrap_or_default();
        let names_one =
            Keyword::of(first) != Keyword::Unknown && first == first.to_ascii_uppercase();
        match parse(line).instructions.first().filter(|_| names_one) {
            Some(instruction) => {
                Words { keyword: Some(instruction.keyword), words: words(instruction) }
            }
            None => {
                Words { keyword: None, words: line.split_whitespace().map(str::to_owned).collect() }
            }
        }
    }

    /// Whether `instruction` has all of the words in this order. Others may stand between them, so
    /// that a command may get an option, or company.
    pub(super) fn are_in(&self, instruction: &Instruction) -> bool {
        if self.keyword.is_some_and(|keyword| keyword != instruction.keyword) {
            return false;
        }
        let mut there = words(instruction).into_iter();
        self.words.iter().all(|word| there.any(|other| other == *word))
    }
}

/// The words of an instruction without its name and its flags; those of its heredocs too.
fn words(instruction: &Instruction) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let quoted = |argument: &dockerfile::Argument| argument.text.clone();
    if instruction.json {
        words.extend(instruction.arguments.iter().map(quoted));
    } else {
        let line = instruction.line.text().trim_start();
        let line = line.get(instruction.keyword_word.text.len()..).unwrap_or_default();
        let flags = instruction.flags.len();
        let skipped =
            line.split_whitespace().skip_while(|word| flags > 0 && word.starts_with("--"));
        words.extend(skipped.map(str::to_owned));
    }
    let bodies = instruction.heredocs.iter().map(|heredoc| heredoc.content.text());
    words.extend(bodies.flat_map(str::split_whitespace).map(str::to_owned));
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(line: &str, instruction: &str) -> bool {
        let tree = parse(&format!("FROM debian:12\n{instruction}\n"));
        Words::of(line).are_in(&tree.instructions[1])
    }

    #[test]
    fn blanks_flags_and_company_are_no_difference() {
        assert!(has("COPY . .", "copy   --chown=app  --link . \\\n  ."));
        assert!(has("RUN npm ci", "RUN useradd app && npm ci --omit=dev"));
        assert!(has("apt-get update", "RUN apt-get update && apt-get install -y curl"));
        assert!(has("apt-get install curl", "RUN apt-get install -y curl"));
        assert!(has("RUN npm ci", "RUN <<EOF\nset -e\nnpm ci\nEOF"));
        assert!(has("CMD [\"node\", \"server.js\"]", "CMD [ \"node\",\"server.js\" ]"));
        assert!(has("user app", "RUN echo user app"));
        assert!(has("RUN", "RUN true"));
    }

    #[test]
    fn other_words_another_order_and_another_instruction_are() {
        assert!(!has("COPY . .", "COPY app ."));
        assert!(!has("COPY a b", "COPY b a"));
        assert!(!has("COPY . .", "ADD . ."));
        assert!(!has("USER app", "RUN echo USER app"));
        assert!(!has("RUN npm ci", "# RUN npm ci\nRUN true"));
        assert!(!has("CMD [\"node\", \"server.js\"]", "CMD [\"node\"]"));
    }
}
