//! English. One file an area of the page.

pub mod announcer;
pub mod assumptions;
pub mod editor;
pub mod embed;
pub mod examples;
pub mod export;
pub mod findings;
pub mod footer;
pub mod guide;
pub mod header;
pub mod ignore;
pub mod keys;
pub mod lesson;
pub mod notice;
pub mod numbers;
pub mod open;
pub mod ownership;
pub mod panel;
pub mod places;
pub mod platforms;
pub mod repairs;
pub mod share;
pub mod stepper;
pub mod strip;
pub mod theme;
pub mod verdict;
