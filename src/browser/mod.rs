//! The browser: the only place that speaks to it. The rest of the page is Leptos and our own types.

pub mod address;
pub mod clipboard;
pub mod clock;
pub mod crash;
pub mod download;
pub mod editor;
pub mod files;
pub mod keys;
pub mod page;
pub mod print;
pub mod storage;
pub mod texts;
pub mod zlib;
