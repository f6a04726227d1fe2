//! Defaults of the programs that make accounts, where a build changes them: `/etc/login.defs`,
//! `/etc/default/useradd` and `/etc/adduser.conf`.

use super::{Cause, Value};

/// One of the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingsFile {
    /// `/etc/login.defs`, of shadow.
    LoginDefs,
    /// `/etc/default/useradd`, of shadow; `useradd -D` writes it.
    Useradd,
    /// `/etc/adduser.conf`, of Debian's `adduser`.
    Adduser,
}

use SettingsFile::{Adduser, LoginDefs, Useradd};

/// Keys that Debian's files set (bookworm; the newer ones that have the file agree).
const SET: [(SettingsFile, &[&str]); 2] = [
    (LoginDefs, &["UID_MIN", "UID_MAX", "GID_MIN", "GID_MAX", "USERGROUPS_ENAB"]),
    (Useradd, &["SHELL"]),
];

impl SettingsFile {
    /// All of them.
    pub const ALL: [SettingsFile; 3] = [LoginDefs, Useradd, Adduser];

    /// The absolute path.
    pub fn path(self) -> &'static str {
        match self {
            LoginDefs => "/etc/login.defs",
            Useradd => "/etc/default/useradd",
            Adduser => "/etc/adduser.conf",
        }
    }

    /// The file at `path`, if it is one of them.
    pub fn at(path: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|file| file.path() == path)
    }

    /// Key and value of a line; `None` for comments and blank lines.
    fn line(self, line: &str) -> Option<(&str, &str)> {
        let line = line.trim();
        let (key, value) = match self {
            LoginDefs => line.split_once(char::is_whitespace)?,
            Useradd | Adduser => line.split_once('=')?,
        };
        let plain = |c: char| c.is_ascii_uppercase() || c == '_';
        let value = value.trim().trim_matches('"');
        (!key.is_empty() && key.chars().all(plain)).then_some((key, value))
    }
}

/// What the build has set; what is not here is as the distribution has it.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Settings {
    values: Vec<(SettingsFile, String, Value<String>)>,
    /// Files of which nothing is known any more, and why.
    hidden: Vec<(SettingsFile, Cause)>,
}

impl Settings {
    /// What the build has set `key` to, if it has.
    pub fn get(&self, file: SettingsFile, key: &str) -> Option<Value<String>> {
        let set = self.values.iter().rev().find(|(known, name, _)| *known == file && name == key);
        let hidden = || self.hidden.iter().find(|(known, _)| *known == file);
        match set {
            Some((.., value)) => Some(value.clone()),
            None => hidden().map(|(_, cause)| Value::Unknown(cause.clone())),
        }
    }

    /// Sets `key`.
    pub(crate) fn set(&mut self, file: SettingsFile, key: &str, value: Value<String>) {
        self.values.retain(|(known, name, _)| *known != file || name != key);
        self.values.push((file, key.to_owned(), value));
    }

    /// Nothing is known of `file` any more.
    pub(crate) fn hide(&mut self, file: SettingsFile, cause: &Cause) {
        self.values.retain(|(known, ..)| *known != file);
        self.hidden.push((file, cause.clone()));
    }

    /// Lines that were written after what is there.
    pub(crate) fn append(&mut self, file: SettingsFile, text: &str, cause: &Cause) {
        for (key, value) in text.lines().filter_map(|line| file.line(line)) {
            self.set(file, key, Value::Known(value.to_owned(), cause.clone()));
        }
    }

    /// `sed -i` with this script. Followed is `s/KEY.*/KEY value/`.
    pub(crate) fn edit(&mut self, file: SettingsFile, script: Option<&str>, cause: &Cause) {
        let edits: Option<Vec<_>> = script
            .map(|script| script.split([';', '\n']).map(|edit| Edit::read(file, edit)).collect())
            .unwrap_or_default();
        let Some(edits) = edits else { return self.hide(file, cause) };
        for Edit { key, value } in edits {
            let value = match value {
                Some(value) => Value::Known(value, cause.clone()),
                None => Value::Unknown(cause.clone()),
            };
            self.set(file, &key, value);
        }
    }

    /// These or `other`: what they agree on stays known.
    pub(crate) fn join(&mut self, other: &Settings, why: &Cause) {
        let both: Vec<_> = self.values.iter().chain(&other.values).cloned().collect();
        for (file, key, _) in both {
            if self.get(file, &key) != other.get(file, &key) {
                self.set(file, &key, Value::Unknown(why.clone()));
            }
        }
        for (file, cause) in &other.hidden {
            if !self.hidden.iter().any(|(known, _)| known == file) {
                self.hide(*file, cause);
            }
        }
    }
}

/// A change of one key, and to what, if that is certain.
struct Edit {
    key: String,
    value: Option<String>,
}

impl Edit {
    fn read(file: SettingsFile, script: &str) -> Option<Self> {
        let script = script.trim().strip_prefix('s')?;
        let delimiter = script.chars().next().filter(char::is_ascii_punctuation)?;
        let parts: Vec<&str> = script[1..].split(delimiter).collect();
        let [pattern, replacement, flags] = parts[..] else { return None };
        let name = |c: char| c.is_ascii_uppercase() || c == '_';
        let start = pattern.find(name)?;
        let end =
            pattern[start..].find(|c: char| !name(c)).map_or(pattern.len(), |end| start + end);
        let (before, key, after) = (&pattern[..start], &pattern[start..end], &pattern[end..]);
        // Another key in the replacement would be another line.
        let written = file.line(replacement);
        if written.is_some_and(|(other, _)| other != key) {
            return None;
        }
        let literal = !replacement.contains(['\\', '&']) && flags.trim().is_empty();
        let whole = after.trim_end_matches('$').ends_with(".*")
            && !after[..after.len().min(1)].contains(|c: char| c.is_alphanumeric());
        let set = SET.iter().any(|(known, keys)| *known == file && keys.contains(&key));
        // A pattern for the comment alone leaves the line that is set.
        let fits = ["", "^", "^#?", "^#\\?", "^#*", "^#* *", "^.*"].contains(&before);
        let reaches = fits && set;
        let value = written.filter(|_| literal && whole && reaches);
        Some(Edit { key: key.to_owned(), value: value.map(|(_, value)| value.to_owned()) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(change: impl Fn(&mut Settings)) -> Settings {
        let mut settings = Settings::default();
        change(&mut settings);
        settings
    }

    #[test]
    fn lines_and_edits_set_keys() {
        let cause = Cause::Default;
        let known = |settings: &Settings, file, key| {
            settings.get(file, key).map(|value| value.known().cloned())
        };
        let appended = after(|settings| {
            settings.append(LoginDefs, "# UID_MIN 1\nUID_MIN\t 5000\nUMASK 077\n", &cause);
            settings.append(Adduser, "DIR_MODE=\"0750\"\n#USERGROUPS=no", &cause);
        });
        assert_eq!(known(&appended, LoginDefs, "UID_MIN"), Some(Some("5000".into())));
        assert_eq!(known(&appended, Adduser, "DIR_MODE"), Some(Some("0750".into())));
        assert_eq!(known(&appended, Adduser, "USERGROUPS"), None);
        let edit = |script: &str| after(|settings| settings.edit(LoginDefs, Some(script), &cause));
        let cases = [
            ("s/^UID_MIN.*/UID_MIN 5000/", Some(Some("5000".into()))),
            ("s|^#\\?UID_MIN.*$|UID_MIN 5000|", Some(Some("5000".into()))),
            ("s/UID_MIN.*/UID_MIN 5000/;s/^GID_MIN.*/GID_MIN 5000/", Some(Some("5000".into()))),
            ("s/^#UID_MIN.*/UID_MIN 5000/", Some(None)),
            ("s/UID_MIN *1000/UID_MIN 5000/", Some(None)),
            ("s/^GID_MIN.*/GID_MIN 5000/", None),
            ("/UID_MIN/d", Some(None)),
            ("s/1000/5000/", Some(None)),
        ];
        for (script, expected) in cases {
            assert_eq!(known(&edit(script), LoginDefs, "UID_MIN"), expected, "{script}");
        }
        // Whether a comment stands there depends on the release.
        assert_eq!(
            known(&edit("s/^#HOME_MODE.*/HOME_MODE 0750/"), LoginDefs, "HOME_MODE"),
            Some(None)
        );
    }

    #[test]
    fn what_two_ways_differ_in_is_unknown() {
        let cause = Cause::Default;
        let mut one = after(|settings| settings.append(LoginDefs, "UID_MIN 5000", &cause));
        one.join(&Settings::default(), &cause);
        assert_eq!(one.get(LoginDefs, "UID_MIN"), Some(Value::Unknown(cause.clone())));
        one.join(&after(|settings| settings.hide(Useradd, &cause)), &cause);
        assert_eq!(one.get(Useradd, "SHELL"), Some(Value::Unknown(cause)));
    }
}
