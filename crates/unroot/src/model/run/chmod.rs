//! `chmod`: modes in octal and in letters.

use super::ownership::{Options, missing, somewhere};
use super::refused::{Change, refused};
use super::targets::Targets;
use super::walk::{Exit, Walker};
use super::world::UNKNOWN_UMASK;
use crate::image::Family;
use crate::model::{Cause, Contents, EventKind, Kind, Ownership, Value};
use dockerfile::Span;
use std::sync::Arc;

/// Carries it out.
pub(super) fn chmod(walker: &mut Walker, at: Span, options: &Options, command: Span) -> Exit {
    let Some((mode, operands)) = options.operands.split_first() else {
        return Exit::Fails(Cause::At(command));
    };
    let mut targets = Targets::of(walker, operands);
    if !options.recursive {
        for target in &mut targets.listed {
            target.path = walker.world.files.resolve(&target.path, true);
        }
    }
    let Some(text) = mode.value.clone() else {
        for target in &targets.listed {
            change(walker, &target.path, options.recursive, command, |_, _| None);
        }
        return Exit::Unknown;
    };
    if let Some(exit) = missing(walker, &targets, command) {
        return exit;
    }
    let mut exit = Exit::Ok;
    if !walker.who.is_root() {
        let recursive = options.recursive;
        let change = Change { targets: &targets, recursive, links: false, at: (at, command) };
        let me = walker.who.uid.clone();
        let owns = |now: &Ownership| Some(me.known()? == now.uid.known()?);
        match refused(walker, &change, owns) {
            fails @ Exit::Fails(_) => return fails,
            unsure => exit = unsure,
        }
    }
    // GNU's keeps setuid and setgid of directories where four digits do not name them; BusyBox's
    // does as it is told.
    let keeps = !matches!(walker.image.family, Some(Family::Alpine | Family::Busybox));
    let umask = walker.world.umask;
    for target in &targets.listed {
        change(walker, &target.path, options.recursive, command, |before, directory| {
            applied(before, &text, directory, keeps, umask)
        });
    }
    for (directory, _) in &targets.beyond {
        forget_modes(walker, directory, command);
    }
    if targets.hidden {
        somewhere(walker, command);
    }
    let recursive = options.recursive;
    let paths = targets.paths();
    walker.event(mode.span, command, EventKind::ModeSet { mode: text, paths, recursive });
    if targets.hidden { exit.and(Exit::Unknown) } else { exit }
}

/// Changes the mode of `path`, and of all below it if `recursive` says so.
fn change(
    walker: &mut Walker,
    path: &str,
    recursive: bool,
    command: Span,
    after: impl Fn(Option<u32>, Option<bool>) -> Option<u32>,
) {
    let cause = Cause::At(command);
    let value = |mode: Option<u32>| match mode {
        Some(mode) => Value::Known(mode, cause.clone()),
        None => Value::Unknown(cause.clone()),
    };
    for (known, node) in Arc::make_mut(&mut walker.world.files).within_mut(path) {
        if matches!(node.kind, Kind::Link(_)) || !(recursive || known == path) {
            continue;
        }
        let directory = match node.kind {
            Kind::Directory => Some(true),
            Kind::File => Some(false),
            _ => None,
        };
        node.mode = value(after(node.mode.known().copied(), directory));
        if let (true, Contents::More { files, directories, .. }) = (recursive, &mut node.contents) {
            *files = value(after(files.known().copied(), Some(false)));
            *directories = value(after(directories.known().copied(), Some(true)));
        }
    }
}

fn forget_modes(walker: &mut Walker, directory: &str, command: Span) {
    let unknown = || Value::Unknown(Cause::Undecided(command));
    let node = Arc::make_mut(&mut walker.world.files).get_mut(directory);
    if let Some(Contents::More { files, directories, .. }) = node.map(|node| &mut node.contents) {
        (*files, *directories) = (unknown(), unknown());
    }
}

/// The mode that `chmod text` leaves, where it can be told without, or from, what was before.
fn applied(
    before: Option<u32>,
    text: &str,
    directory: Option<bool>,
    keeps: bool,
    umask: u32,
) -> Option<u32> {
    let octal = text.bytes().all(|b| b.is_ascii_digit());
    if octal && (!keeps || directory == Some(false)) {
        return u32::from_str_radix(text, 8).ok().map(|mode| mode & 0o7777);
    }
    let before = before?;
    let mode = changed(before, text, directory?)?;
    // Without a class the mask decides which bits a letter reaches.
    let bare = text.starts_with(['+', '-', '=']);
    if !bare {
        return Some(mode);
    }
    let reached = 0o7777 & !umask;
    (umask & UNKNOWN_UMASK == 0).then_some((mode & reached) | (before & !reached))
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
pub fn opens_to_everybody(mode: &str) -> bool {
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
