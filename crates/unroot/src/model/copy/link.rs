//! `COPY --link`: the files are laid out on an empty root, which is then merged over the image, and
//! with it the owners and modes of every directory on the way.

use super::super::{Builder, Contents, Files, Kind, Node, ancestors};
use super::place::Parents;
use dockerfile::Instruction;

/// Whether the instruction is carried out so: BuildKit alone does, and not with `--chmod`
/// (convert_copy.go).
pub(super) fn is_merged(builder: Builder, instruction: &Instruction) -> bool {
    let link = instruction.flag("link");
    let off = |text: &str| matches!(text, "false" | "0" | "f" | "F" | "FALSE" | "False");
    let on = link.is_some_and(|flag| flag.value.as_ref().is_none_or(|value| !off(&value.text)));
    on && builder == Builder::BuildKit && instruction.flag("chmod").is_none()
}

/// The directories above what is brought become those of the merged layer.
pub(super) fn reset_parents(files: &mut Files, path: &str, into: bool, parents: &Parents) {
    let is_directory = files.get(path).is_some_and(Node::is_directory);
    let itself = (into || is_directory).then_some(path);
    let ways: Vec<String> = ancestors(path).chain(itself).map(str::to_owned).collect();
    for way in ways.iter().filter(|way| *way != "/") {
        if let Some(node) = files.get_mut(way) {
            if matches!(node.kind, Kind::Link(_)) {
                node.contents = Contents::Listed;
            }
            node.kind = Kind::Directory;
            node.give(&parents.owner);
            node.mode = parents.mode.clone();
        }
    }
}
