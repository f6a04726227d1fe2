//! Modes as `chmod`, `install -m`, `mkdir -m` and `--chmod` take them, read once.

use std::fmt;

/// A mode in octal or in letters, as it is written, and what it asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mode {
    text: String,
    asks: Asks,
}

/// What a mode asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Asks {
    /// `755`: these bits.
    Octal(u32),
    /// `u+x,go=r`: these changes, one after the other.
    Letters(Vec<Clause>),
    /// `chmod` refuses it.
    Nothing,
}

/// `go=r`
#[derive(Clone, Debug, PartialEq, Eq)]
struct Clause {
    /// `u`, `g`, `o`, `a`, or none.
    who: String,
    /// `+`, `-` or `=`.
    operator: char,
    /// `r`, `w`, `x`, `X`, `s`, `t`, `u`, `g`, `o`.
    permissions: String,
}

impl Clause {
    /// `o=g-w` is two changes of one class.
    fn read(text: &str) -> Option<Vec<Self>> {
        let (who, mut rest) = text.split_at(text.find(['+', '-', '='])?);
        let mut clauses = Vec::new();
        while let Some(operator) = rest.chars().next() {
            let end = rest[1..].find(['+', '-', '=']).map_or(rest.len(), |end| end + 1);
            let permissions = rest[1..end].to_owned();
            if !permissions.chars().all(|char| "rwxXstugo".contains(char)) {
                return None;
            }
            clauses.push(Clause { who: who.to_owned(), operator, permissions });
            rest = &rest[end..];
        }
        who.chars().all(|class| "ugoa".contains(class)).then_some(clauses)
    }

    fn adds(&self) -> bool {
        self.operator != '-'
    }
}

impl Mode {
    /// Reads a mode; one that `chmod` refuses leaves every mode unknown.
    pub fn parse(text: &str) -> Self {
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        let letters = || {
            let clauses: Option<Vec<_>> = text.split(',').map(Clause::read).collect();
            Some(Asks::Letters(clauses?.into_iter().flatten().collect()))
        };
        let asks = match digits {
            true => u32::from_str_radix(text, 8).ok().map(Asks::Octal),
            false => letters(),
        };
        Mode { text: text.to_owned(), asks: asks.unwrap_or(Asks::Nothing) }
    }

    /// As it is written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bits of an octal mode.
    pub fn bits(&self) -> Option<u32> {
        match self.asks {
            Asks::Octal(bits) => Some(bits),
            _ => None,
        }
    }

    /// Whether it is written in digits, though perhaps not in octal ones.
    pub fn is_numeric(&self) -> bool {
        self.text.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// Whether it names no class (`+x`), so that the umask decides which bits it reaches.
    pub fn is_bare(&self) -> bool {
        self.text.starts_with(['+', '-', '='])
    }

    /// The mode after this one is set where `before` was; `None` where it is refused. As GNU coreutils
    /// do it: up to four octal digits, and letters that name no `s`, leave setuid and setgid of a
    /// directory alone.
    pub fn applied(&self, before: u32, directory: bool) -> Option<u32> {
        self.applied_keeping(before, directory, true)
    }

    /// The same as BusyBox does it, which treats directories like files.
    pub(crate) fn applied_by_busybox(&self, before: u32, directory: bool) -> Option<u32> {
        self.applied_keeping(before, directory, false)
    }

    /// The mode that this one leaves whatever was before, if that is so.
    pub(crate) fn applied_to_any(&self, directory: bool) -> Option<u32> {
        let mut bits = (0..12).map(|bit| 1 << bit);
        let first = self.applied(0, directory)?;
        let same = |before| self.applied(before, directory) == Some(first);
        let always = same(0o7777) && bits.all(|bit| same(bit) && same(0o7777 & !bit));
        always.then_some(first)
    }

    fn applied_keeping(&self, before: u32, directory: bool, gnu: bool) -> Option<u32> {
        match &self.asks {
            Asks::Octal(bits) => {
                let keeps = gnu && directory && self.text.len() <= 4;
                Some(bits | if keeps { before & 0o6000 } else { 0 })
            }
            Asks::Letters(clauses) => Some(
                clauses.iter().fold(before, |mode, clause| clause.applied(mode, directory, gnu)),
            ),
            Asks::Nothing => None,
        }
    }

    /// Whether it lets everybody write, without the sticky bit that makes a shared folder.
    pub fn opens_to_everybody(&self) -> bool {
        match &self.asks {
            Asks::Octal(bits) => bits & 0o2 != 0 && bits & 0o1000 == 0,
            Asks::Letters(clauses) => {
                let sticky = clauses.iter().any(|clause| clause.permissions.contains('t'));
                // Without a class the umask keeps the others' write bit away.
                let opens = |clause: &Clause| {
                    clause.adds()
                        && clause.who.contains(['a', 'o'])
                        && clause.permissions.contains('w')
                };
                !sticky && clauses.iter().any(opens)
            }
            Asks::Nothing => false,
        }
    }

    /// Whether it opens something to the group, in letters: `g=u`, `g+w`.
    pub fn opens_to_group(&self) -> bool {
        let Asks::Letters(clauses) = &self.asks else { return false };
        clauses.iter().any(|clause| {
            clause.adds() && clause.who.contains('g') && clause.permissions.contains(['w', 'u'])
        })
    }

    /// Whether it sets a file's setuid bit or takes it away; `None` where it leaves it as it is.
    pub fn setuid(&self) -> Option<bool> {
        match &self.asks {
            Asks::Octal(bits) => Some(bits & 0o4000 != 0),
            Asks::Letters(clauses) => {
                let says = |clause: &Clause| {
                    let owner = clause.who.is_empty() || clause.who.contains(['u', 'a']);
                    let named = clause.permissions.contains('s');
                    (owner && (named || clause.operator == '=')).then_some(named && clause.adds())
                };
                clauses.iter().filter_map(says).next_back()
            }
            Asks::Nothing => None,
        }
    }

    /// The same without everybody's right to write, where there is a plain way to say it.
    pub fn without_others_writing(&self) -> Option<String> {
        if let Asks::Octal(bits) = self.asks {
            let width = self.text.len();
            return Some(format!("{:0width$o}", bits & !0o022));
        }
        match self.text.as_str() {
            "a+w" | "o+w" | "ugo+w" => Some("u+w".into()),
            "a+rw" | "o+rw" | "ugo+rw" => Some("a+r,u+w".into()),
            "a+rwx" | "ugo+rwx" | "o+rwx" => Some("a+rx,u+w".into()),
            _ => None,
        }
    }

    /// An octal mode in letters, with `X`, which reaches directories alone: `u=rwX,go=rX` for 755.
    pub fn in_letters(&self) -> Option<String> {
        let bits = self.bits().filter(|bits| *bits <= 0o777)?;
        let class = |shift: u32| {
            let bits = bits >> shift;
            let letter = |bit: u32, letter: &'static str| if bits & bit != 0 { letter } else { "" };
            let open = if bits & 0o4 != 0 { "X" } else { "" };
            format!("{}{}{open}", letter(4, "r"), letter(2, "w"))
        };
        Some(format!("u={},g={},o={}", class(6), class(3), class(0)))
    }
}

impl Clause {
    /// `before` after this clause.
    fn applied(&self, before: u32, directory: bool, gnu: bool) -> u32 {
        let mut mode = before;
        let everybody = self.who.is_empty() || self.who.contains('a');
        let classes = if everybody { "ugo" } else { &self.who };
        for class in classes.chars() {
            let (shift, own) = match class {
                'u' => (6, 0o4000),
                'g' => (3, 0o2000),
                _ => (0, if gnu || everybody { 0o1000 } else { 0 }),
            };
            let (mut bits, mut special) = (0, 0);
            for permission in self.permissions.chars() {
                match permission {
                    'r' => bits |= 4,
                    'w' => bits |= 2,
                    'x' => bits |= 1,
                    'X' if directory || before & 0o111 != 0 => bits |= 1,
                    's' if class != 'o' => special |= own,
                    't' => special |= 0o1000,
                    'u' => bits |= (before >> 6) & 7,
                    'g' => bits |= (before >> 3) & 7,
                    'o' => bits |= before & 7,
                    _ => {}
                }
            }
            let change = (bits << shift) | special;
            // GNU's leave setuid and setgid of a directory alone that are not named.
            let kept = gnu && directory && own != 0o1000 && !self.permissions.contains('s');
            let cleared = (7 << shift) | if kept { 0 } else { own };
            match self.operator {
                '+' => mode |= change,
                '-' => mode &= !change,
                _ => mode = (mode & !cleared) | change,
            }
        }
        mode
    }
}

impl fmt::Display for Mode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::Mode;

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
            (0o640, "u=rwx,g=u,o=g-w", false, 0o775),
            (0o600, "go+u", false, 0o666),
            (0o640, "u=g,g=u", false, 0o440),
            (0o4755, "u=rwx", false, 0o755),
            (0o4755, "u=rwx", true, 0o4755),
            (0o6755, "=rwx", true, 0o6777),
            (0o1777, "a=rx", true, 0o555),
            (0o1777, "o=rx", true, 0o775),
        ];
        for (before, text, directory, after) in cases {
            assert_eq!(
                Mode::parse(text).applied(before, directory),
                Some(after),
                "{before:o} {text}"
            );
        }
        assert_eq!(Mode::parse("g=rx").applied_by_busybox(0o2775, true), Some(0o755));
        assert_eq!(Mode::parse("o=rx").applied_by_busybox(0o1777, true), Some(0o1775));
        assert_eq!(Mode::parse("a=rx,u+w").applied_to_any(false), Some(0o755));
        assert_eq!(Mode::parse("u=rwX,go=rX").applied_to_any(false), None);
        assert_eq!(Mode::parse("go=rX").applied_to_any(false), None);
        for text in ["banana", "888", "", "u+q"] {
            assert_eq!(Mode::parse(text).applied(0o644, false), None, "{text}");
        }
    }

    #[test]
    fn everybody_may_write() {
        for mode in ["777", "0777", "666", "a+w", "o+w", "ugo+rwx", "a=rwx", "+x,o+w"] {
            assert!(Mode::parse(mode).opens_to_everybody(), "{mode}");
        }
        for mode in ["775", "1777", "+w", "u+w", "g=u", "o-w", "a+rwxt"] {
            assert!(!Mode::parse(mode).opens_to_everybody(), "{mode}");
        }
    }

    #[test]
    fn the_setuid_bit_is_set_taken_away_or_left() {
        let cases = [
            ("4755", Some(true)),
            ("755", Some(false)),
            ("u+s", Some(true)),
            ("+s", Some(true)),
            ("u-s", Some(false)),
            ("u=rwx", Some(false)),
            ("u=rwxs", Some(true)),
            ("g+s", None),
            ("a+x", None),
        ];
        for (mode, sets) in cases {
            assert_eq!(Mode::parse(mode).setuid(), sets, "{mode}");
        }
    }
}
