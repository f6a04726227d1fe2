//! What can be taken along.

/// The button that opens the list.
pub const EXPORT: &str = "Export";
/// Its head.
pub const TAKE_ALONG: &str = "Take it along";
/// The button that copies.
pub const COPY: &str = "Copy";
/// The button that saves a file.
pub const DOWNLOAD: &str = "Download";
/// When the browser does not let the page copy.
pub const NOT_COPIED: &str = "The browser does not allow it: download the file.";
/// When the browser can't save.
pub const NOT_SAVED: &str = "The browser can't save it: copy the text.";

/// The Dockerfile.
pub const TEXT: &str = "Dockerfile";
/// What it is for.
pub const ABOUT_TEXT: &str = "The text as it stands.";
/// The repairs.
pub const PATCH: &str = "Patch";
/// What they are for.
pub const ABOUT_PATCH: &str = "All safe repairs, for `git apply` or `patch -p1`.";
/// Where there are none.
pub const NO_PATCH: &str = "There is no safe repair to make.";
/// The findings for other tools.
pub const SARIF: &str = "SARIF";
/// What they are for.
pub const ABOUT_SARIF: &str = "Findings and repairs, for code hosts and editors.";
/// The report for people.
pub const MARKDOWN: &str = "Markdown";
/// What it is for.
pub const ABOUT_MARKDOWN: &str = "The report, for a pull request or a chat.";
/// The report for scripts.
pub const JSON: &str = "JSON";
/// What it is for.
pub const ABOUT_JSON: &str = "The report, for scripts.";

/// The button that copies one of them, as read aloud.
pub fn copy(name: &str) -> String {
    format!("{COPY} {name}")
}

/// The button that saves one of them as a file, as read aloud.
pub fn download(file: &str) -> String {
    format!("{DOWNLOAD} {file}")
}

/// When one of them was copied.
pub fn copied(name: &str) -> String {
    format!("{name} copied.")
}

/// When the browser was handed a file to save.
pub fn saved(file: &str) -> String {
    format!("{file} downloaded.")
}
