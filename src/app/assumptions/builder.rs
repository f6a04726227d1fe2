//! Who builds.

use super::menu::Menu;
use crate::app::chip::Chip;
use crate::app::words;
use crate::app::workspace::Workspace;
use leptos::prelude::*;
use view::{BUILDERS, name_of, of_name};

/// The chip for the builder.
#[component]
pub fn BuilderChoice() -> impl IntoView {
    let workspace = Workspace::of_page();
    let name = move || name_of(&BUILDERS, workspace.assumptions.read().builder).unwrap_or_default();
    let choose = move |name: String| {
        let builder = of_name(&BUILDERS, &name).unwrap_or_default();
        workspace.assumptions.update(|assumptions| assumptions.builder = builder);
    };
    let entries = || BUILDERS.map(|(_, name)| (name.to_owned(), name.to_owned())).to_vec();
    view! {
        <Chip
            id="builder"
            title=words::assumptions::WHO_BUILDS
            mark=Signal::derive(|| "")
            label=Signal::derive(|| words::assumptions::BUILDER.to_owned())
            value=Signal::derive(move || name().to_owned())
        >
            <h3>{words::assumptions::WHO_BUILDS}</h3>
            <p>{words::assumptions::ABOUT_BUILDERS}</p>
            <Menu
                id="builder-name"
                label=words::assumptions::BUILDERS
                entries=Signal::derive(entries)
                value=Signal::derive(move || name().to_owned())
                choose=Callback::new(choose)
            />
        </Chip>
    }
}
