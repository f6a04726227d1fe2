//! Light or dark.

use super::words;
use crate::browser::page;
use crate::browser::storage::{self, Slot};
use leptos::prelude::*;

/// What the page looks like.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Theme {
    /// As the system says.
    System,
    Light,
    Dark,
}

/// A button that goes round: as the system, light, dark.
#[component]
pub fn ThemeToggle() -> impl IntoView {
    let kept = storage::read(Slot::Theme);
    let theme = RwSignal::new(match kept.as_deref() {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::System,
    });
    Effect::new(move || {
        let name = theme.get().name();
        page::set_root("data-theme", name);
        storage::write(Slot::Theme, name);
    });
    let label = move || match theme.get() {
        Theme::System => words::theme::AS_SYSTEM,
        Theme::Light => words::theme::LIGHT,
        Theme::Dark => words::theme::DARK,
    };
    view! {
        <button
            type="button"
            class="theme"
            data-shows=move || theme.get().name().unwrap_or("system")
            aria-label=label
            title=label
            on:click=move |_| theme.update(|theme| *theme = theme.next())
        ></button>
    }
}

impl Theme {
    fn name(self) -> Option<&'static str> {
        match self {
            Theme::System => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
        }
    }

    fn next(self) -> Self {
        match self {
            Theme::System => Theme::Light,
            Theme::Light => Theme::Dark,
            Theme::Dark => Theme::System,
        }
    }
}
