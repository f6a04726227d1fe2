//! Who builds.

use super::menu::Menu;
use crate::app::chip::Chip;
use crate::app::workspace::Workspace;
use leptos::prelude::*;
use unroot::display::{BUILDERS, name_of, of_name};

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
            mark=Signal::derive(|| "")
            label=Signal::derive(|| "builder".to_owned())
            value=Signal::derive(move || name().to_owned())
        >
            <h3>"Who builds it"</h3>
            <p>
                "Builders differ in what a missing name or an owner means. "
                "BuildKit is Docker's own since version 23."
            </p>
            <Menu
                label="Builder"
                entries=Signal::derive(entries)
                value=Signal::derive(move || name().to_owned())
                choose=Callback::new(choose)
            />
        </Chip>
    }
}
