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
    fn read(text: &str) -> Option<Self> {
        let (who, rest) = text.split_at(text.find(['+', '-', '='])?);
        let operator = rest.chars().next()?;
        let permissions = &rest[1..];
        let known = who.chars().all(|class| "ugoa".contains(class))
            && permissions.chars().all(|char| "rwxXstugo".contains(char));
        known.then(|| Clause { who: who.to_owned(), operator, permissions: permissions.to_owned() })
    }

    fn adds(&self) -> bool {
        self.operator != '-'
    }
}

impl Mode {
    /// Reads a mode; one that `chmod` refuses leaves every mode unknown.
    pub fn parse(text: &str) -> Self {
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        let asks = match digits {
            true => u32::from_str_radix(text, 8).ok().map(Asks::Octal),
            false => text.split(',').map(Clause::read).collect::<Option<_>>().map(Asks::Letters),
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

    /// The mode after this one is set where `before` was; `None` where it is refused. Up to four
    /// octal digits leave setuid and setgid of a directory alone (GNU coreutils).
    pub fn applied(&self, before: u32, directory: bool) -> Option<u32> {
        match &self.asks {
            Asks::Octal(bits) => {
                let kept = if directory && self.text.len() <= 4 { before & 0o6000 } else { 0 };
                Some(bits | kept)
            }
            Asks::Letters(clauses) => Some(
                clauses.iter().fold(before, |mode, clause| clause.applied(before, mode, directory)),
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
    /// `mode` after this clause; `before` is the mode before the first one.
    fn applied(&self, before: u32, mut mode: u32, directory: bool) -> u32 {
        let everybody = self.who.is_empty() || self.who.contains('a');
        let classes = if everybody { "ugo" } else { &self.who };
        for class in classes.chars() {
            let shift = match class {
                'u' => 6,
                'g' => 3,
                _ => 0,
            };
            let (mut bits, mut special) = (0, 0);
            for permission in self.permissions.chars() {
                match permission {
                    'r' => bits |= 4,
                    'w' => bits |= 2,
                    'x' => bits |= 1,
                    'X' if directory || mode & 0o111 != 0 => bits |= 1,
                    's' if class == 'u' => special |= 0o4000,
                    's' if class == 'g' => special |= 0o2000,
                    't' => special |= 0o1000,
                    'u' => bits |= (before >> 6) & 7,
                    'g' => bits |= (before >> 3) & 7,
                    'o' => bits |= before & 7,
                    _ => {}
                }
            }
            let change = (bits << shift) | special;
            match self.operator {
                '+' => mode |= change,
                '-' => mode &= !change,
                _ => mode = (mode & !(7 << shift)) | change,
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
        ];
        for (before, text, directory, after) in cases {
            assert_eq!(
                Mode::parse(text).applied(before, directory),
                Some(after),
                "{before:o} {text}"
            );
        }
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
