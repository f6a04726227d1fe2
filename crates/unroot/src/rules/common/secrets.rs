//! Variables that are named for a secret, and values that are none.

/// What a variable is named for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secret {
    /// The password of an account that every such program has: root's, a database's, an administrator's.
    OfAccount,
    /// Another password.
    Password,
    /// A token or a key whose value looks as if it had been generated.
    Generated,
    /// A token or a key with another value.
    Other,
}

/// Words that say that the variable is about a secret and holds none: `MYSQL_RANDOM_ROOT_PASSWORD=yes`.
const ABOUT: [&str; 22] = [
    "ALLOW", "ASK", "CHANGE", "CHECK", "DISABLE", "DUMMY", "EMPTY", "ENABLE", "EXPIRE", "FORCE",
    "GENERATE", "HAS", "IS", "MAX", "MIN", "NO", "PUBLIC", "RANDOM", "REQUIRE", "RESET", "SKIP",
    "USE",
];

/// What comes before `KEY` where the key is secret. Others are fingerprints, names, and keys that anybody may have.
const SECRET_KEYS: [&str; 11] = [
    "ACCESS",
    "API",
    "APP",
    "AUTH",
    "ENCRYPTION",
    "JWT",
    "MASTER",
    "PRIVATE",
    "SECRET",
    "SESSION",
    "SIGNING",
];

/// What language models call a token.
const MODEL_TOKENS: [&str; 6] = ["BOS", "EOS", "MASK", "PAD", "STOP", "UNK"];

/// What stands in values that are to be replaced, in lowercase.
const PLACEHOLDERS: [&str; 15] = [
    "change",
    "dummy",
    "example",
    "fake",
    "fixme",
    "insert",
    "notused",
    "override",
    "placeholder",
    "redacted",
    "replace",
    "todo",
    "unused",
    "xxx",
    "your",
];

/// Values that stand for yes, no and nothing.
const ANSWERS: [&str; 12] = [
    "default", "disabled", "enabled", "false", "nil", "no", "none", "null", "off", "on", "true",
    "yes",
];

/// What the variable `name` gives away with `value`, which is written without variables; `None` where the name is not
/// that of a secret, or the value is empty, a path, an answer or a placeholder.
pub fn secret(name: &str, value: &str) -> Option<Secret> {
    let name = name.to_ascii_uppercase();
    let name =
        name.strip_suffix("_BASE").filter(|name| name.ends_with("SECRET_KEY")).unwrap_or(&name);
    let words: Vec<&str> = name.split(['_', '.', '-']).collect();
    if words.iter().any(|word| ABOUT.contains(word)) || is_no_secret(name, value) {
        return None;
    }
    let (last, before) = words.split_last()?;
    let before = before.last().copied().unwrap_or_default();
    let account = password_of(last, before);
    let is_database = account
        .is_some_and(|name| matches!(name, "SA" | "ROOT" | "MYSQL" | "MARIADB" | "POSTGRES"));
    let lower = value.to_ascii_lowercase();
    // A database takes a placeholder for its password if nobody replaces it.
    if !is_database && PLACEHOLDERS.iter().any(|word| lower.contains(word)) {
        return None;
    }
    if let Some(account) = account {
        let of_account = is_database || account.ends_with("ADMIN");
        return Some(if of_account { Secret::OfAccount } else { Secret::Password });
    }
    let secret = match *last {
        "APIKEY" | "SECRET" | "PASSPHRASE" => true,
        "TOKEN" => !MODEL_TOKENS.contains(&before),
        "KEY" => SECRET_KEYS.contains(&before),
        _ => false,
    };
    let number = value.bytes().all(|byte| byte.is_ascii_digit());
    if !secret || number || value.len() < 4 || value.contains(char::is_whitespace) {
        return None;
    }
    let letters = value.bytes().filter(u8::is_ascii_alphabetic).count();
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let generated = value.len() >= 16 && letters > 3 && digits > 1;
    Some(if generated { Secret::Generated } else { Secret::Other })
}

/// Whose password a variable is whose name ends in `last`, which `before` precedes; `None` where it is no password.
fn password_of<'a>(last: &'a str, before: &'a str) -> Option<&'a str> {
    let endings = ["PASSWORD", "PASSWD", "PASS", "PWD", "PW"];
    let ending = endings.into_iter().find(|ending| last.ends_with(ending))?;
    let joined = &last[..last.len() - ending.len()];
    match (joined, ending) {
        // `PWD` alone is the working directory.
        ("", "PWD" | "PW") if before.is_empty() => None,
        ("", _) => Some(before),
        (_, "PASSWORD" | "PASSWD") => Some(joined),
        // `BYPASS` and `OLDPWD` are no passwords.
        (_, "PASS" | "PWD") => {
            let owners = ["ADMIN", "DB", "FTP", "LDAP", "MYSQL", "PG", "ROOT", "SA", "SSH", "USER"];
            owners.contains(&joined).then_some(joined)
        }
        _ => None,
    }
}

/// Whether the value is empty, a path, an address, an answer, or there to be replaced.
fn is_no_secret(name: &str, value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let plain = |text: &str| -> String {
        text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
    };
    let bare = plain(value);
    let path = lower.starts_with(['/', '~', '.']) || lower.contains("://");
    let file =
        [".pem", ".key", ".crt", ".txt", ".json", ".file"].iter().any(|end| lower.ends_with(end));
    let hole = lower.starts_with(['<', '{', '[', '%', '@', '*']);
    path || file
        || hole
        || bare.is_empty()
        || matches!(lower.as_str(), "0" | "1")
        || ANSWERS.contains(&lower.as_str())
        || (bare == plain(name) && bare != "password")
}

#[cfg(test)]
mod tests {
    use super::{Secret, secret};

    #[test]
    fn a_variable_gives_a_secret_away_by_its_name_and_value() {
        for (name, value, expected) in [
            ("SA_PASSWORD", "letmein", Secret::OfAccount),
            ("POSTGRES_PASSWORD", "changeme", Secret::OfAccount),
            ("NAGIOSADMIN_PASS", "nagios", Secret::OfAccount),
            ("PASS", "letmein", Secret::Password),
            ("PASSWORD", "password", Secret::Password),
            ("MG_PASS", "letmein", Secret::Password),
            ("DOCKER_ENV_PASSWORD", "12345", Secret::Password),
            ("db.password", "letmein", Secret::Password),
            ("PGPASSWORD", "letmein", Secret::Password),
            ("LDAP_ROOTPASS", "letmein", Secret::OfAccount),
            ("DB_PWD", "letmein", Secret::Password),
            ("API_KEY", "k8s-cf658c56a501385205cc6d2dafee8fc1", Secret::Generated),
            ("AWS_SECRET_ACCESS_KEY", "AKIAI0SF0DNN7ABCDEF3", Secret::Generated),
            ("SECRET_KEY_BASE", "0f3a5d8c7b6e4f2a1d9c8b7a", Secret::Generated),
            ("JUPYTER_TOKEN", "letmein", Secret::Other),
        ] {
            assert_eq!(secret(name, value), Some(expected), "{name}={value}");
        }
    }

    #[test]
    fn other_names_and_values_are_no_secrets() {
        for (name, value) in [
            ("MYSQL_ALLOW_EMPTY_PASSWORD", "sure"),
            ("MYSQL_RANDOM_ROOT_PASSWORD", "sure"),
            ("POSTGRES_PASSWORD_FILE", "/run/secrets/password"),
            ("ADMIN_PASSWORD_HASH", "5f4dcc3b5aa765d61d8327deb882cf99"),
            ("PASSWORD_LENGTH", "24"),
            ("DB_PASSWORD", ""),
            ("DB_PASSWORD", "/run/secrets/password"),
            ("DB_PASSWORD", "changeme"),
            ("DB_PASSWORD", "<password>"),
            ("DB_PASSWORD", "db_password"),
            ("sa_password", "_"),
            ("USE_PASSWORD", "always"),
            ("PWD", "letmein"),
            ("OLDPWD", "letmein"),
            ("BYPASS", "localhost"),
            ("COMPASS", "north"),
            ("SECRET_KEY_BASE_DUMMY", "1"),
            ("SECRET_KEY_BASE", "dummy"),
            ("GPG_KEY", "A035C8C19219BA821ECEA86B64E628F8D684696D"),
            ("SSH_KEY", "id_ed25519"),
            ("PRIVATE_KEY", "server.pem"),
            ("NEXT_PUBLIC_API_KEY", "abcdef0123456789"),
            ("MAX_TOKEN", "4096"),
            ("EOS_TOKEN", "<eos>"),
            ("TOKEN_URL", "https://id.example.net/token"),
        ] {
            assert_eq!(secret(name, value), None, "{name}={value}");
        }
    }
}
