//! How to run the image, around texts that are the library's.

/// The tab.
pub const RUN_IT: &str = "Run it";
/// What the tab tells.
pub const LEAD: &str = "The image with no more than it needs, ready to copy.";
/// The choice of what runs it.
pub const WHAT_RUNS_IT: &str = "What runs the image";
/// The text that is copied.
pub const READY: &str = "Ready to copy";
/// The button that copies it.
pub const COPY: &str = "Copy";
/// When that is done.
pub const COPIED: &str = "Copied.";
/// When that can't be done.
pub const NOT_ALLOWED: &str = "The browser does not allow it: select the text, and copy it.";
/// Over what to do before.
pub const FIRST: &str = "First";
/// The button that leads to the findings.
pub const SEE_FINDINGS: &str = "See the findings";
/// Over the flags.
pub const EACH_PART: &str = "What each part does";
/// Over flags for a directory of the host.
pub const OWN_DIRECTORY: &str = "To mount a directory of your own in place of a volume";
/// Over what is not known.
pub const DOUBTS: &str = "What can't be told from here";
