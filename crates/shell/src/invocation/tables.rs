//! Which options each program takes, as `options.txt` has it.

use std::sync::LazyLock;

/// Which implementation of a program reads its options, where several go by one name (`adduser`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// The shadow package, and every program with one implementation.
    #[default]
    Shadow,
    /// Debian's `adduser`, a Perl program.
    Debian,
    /// BusyBox.
    BusyBox,
}

/// How a program reads its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// GNU's `getopt_long`: options anywhere.
    Gnu,
    /// The same up to the first operand: the rest belongs to the program that it starts.
    First,
    /// Perl's `Getopt::Long`: one dash is as good as two, and case does not matter.
    Perl,
    /// Long names behind one dash: `find`, `go`.
    Dash,
    /// GNU's, with modes such as `-x` among the operands: `chmod`.
    Modes,
    /// GNU's, with letters in the first word that need no dash: `tar xzf`.
    Tar,
    /// Nothing is an option: `test`, `echo`.
    Raw,
}

impl Style {
    fn read(word: &str) -> Self {
        match word {
            "first" => Style::First,
            "perl" => Style::Perl,
            "dash" => Style::Dash,
            "modes" => Style::Modes,
            "tar" => Style::Tar,
            "raw" => Style::Raw,
            _ => Style::Gnu,
        }
    }
}

/// The options of a program.
#[derive(Clone, Copy)]
pub(super) struct Table {
    pub(super) style: Style,
    text: &'static str,
}

/// One option of a table.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    letter: Option<char>,
    /// The long name, or the letter.
    name: &'static str,
    /// What stands behind it: `=`, `?`, or a blank for none.
    takes: char,
}

impl Entry {
    fn read(text: &'static str) -> Self {
        let takes = text.chars().last().filter(|last| matches!(last, '=' | '?')).unwrap_or(' ');
        let body = text.trim_end_matches(['=', '?']);
        let (letter, name) = match body.split_once('/') {
            Some((letter, name)) => (letter.chars().next(), name),
            None if body.len() == 1 => (body.chars().next(), body),
            None => (None, body),
        };
        Entry { letter, name, takes }
    }

    /// The long name, or the letter.
    pub(super) fn name(self) -> &'static str {
        self.name
    }

    /// Whether it has a long name.
    fn is_long(self) -> bool {
        self.name.len() > 1
    }

    /// Whether it takes no value at all.
    pub(super) fn is_flag(self) -> bool {
        self.takes == ' '
    }

    /// Whether the next word is its value if none is attached.
    pub(super) fn needs_value(self) -> bool {
        self.takes == '='
    }
}

impl Table {
    fn entries(self) -> impl Iterator<Item = Entry> {
        self.text.split(' ').filter(|entry| !entry.is_empty()).map(Entry::read)
    }

    /// The option of this letter.
    pub(super) fn find_letter(self, letter: char) -> Option<Entry> {
        self.entries().find(|entry| entry.letter == Some(letter))
    }

    /// The option of this long name, or the only one whose name begins so; two names with one letter
    /// are one option. With `letters` a letter counts as a name.
    pub(super) fn find_long(self, name: &str, letters: bool) -> Option<Entry> {
        let exact = self.entries().find(|entry| entry.is_long() && entry.name == name);
        let letter = |entry: &Entry| entry.letter.is_some_and(|own| name.chars().eq([own]));
        let exact = exact.or_else(|| self.entries().find(|entry| letters && letter(entry)));
        if exact.is_some() || name.is_empty() || self.style == Style::Dash {
            return exact;
        }
        let mut begins =
            self.entries().filter(|entry| entry.is_long() && entry.name.starts_with(name));
        let first = begins.next()?;
        let same = |other: Entry| first.letter.is_some() && other.letter == first.letter;
        begins.all(same).then_some(first)
    }
}

/// The table of `program`; an empty one for programs that have none.
pub(super) fn find(program: &str, dialect: Dialect) -> Table {
    let row = match (program, dialect) {
        ("adduser", Dialect::Shadow) => "useradd",
        ("adduser" | "addgroup", Dialect::Debian) => "adduser-debian",
        ("deluser" | "delgroup", Dialect::Debian) => "deluser-debian",
        ("adduser", Dialect::BusyBox) => "adduser-busybox",
        ("addgroup", Dialect::BusyBox) => "addgroup-busybox",
        ("deluser" | "delgroup", Dialect::BusyBox) => "deluser-busybox",
        _ => program,
    };
    let found = TABLES.binary_search_by(|(name, _)| (*name).cmp(row));
    found.map_or(Table { style: Style::Gnu, text: "" }, |at| TABLES[at].1)
}

/// Every table, by the name of its program.
static TABLES: LazyLock<Vec<(&str, Table)>> = LazyLock::new(|| {
    let mut tables: Vec<(&str, Table)> = Vec::new();
    for line in include_str!("options.txt").lines().filter(|line| !line.starts_with('#')) {
        let (names, rest) = line.split_once(' ').unwrap_or((line, ""));
        let (style, text) = rest.split_once(' ').unwrap_or((rest, ""));
        let table = Table { style: Style::read(style), text };
        tables.extend(names.split(',').map(|name| (name, table)));
    }
    dockerfile::order::sort(&mut tables, |a, b| a.0.cmp(b.0));
    tables
});

#[cfg(test)]
mod tests {
    use super::{Entry, Style, TABLES};

    #[test]
    fn tables_are_well_formed() {
        assert!(TABLES.windows(2).all(|pair| pair[0].0 < pair[1].0), "a program stands twice");
        for (program, table) in TABLES.iter() {
            let entries: Vec<Entry> = table.entries().collect();
            let names = entries.iter().map(|entry| (entry.letter, entry.name));
            let mut names: Vec<_> = names.collect();
            names.sort_unstable();
            assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{program}: {names:?}");
        }
        for line in include_str!("options.txt").lines().filter(|line| !line.starts_with('#')) {
            let style = line.split(' ').nth(1).unwrap();
            assert!(style == "gnu" || Style::read(style) != Style::Gnu, "{line}");
        }
    }
}
