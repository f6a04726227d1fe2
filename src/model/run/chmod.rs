//! `chmod`: modes in octal and in letters.

use super::ownership::{Options, paths};
use super::walk::{Exit, Walker};
use crate::model::{Cause, Denial, EventKind, Outcome, Value};
use crate::source::Span;
use std::sync::Arc;

/// Carries it out.
pub(super) fn chmod(walker: &mut Walker, at: Span, options: &Options, command: Span) -> Exit {
    let Some((mode, targets)) = options.operands.split_first() else {
        return Exit::Fails(Cause::At(command));
    };
    let paths: Vec<_> = paths(walker, targets).into_iter().flatten().collect();
    let Some(text) = mode.value.clone() else { return Exit::Unknown };
    let me = walker.who.uid.known().copied();
    for (path, _) in &paths {
        let owner = walker.world.files.ownership(path).and_then(|now| now.uid.known().copied());
        if let (Some(me), Some(owner)) = (me, owner)
            && me != 0
            && me != owner
        {
            let fails = Outcome::Fails(Cause::At(command));
            let what = Denial::Change { path: path.clone() };
            walker.event(at, command, EventKind::Denied { what, fails });
            return Exit::Fails(Cause::At(command));
        }
    }
    let files = Arc::make_mut(&mut walker.world.files);
    for (path, _) in &paths {
        for (known, node) in files.within_mut(path) {
            if options.recursive || known == path {
                node.mode = match node
                    .mode
                    .known()
                    .and_then(|before| changed(*before, &text, node.directory))
                {
                    Some(mode) => Value::Known(mode, Cause::At(command)),
                    None => match u32::from_str_radix(&text, 8) {
                        Ok(mode) if !node.directory => Value::Known(mode, Cause::At(command)),
                        _ => Value::Unknown(Cause::At(command)),
                    },
                };
            }
        }
    }
    if opens_to_everybody(&text) {
        walker.event(
            mode.span,
            command,
            EventKind::WorldWritable { mode: text, paths, recursive: options.recursive },
        );
    }
    Exit::Ok
}

/// The mode after `chmod text` on `before`; `None` where the text is not understood. Up to four
/// octal digits leave setuid and setgid of a directory alone (GNU coreutils).
pub(crate) fn changed(before: u32, text: &str, directory: bool) -> Option<u32> {
    if text.bytes().all(|b| b.is_ascii_digit()) {
        let mode = u32::from_str_radix(text, 8).ok()?;
        let kept = if directory && text.len() <= 4 { before & 0o6000 } else { 0 };
        return Some(mode | kept);
    }
    let mut mode = before;
    for clause in text.split(',') {
        let at = clause.find(['+', '-', '='])?;
        let (who, rest) = clause.split_at(at);
        let operator = rest.as_bytes()[0];
        let classes = if who.is_empty() || who.contains('a') { "ugo" } else { who };
        for class in classes.chars() {
            let shift = match class {
                'u' => 6,
                'g' => 3,
                'o' => 0,
                _ => return None,
            };
            let (mut bits, mut special) = (0, 0);
            for permission in rest[1..].chars() {
                match permission {
                    'r' => bits |= 4,
                    'w' => bits |= 2,
                    'x' => bits |= 1,
                    'X' if directory || mode & 0o111 != 0 => bits |= 1,
                    'X' => {}
                    's' if class == 'u' => special |= 0o4000,
                    's' if class == 'g' => special |= 0o2000,
                    't' => special |= 0o1000,
                    's' => {}
                    'u' => bits |= (before >> 6) & 7,
                    'g' => bits |= (before >> 3) & 7,
                    'o' => bits |= before & 7,
                    _ => return None,
                }
            }
            let change = (bits << shift) | special;
            match operator {
                b'+' => mode |= change,
                b'-' => mode &= !change,
                _ => mode = (mode & !(7 << shift)) | change,
            }
        }
    }
    Some(mode)
}

/// Whether a mode lets everybody write, without the sticky bit that makes it a shared folder.
fn opens_to_everybody(mode: &str) -> bool {
    if mode.bytes().all(|b| b.is_ascii_digit()) {
        return u32::from_str_radix(mode, 8)
            .is_ok_and(|mode| mode & 0o2 != 0 && mode & 0o1000 == 0);
    }
    let sticky = mode.contains('t');
    !sticky
        && mode.split(',').any(|clause| {
            let Some(at) = clause.find(['+', '=']) else { return false };
            // Without a class the umask keeps the others' write bit away.
            clause[..at].contains(['a', 'o']) && clause[at..].contains('w')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modes_change_as_chmod_changes_them() {
        let cases = [
            (0o644, "755", false, 0o755),
            (0o2775, "777", true, 0o2777),
            (0o2775, "00777", true, 0o777),
            (0o644, "+x", false, 0o755),
            (0o755, "go-rx", true, 0o700),
            (0o640, "g=u", false, 0o660),
            (0o644, "a+X", false, 0o644),
            (0o744, "a+X", false, 0o755),
            (0o755, "u+s", false, 0o4755),
            (0o755, "a+w,o-w", true, 0o775),
        ];
        for (before, text, directory, after) in cases {
            assert_eq!(changed(before, text, directory), Some(after), "{before:o} {text}");
        }
        assert_eq!(changed(0o644, "banana", false), None);
    }

    #[test]
    fn everybody_may_write() {
        for mode in ["777", "0777", "666", "a+w", "o+w", "ugo+rwx", "a=rwx", "+x,o+w"] {
            assert!(opens_to_everybody(mode), "{mode}");
        }
        for mode in ["775", "1777", "+w", "u+w", "g=u", "o-w", "a+rwxt"] {
            assert!(!opens_to_everybody(mode), "{mode}");
        }
    }
}
