//! `cargo xtask new-rule`: the two files of a rule, its registration, and its row in the README.

use crate::rules::{self, FOLDER, read, write};
use std::path::Path;
use unroot::guide::Section;

/// What is asked for on the command line.
#[derive(Debug, PartialEq, Eq)]
pub struct Request<'a> {
    /// The id in kebab case: the pattern that the rule objects to.
    pub id: &'a str,
    /// The section of the guide, by its id.
    pub section: &'a str,
    /// The fault, in a few words.
    pub title: String,
    /// The rule that it follows in the list; the last one that reads the simulation where none is named.
    pub after: Option<&'a str>,
}

impl<'a> Request<'a> {
    /// Reads the arguments after `new-rule`.
    pub fn of(arguments: &[&'a str]) -> Result<Self, String> {
        let (id, mut rest) =
            arguments.split_first().ok_or("Name the rule: `new-rule expose-ssh`.")?;
        let mut request =
            Request { id, section: "least-privilege", title: spoken(id), after: None };
        while let Some((option, more)) = rest.split_first() {
            let (value, more) =
                more.split_first().ok_or_else(|| format!("`{option}` needs a value."))?;
            match *option {
                "--section" => request.section = value,
                "--title" => request.title = (*value).to_owned(),
                "--after" => request.after = Some(value),
                other => return Err(format!("`{other}` is no option of `new-rule`.")),
            }
            rest = more;
        }
        Ok(request)
    }
}

/// `expose-ssh` as a title: `Expose ssh`.
fn spoken(id: &str) -> String {
    let words = id.replace('-', " ");
    let mut chars = words.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

/// Makes the rule below `root` and returns the files that its author edits next. Nothing is written
/// where the request can't be met.
pub fn create(root: &Path, request: &Request) -> Result<[String; 2], String> {
    let Request { id, section, title, after } = request;
    let plain = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_lowercase())
            && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    };
    if !id.split('-').all(plain) {
        return Err(format!(
            "`{id}` is no id: write lowercase words with hyphens, like `expose-ssh`."
        ));
    }
    if title.trim().is_empty() || title.contains(['\n', '|']) {
        return Err("The title is one line without `|`.".to_owned());
    }
    let known = Section::ALL.iter().find(|known| known.id() == *section);
    let known = known.ok_or_else(|| {
        let ids: Vec<&str> = Section::ALL.iter().map(|section| section.id()).collect();
        format!("The guide has no section `{section}`. Its sections: {}.", ids.join(", "))
    })?;
    let registry = read(root, &rules::registry())?;
    if rules::registered(&registry)?.iter().any(|rule| rule == id) {
        return Err(format!("The rule `{id}` is there already."));
    }
    let registry = registered_too(&registry, id, *after)?;
    let [code, text] = rules::files(id);
    if let Some(there) = [&code, &text].into_iter().find(|file| root.join(file).exists()) {
        return Err(format!("{there} is there already."));
    }
    let source = read(root, &format!("{FOLDER}/template/template.rs"))?;
    let source = source
        .replace("`template.md`", &format!("`{id}.md`"))
        .replace("rule!(\"template\")", &format!("rule!(\"{id}\")"))
        .replace("Section::LeastPrivilege", &format!("Section::{known:?}"));
    let page = read(root, &format!("{FOLDER}/template/template.md"))?;
    let page = page.replace("# Title of the template", &format!("# {}", title.trim()));
    write(root, &code, &source)?;
    write(root, &text, &page)?;
    write(root, &rules::registry(), &registry)?;
    rules::rewrite(root)?;
    Ok([text, code])
}

/// `code` with `id` in its macro `rules!`, below `after`.
fn registered_too(code: &str, id: &str, after: Option<&str>) -> Result<String, String> {
    let line = |id: &str| format!("    {},\n", id.replace('-', "_"));
    let start = code.find("\nrules! {\n").ok_or("mod.rs calls no `rules!`")?;
    let list = &code[start..];
    let at = match after {
        Some(after) => {
            let above = line(after);
            let at = list.find(&format!("\n{above}")).map(|at| at + 1 + above.len());
            at.ok_or_else(|| format!("No rule is called `{after}`."))?
        }
        None => list.find("    ---\n").ok_or("`rules!` has no line `---`")?,
    };
    Ok(format!("{}{}{}", &code[..start + at], line(id), &code[start + at..]))
}
