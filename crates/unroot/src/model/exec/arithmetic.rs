//! `$((…))`: whole numbers, variables, and assignments to them.

/// The value of `text`, and the variables that it sets in their order. `None` where it can't be read, or a variable
/// is not known. `value` gives a variable's text, empty where nothing sets it.
pub(super) fn evaluate(
    text: &str,
    value: &dyn Fn(&str) -> Option<String>,
) -> Option<(i64, Vec<(String, i64)>)> {
    let chars = text.chars().filter(|char| !matches!(char, '"' | '\'')).collect();
    let mut reader = Reader { chars, at: 0, value, set: Vec::new(), depth: 0 };
    let result = reader.ternary()?;
    reader.blanks();
    (reader.at == reader.chars.len()).then_some((result, reader.set))
}

const DEPTH: usize = 40;

/// Operators of two sides, the longer before the shorter, and how closely they bind.
const OPERATORS: [(&str, u8); 16] = [
    ("||", 1),
    ("&&", 2),
    ("==", 6),
    ("!=", 6),
    ("<=", 7),
    (">=", 7),
    ("<<", 8),
    (">>", 8),
    ("<", 7),
    (">", 7),
    ("+", 9),
    ("-", 9),
    ("**", 11),
    ("*", 10),
    ("/", 10),
    ("%", 10),
];

struct Reader<'a> {
    chars: Vec<char>,
    at: usize,
    value: &'a dyn Fn(&str) -> Option<String>,
    set: Vec<(String, i64)>,
    depth: usize,
}

impl Reader<'_> {
    fn blanks(&mut self) {
        while self.chars.get(self.at).is_some_and(|char| char.is_whitespace()) {
            self.at += 1;
        }
    }

    fn starts(&self, token: &str) -> bool {
        token.chars().enumerate().all(|(at, char)| self.chars.get(self.at + at) == Some(&char))
    }

    fn eat(&mut self, token: &str) -> bool {
        self.blanks();
        let here = self.starts(token);
        if here {
            self.at += token.chars().count();
        }
        here
    }

    fn ternary(&mut self) -> Option<i64> {
        self.depth += 1;
        if self.depth > DEPTH {
            return None;
        }
        let condition = self.binary(1)?;
        let value = if self.eat("?") {
            let before = self.set.len();
            let yes = self.ternary()?;
            let no = if self.eat(":") { self.ternary()? } else { return None };
            // Which of the sides assigns is not followed.
            if self.set.len() > before {
                return None;
            }
            if condition != 0 { yes } else { no }
        } else {
            condition
        };
        self.depth -= 1;
        Some(value)
    }

    fn binary(&mut self, least: u8) -> Option<i64> {
        let mut left = self.unary()?;
        loop {
            self.blanks();
            let found = OPERATORS.into_iter().find(|(operator, _)| self.starts(operator));
            let Some((operator, binds)) = found.filter(|(_, binds)| *binds >= least) else {
                return Some(left);
            };
            self.at += operator.len();
            let right = self.binary(binds + 1)?;
            let truth = i64::from;
            left = match operator {
                "||" => truth(left != 0 || right != 0),
                "&&" => truth(left != 0 && right != 0),
                "==" => truth(left == right),
                "!=" => truth(left != right),
                "<=" => truth(left <= right),
                ">=" => truth(left >= right),
                "<" => truth(left < right),
                ">" => truth(left > right),
                "<<" => left.checked_shl(u32::try_from(right).ok()?)?,
                ">>" => left.checked_shr(u32::try_from(right).ok()?)?,
                "+" => left.checked_add(right)?,
                "-" => left.checked_sub(right)?,
                "*" => left.checked_mul(right)?,
                "**" => left.checked_pow(u32::try_from(right).ok()?)?,
                "/" => left.checked_div(right)?,
                _ => left.checked_rem(right)?,
            };
        }
    }

    fn unary(&mut self) -> Option<i64> {
        self.depth += 1;
        if self.depth > DEPTH {
            return None;
        }
        for step in [1, -1] {
            if self.eat(if step > 0 { "++" } else { "--" }) {
                self.blanks();
                let name = self.name()?;
                return self.assign(&name, self.variable(&name)?.checked_add(step)?);
            }
        }
        let value = if self.eat("-") {
            self.unary()?.checked_neg()?
        } else if self.eat("+") {
            self.unary()?
        } else if self.eat("!") {
            i64::from(self.unary()? == 0)
        } else if self.eat("(") {
            let value = self.ternary()?;
            if !self.eat(")") {
                return None;
            }
            value
        } else {
            self.primary()?
        };
        self.depth -= 1;
        Some(value)
    }

    fn primary(&mut self) -> Option<i64> {
        self.blanks();
        if self.chars.get(self.at)?.is_ascii_digit() {
            return self.number();
        }
        let braces = self.starts("${");
        let dollar = self.eat("$");
        if braces {
            self.eat("{");
        }
        let name = self.name()?;
        if braces && !self.eat("}") {
            return None;
        }
        if dollar {
            return self.variable(&name);
        }
        let now = |reader: &Self| reader.variable(&name);
        for step in [1, -1] {
            if self.eat(if step > 0 { "++" } else { "--" }) {
                let before = now(self)?;
                self.assign(&name, before.checked_add(step)?)?;
                return Some(before);
            }
        }
        for operator in ["+", "-", "*"] {
            if self.eat(&format!("{operator}=")) {
                let (before, by) = (now(self)?, self.ternary()?);
                let after = match operator {
                    "+" => before.checked_add(by)?,
                    "-" => before.checked_sub(by)?,
                    _ => before.checked_mul(by)?,
                };
                return self.assign(&name, after);
            }
        }
        self.blanks();
        if self.starts("=") && !self.starts("==") {
            self.at += 1;
            let value = self.ternary()?;
            return self.assign(&name, value);
        }
        now(self)
    }

    fn assign(&mut self, name: &str, value: i64) -> Option<i64> {
        self.set.push((name.to_owned(), value));
        Some(value)
    }

    fn number(&mut self) -> Option<i64> {
        let start = self.at;
        while self.chars.get(self.at).is_some_and(char::is_ascii_alphanumeric) {
            self.at += 1;
        }
        let text: String = self.chars[start..self.at].iter().collect();
        parse(&text)
    }

    fn name(&mut self) -> Option<String> {
        let start = self.at;
        let part = |char: &char| char.is_ascii_alphanumeric() || *char == '_';
        while self.chars.get(self.at).is_some_and(part) {
            self.at += 1;
        }
        (self.at > start).then(|| self.chars[start..self.at].iter().collect())
    }

    fn variable(&self, name: &str) -> Option<i64> {
        if let Some((_, value)) = self.set.iter().rev().find(|(known, _)| known == name) {
            return Some(*value);
        }
        let text = (self.value)(name)?;
        let text = text.trim();
        if text.is_empty() { Some(0) } else { parse(text) }
    }
}

/// A number: a leading zero makes it octal.
fn parse(text: &str) -> Option<i64> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let value = match digits.strip_prefix('0').filter(|rest| !rest.is_empty()) {
        Some(rest) => match rest.strip_prefix(['x', 'X']) {
            Some(hex) => i64::from_str_radix(hex, 16),
            None => i64::from_str_radix(rest, 8),
        },
        None => digits.parse(),
    };
    let value = value.ok()?;
    Some(if negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::evaluate;

    fn value(text: &str) -> Option<i64> {
        let variables = |name: &str| match name {
            "i" => Some("4".to_owned()),
            "empty" => Some(String::new()),
            _ => None,
        };
        evaluate(text, &variables).map(|(value, _)| value)
    }

    #[test]
    fn numbers_are_computed() {
        for (text, result) in [
            ("1 + 2 * 3", Some(7)),
            ("(1+2)*3", Some(9)),
            ("i+1", Some(5)),
            ("$i-${i}", Some(0)),
            ("-i + +2", Some(-2)),
            ("010", Some(8)),
            ("0x1f", Some(31)),
            ("7 / 2 % 2", Some(1)),
            ("1/0", None),
            ("i > 3 && i != 5", Some(1)),
            ("i < 3 ? 10 : 20", Some(20)),
            ("empty + 1", Some(1)),
            ("unknown + 1", None),
            ("i++ + i", Some(9)),
            ("i += 2", Some(6)),
            ("1 +", None),
            ("!0", Some(1)),
            ("1 - 2 - 3", Some(-4)),
        ] {
            assert_eq!(value(text), result, "{text}");
        }
        let set = evaluate("x = 2", &|_| None).unwrap().1;
        assert_eq!(set, [("x".to_owned(), 2)]);
    }
}
