//! What programs print, as far as it is known.

use super::searches::{self, Action};
use crate::model::exec::shell_state::Shell;
use crate::model::{Lookup, ancestors};
use shell::{Invocation, Language};

/// What a command prints.
pub(in crate::model::exec) enum Printed {
    /// Nothing, whether it works or not.
    Nothing,
    /// This.
    Text(String),
    /// It prints something unknown.
    Unknown,
}

/// Numbers that `seq` may print.
const MOST: u64 = 1000;

/// What `call` prints. `external`: `echo` is a program, not the shell's own.
pub(in crate::model::exec) fn printed(shell: &Shell, call: &Invocation, external: bool) -> Printed {
    let words: Option<Vec<&str>> =
        call.arguments().iter().map(|arg| arg.value.as_deref().filter(|_| !arg.pattern)).collect();
    let quiet = !call.has_any(&["verbose", "changes", "version", "help"]);
    let text = match (call.program.as_str(), words) {
        (
            "true" | "false" | ":" | "cd" | "set" | "export" | "unset" | "readonly" | "local"
            | "umask" | "test" | "[" | "[[" | "read" | "shift" | "break" | "continue" | "return"
            | "exit" | "trap" | "touch" | "wait" | "sleep" | "sync",
            _,
        ) => return Printed::Nothing,
        (
            "mkdir" | "chown" | "chmod" | "chgrp" | "cp" | "mv" | "ln" | "rm" | "rmdir" | "install",
            _,
        ) if quiet => {
            return Printed::Nothing;
        }
        ("useradd" | "groupadd" | "usermod" | "groupmod" | "userdel" | "groupdel", _) => {
            return Printed::Nothing;
        }
        // Where a program is, and what the environment holds.
        ("command", _) if call.has_any(&["v", "V"]) => None,
        ("env", _) if call.operands().is_empty() => None,
        // It prints the commands that it started, which are asked themselves.
        ("exec" | "env" | "command" | "nice" | "nohup" | "time" | "busybox" | "eval", _) => {
            return Printed::Nothing;
        }
        ("echo", Some(words)) => echo(shell, &words, external),
        ("printf", Some(words)) => printf(&words),
        ("seq", Some(words)) => seq(&words),
        ("find", _) => match searches::action(shell, call) {
            Some(Action::Print(paths)) => {
                Some(paths.iter().map(|path| format!("{path}\n")).collect())
            }
            Some(Action::Run { .. }) => return Printed::Nothing,
            None => None,
        },
        ("basename", Some(words)) => basename(&words),
        ("dirname", Some(words)) => match words[..] {
            [path] => Some(dirname(path) + "\n"),
            _ => None,
        },
        ("expr", Some(words)) => expr(&words),
        ("pwd", Some(words)) if words.is_empty() => {
            shell.world.cwd.known().map(|cwd| cwd.clone() + "\n")
        }
        ("id", Some(words)) => id(shell, &words),
        ("whoami", Some(_)) => shell.who.name.clone().map(|name| name + "\n"),
        ("uname", Some(words)) if matches!(words[..], [] | ["-s"]) => Some("Linux\n".to_owned()),
        ("cat", Some(words)) if words.is_empty() || words == ["-"] => shell.piped_text.clone(),
        ("tee", Some(_)) => shell.piped_text.clone(),
        ("cut", Some(words)) => shell.piped_text.as_deref().and_then(|text| cut(text, &words)),
        ("tr", Some(words)) => shell.piped_text.as_deref().and_then(|text| tr(text, &words)),
        ("sort", Some(words)) if words.is_empty() => shell.piped_text.as_deref().and_then(sort),
        _ => None,
    };
    text.map_or(Printed::Unknown, Printed::Text)
}

/// `echo`, of which each shell has another: dash's has `-n` alone, and undoes escapes always.
fn echo(shell: &Shell, words: &[&str], external: bool) -> Option<String> {
    let language = shell.world.process.language;
    let flag = |word: &&&str| {
        word.len() > 1 && word.starts_with('-') && word[1..].chars().all(|c| "neE".contains(c))
    };
    let flags = words.iter().take_while(flag).count();
    let others = |flags: usize| {
        let (given, text) = words.split_at(flags);
        let last = given.iter().flat_map(|flag| flag.chars()).rfind(|char| "eE".contains(*char));
        let newline = !given.iter().any(|flag| flag.contains('n'));
        let text = text.join(" ");
        let text = if last == Some('e') { escapes(&text)? } else { (text, false) };
        Some(if newline && !text.1 { text.0 + "\n" } else { text.0 })
    };
    let dash = || {
        let (newline, text) = match words {
            ["-n", rest @ ..] => (false, rest),
            rest => (true, rest),
        };
        let (text, stops) = escapes(&text.join(" "))?;
        Some(if newline && !stops { text + "\n" } else { text })
    };
    match language {
        _ if external => others(flags),
        Some(Language::Dash) => dash(),
        Some(_) => others(flags),
        None => dash().filter(|text| others(flags).as_ref() == Some(text)),
    }
}

/// `text` with its escapes undone, and whether `\c` ends all. `None` where one is not known.
fn escapes(text: &str) -> Option<(String, bool)> {
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        if char != '\\' {
            out.push(char);
            continue;
        }
        match chars.next() {
            Some('n') => out.push('\n'),
            Some('t') => out.push('\t'),
            Some('r') => out.push('\r'),
            Some('a') => out.push('\x07'),
            Some('b') => out.push('\x08'),
            Some('f') => out.push('\x0c'),
            Some('v') => out.push('\x0b'),
            Some('\\') => out.push('\\'),
            Some('c') => return Some((out, true)),
            // Numbers, and what only some shells know.
            Some('0'..='7' | 'x' | 'e' | 'E' | 'u' | 'U') => return None,
            Some(char) => {
                out.push('\\');
                out.push(char);
            }
            None => out.push('\\'),
        }
    }
    Some((out, false))
}

/// `printf format argument…`: the format is used again while there are arguments.
fn printf(words: &[&str]) -> Option<String> {
    let words = match words {
        ["--", rest @ ..] => rest,
        rest => rest,
    };
    let (format, mut rest) = words.split_first()?;
    if format.starts_with('-') {
        return None;
    }
    let mut out = String::new();
    loop {
        let before = rest.len();
        let mut chars = format.chars();
        // What a format prints of its own is never undone twice.
        let mut plain = String::new();
        while let Some(char) = chars.next() {
            if char != '%' {
                plain.push(char);
                if char == '\\' {
                    plain.extend(chars.next());
                }
                continue;
            }
            let (text, stops) = escapes(&std::mem::take(&mut plain))?;
            out.push_str(&text);
            if stops {
                return Some(out);
            }
            let mut next = || {
                let next = rest.first().copied().unwrap_or_default();
                rest = rest.get(1..).unwrap_or_default();
                next
            };
            match chars.next()? {
                '%' => out.push('%'),
                's' => out.push_str(next()),
                'd' | 'i' | 'u' => {
                    let text = next();
                    let number = if text.is_empty() { 0 } else { text.parse::<i64>().ok()? };
                    out.push_str(&number.to_string());
                }
                'b' => {
                    let (text, stops) = escapes(next())?;
                    out.push_str(&text);
                    if stops {
                        return Some(out);
                    }
                }
                _ => return None,
            }
        }
        let (text, stops) = escapes(&plain)?;
        out.push_str(&text);
        if stops || rest.is_empty() || rest.len() == before {
            return Some(out);
        }
    }
}

fn seq(words: &[&str]) -> Option<String> {
    let (separator, words) = match words {
        ["-s", separator, rest @ ..] => (*separator, rest),
        rest => ("\n", rest),
    };
    let numbers: Option<Vec<i64>> = words.iter().map(|word| word.parse().ok()).collect();
    let (from, step, to) = match numbers?[..] {
        [to] => (1, 1, to),
        [from, to] => (from, 1, to),
        [from, step, to] if step != 0 => (from, step, to),
        _ => return None,
    };
    if to.abs_diff(from) / step.unsigned_abs() > MOST {
        return None;
    }
    let mut all = Vec::new();
    let mut at = from;
    while if step > 0 { at <= to } else { at >= to } {
        all.push(at.to_string());
        at = at.checked_add(step)?;
    }
    Some(if all.is_empty() { String::new() } else { all.join(separator) + "\n" })
}

fn basename(words: &[&str]) -> Option<String> {
    let (path, suffix) = match words {
        [path] => (path, ""),
        [path, suffix] if !path.starts_with('-') => (path, *suffix),
        _ => return None,
    };
    let trimmed = path.trim_end_matches('/');
    let name = match trimmed.rsplit('/').next() {
        Some("") | None => "/",
        Some(name) => name,
    };
    let name = if path.is_empty() { "" } else { name };
    let name = name.strip_suffix(suffix).filter(|rest| !rest.is_empty()).unwrap_or(name);
    Some(name.to_owned() + "\n")
}

fn dirname(path: &str) -> String {
    let trimmed = path.trim_end_matches('/');
    match ancestors(trimmed).next() {
        _ if trimmed.is_empty() && path.starts_with('/') => "/".to_owned(),
        Some(above) if above != "/" => above.trim_end_matches('/').to_owned(),
        Some(above) => above.to_owned(),
        None => ".".to_owned(),
    }
}

fn expr(words: &[&str]) -> Option<String> {
    let [a, operator, b] = words else { return None };
    let (a, b): (i64, i64) = (a.parse().ok()?, b.parse().ok()?);
    let value = match *operator {
        "+" => a.checked_add(b)?,
        "-" => a.checked_sub(b)?,
        "*" => a.checked_mul(b)?,
        "/" => a.checked_div(b)?,
        "%" => a.checked_rem(b)?,
        _ => return None,
    };
    Some(format!("{value}\n"))
}

fn id(shell: &Shell, words: &[&str]) -> Option<String> {
    let accounts = &shell.world.accounts;
    let line = |text: Option<String>| text.map(|text| text + "\n");
    let who = &shell.who;
    line(match words {
        ["-u"] => who.uid.known().map(u32::to_string),
        ["-g"] => who.gid.known().map(u32::to_string),
        ["-un" | "-nu"] => who.name.clone(),
        [what @ ("-u" | "-g"), name] => match accounts.user(name) {
            Lookup::Found(user) if *what == "-u" => user.uid.known().map(u32::to_string),
            Lookup::Found(user) => user.gid.known().map(u32::to_string),
            _ => None,
        },
        _ => None,
    })
}

/// `cut -d: -f1`
fn cut(text: &str, words: &[&str]) -> Option<String> {
    let joined = words.join(" ");
    let spec = joined.strip_prefix("-d")?;
    let spec = spec.strip_prefix(' ').filter(|_| words[0] == "-d").unwrap_or(spec);
    let (separator, field) = spec.split_once(" -f")?;
    let (separator, field) = (separator.parse::<char>().ok()?, field.trim().parse::<usize>().ok()?);
    let cut = |line: &str| match line.contains(separator) {
        true => {
            line.split(separator).nth(field.checked_sub(1)?).unwrap_or_default().to_owned().into()
        }
        false => Some(line.to_owned()),
    };
    let lines: Option<Vec<String>> = text.lines().map(cut).collect();
    Some(lines?.iter().map(|line| line.clone() + "\n").collect())
}

/// `tr a b` of single characters, `tr -d a`, and `tr A-Z a-z`.
fn tr(text: &str, words: &[&str]) -> Option<String> {
    let single = |word: &str| {
        let (word, _) = escapes(word)?;
        let mut chars = word.chars();
        chars.next().filter(|_| chars.next().is_none())
    };
    match words {
        ["-d", gone] => Some(text.replace(single(gone)?, "")),
        ["A-Z" | "[:upper:]", "a-z" | "[:lower:]"] => Some(text.to_ascii_lowercase()),
        ["a-z" | "[:lower:]", "A-Z" | "[:upper:]"] => Some(text.to_ascii_uppercase()),
        [from, to] => {
            let to = single(to)?;
            Some(text.replace(single(from)?, to.encode_utf8(&mut [0; 4])))
        }
        _ => None,
    }
}

fn sort(text: &str) -> Option<String> {
    let mut lines: Vec<&str> = text.lines().collect();
    let plain = |line: &&str| line.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    if !lines.iter().all(plain) {
        return None;
    }
    lines.sort_unstable();
    Some(lines.iter().map(|line| format!("{line}\n")).collect())
}
