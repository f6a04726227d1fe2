//! The paths that a program is given, patterns expanded as far as the files are listed.

use super::shell_state::Shell;
use super::writing::absolute;
use crate::glob::{Syntax, is_pattern};
use crate::model::{Contents, ancestors};
use ::shell::Argument;
use dockerfile::Span;

/// What one operand names.
pub(super) struct Target {
    /// A path, or one that a pattern matches.
    pub(super) path: String,
    pub(super) span: Span,
    /// Its last name as it is written; `.` for a directory that is named as its own contents.
    pub(super) name: String,
    /// The link that was gone through to `path`, because a slash stands behind it.
    pub(super) link: Option<String>,
}

/// The operands of a command.
#[derive(Default)]
pub(super) struct Targets {
    /// Paths, links in the last place not followed but where a slash follows.
    pub(super) listed: Vec<Target>,
    /// Directories of which a pattern may match more than is listed.
    pub(super) beyond: Vec<(String, Span)>,
    /// Some operand is not known.
    pub(super) hidden: bool,
}

impl Targets {
    pub(super) fn of(shell: &Shell, operands: &[&Argument]) -> Self {
        let mut targets = Targets::default();
        for arg in operands {
            let text = arg.value.as_deref().filter(|text| !text.is_empty());
            match text.and_then(|text| absolute(shell, text)) {
                None => targets.hidden = true,
                Some(path) if arg.pattern => targets.pattern(shell, &path, arg.span),
                Some(path) => {
                    let text = text.unwrap_or_default();
                    let slash = text.ends_with('/') || text.ends_with("/.");
                    let through = slash || text == "." || text.ends_with("..");
                    let own = shell.world.files.resolve(&path, false);
                    let path = shell.world.files.resolve(&path, through);
                    let name = text.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
                    let link = Some(own).filter(|own| slash && *own != path);
                    let name = name.to_owned();
                    targets.listed.push(Target { path, span: arg.span, name, link });
                }
            }
        }
        targets
    }

    fn pattern(&mut self, shell: &Shell, pattern: &str, span: Span) {
        let above = ancestors(pattern).next().unwrap_or("/");
        if is_pattern(above) {
            self.hidden = true;
            return;
        }
        let files = &shell.world.files;
        let above = files.resolve(above, true);
        let last = pattern.rsplit('/').next().unwrap_or_default();
        let children = files.within(&above).filter_map(|(path, _)| {
            let name = path.strip_prefix(&above)?.trim_start_matches('/');
            let direct = !name.is_empty() && !name.contains('/');
            // A leading dot is matched by a dot only.
            let hidden = name.starts_with('.') && !last.starts_with('.');
            (direct && !hidden && Syntax::Shell.fits(last, name)).then_some(path)
        });
        self.listed.extend(children.map(|path| Target {
            path: path.to_owned(),
            span,
            name: path.rsplit('/').next().unwrap_or_default().to_owned(),
            link: None,
        }));
        let more = files.get(&above).is_none_or(|node| node.contents != Contents::Listed);
        if more {
            self.beyond.push((above, span));
        }
    }

    /// The paths as events tell them.
    pub(super) fn paths(&self) -> Vec<(String, Span)> {
        let listed = self.listed.iter().map(|target| (target.path.clone(), target.span));
        let beyond = self.beyond.iter().map(|(path, span)| (path.clone(), *span));
        listed.chain(beyond).collect()
    }
}
