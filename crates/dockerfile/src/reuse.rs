//! Takes over what other readers made of instructions, where the next text has the same ones.

use super::{Body, Dockerfile, Instruction};
use std::sync::Arc;

impl Dockerfile {
    /// Takes over what is kept with the instructions of `before`, as far as both files begin and end alike. Places
    /// may differ: what is kept must not depend on them.
    pub fn take_over(&mut self, before: &Dockerfile) {
        let same = |(new, old): &(&mut Arc<Instruction>, &Arc<Instruction>)| {
            Arc::ptr_eq(new, old) || says_the_same(new, old)
        };
        let pairs = self.instructions.iter_mut().zip(&before.instructions);
        let first = pairs.take_while(same).map(take_shared).count();
        let (new, old) = (&mut self.instructions[first..], &before.instructions[first..]);
        new.iter_mut().rev().zip(old.iter().rev()).take_while(same).for_each(take_shared);
    }
}

fn take_shared((new, old): (&mut Arc<Instruction>, &Arc<Instruction>)) {
    if !Arc::ptr_eq(new, old) {
        take((Arc::make_mut(new), old));
    }
}

fn take((new, old): (&mut Instruction, &Instruction)) {
    new.kept = old.kept.clone();
    if let (Body::Onbuild(new), Body::Onbuild(old)) = (&mut new.body, &old.body) {
        take((new, old));
    }
}

/// Whether both hold the same text, wherever it stands.
fn says_the_same(a: &Instruction, b: &Instruction) -> bool {
    let length = |instruction: &Instruction, at: usize| {
        let marker = instruction.heredocs[at].marker;
        marker.end - marker.start
    };
    a.line.text() == b.line.text()
        && a.heredocs.len() == b.heredocs.len()
        && (0..a.heredocs.len()).all(|at| {
            length(a, at) == length(b, at)
                && a.heredocs[at].content.text() == b.heredocs[at].content.text()
        })
}

#[cfg(test)]
mod tests {
    use crate::parse;

    #[test]
    fn what_is_kept_moves_to_the_same_instructions_of_another_text() {
        let old = parse("FROM a\nRUN one\nRUN two\nRUN cat <<E\nx\nE\nONBUILD RUN three\n");
        let numbers = old.instructions.iter().enumerate();
        numbers.for_each(|(at, instruction)| assert_eq!(instruction.kept.get(|| at), Some(&at)));
        let mut new =
            parse("FROM a\n# why\nRUN one\nRUN other\nRUN cat <<E\nx\nE\nONBUILD RUN three\n");
        new.take_over(&old);
        let kept: Vec<_> =
            new.instructions.iter().map(|at| *at.kept.get(|| 99_usize).unwrap()).collect();
        assert_eq!(kept, [0, 1, 99, 3, 4]);
        let mut other = parse("FROM a\nRUN cat <<E\ny\nE\n");
        other.take_over(&old);
        assert_eq!(other.instructions[1].kept.get(|| 99_usize), Some(&99));
        assert_eq!(other.instructions[0].kept.get(String::new), None);
    }
}
