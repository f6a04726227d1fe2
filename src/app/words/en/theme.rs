//! Light or dark.

/// The button, while the page looks as the system says.
pub const AS_SYSTEM: &str = "Theme: as your system";
/// The button, while it is light.
pub const LIGHT: &str = "Theme: light";
/// The button, while it is dark.
pub const DARK: &str = "Theme: dark";
