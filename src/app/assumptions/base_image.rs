//! What a base image is that nobody knows.

use super::menu::Menu;
use crate::app::chip::Chip;
use crate::app::prose::Line;
use crate::app::words;
use crate::app::workspace::Workspace;
use leptos::prelude::*;
use unroot::Analysis;
use unroot::model::StageBase;
use view::{FAMILIES, name_of, of_name};

/// The chip for the base image's user and family; only where the base image is not known.
#[component]
pub fn BaseImage() -> impl IntoView {
    let workspace = Workspace::of_page();
    let unknown = Memo::new(move |_| is_unknown(&workspace.analysis()));
    let user = move || workspace.assumptions.read().base_user.clone();
    let family = move || {
        let family = workspace.assumptions.read().base_family;
        family.and_then(|family| name_of(&FAMILIES, family)).unwrap_or_default().to_owned()
    };
    let entries = || {
        let known = FAMILIES.map(|(_, name)| (name.to_owned(), name.to_owned()));
        let mut entries = vec![(String::new(), words::assumptions::NOT_KNOWN.to_owned())];
        entries.extend(known);
        entries
    };
    let set_user = move |user: String| {
        let user = Some(user.trim().to_owned()).filter(|user| !user.is_empty());
        workspace.assumptions.update(|assumptions| assumptions.base_user = user);
    };
    let set_family = move |name: String| {
        let family = of_name(&FAMILIES, &name);
        workspace.assumptions.update(|assumptions| assumptions.base_family = family);
    };
    let told = move || {
        user().map_or_else(
            || words::assumptions::NOT_KNOWN.to_owned(),
            |user| words::assumptions::starts_as(&user),
        )
    };
    view! {
        <Show when=move || unknown.get()>
            <Chip
                id="base-image"
                title=words::assumptions::THE_BASE_IMAGE
                mark=Signal::derive(move || if user().is_some() { "" } else { "unknown" })
                label=Signal::derive(|| words::assumptions::BASE_IMAGE.to_owned())
                value=Signal::derive(told)
            >
                <h3>{words::assumptions::THE_BASE_IMAGE}</h3>
                <p>
                    <Line text=words::assumptions::ABOUT_BASE_IMAGE />
                </p>
                <label class="field">
                    <span>{words::assumptions::STARTS_AS}</span>
                    <input
                        type="text"
                        id="base-user"
                        autocomplete="off"
                        spellcheck="false"
                        placeholder=words::assumptions::STARTS_AS_HINT
                        prop:value=move || user().unwrap_or_default()
                        on:change=move |event| set_user(event_target_value(&event))
                    />
                </label>
                <Menu
                    id="base-family"
                    label=words::assumptions::MADE_FROM
                    entries=Signal::derive(entries)
                    value=Signal::derive(family)
                    choose=Callback::new(set_family)
                />
            </Chip>
        </Show>
    }
}

/// Whether the image below the target stage is one that nobody knows, or whose user nobody knows.
fn is_unknown(analysis: &Analysis) -> bool {
    let mut at = analysis.build.target;
    while let Some(stage) = at.and_then(|at| analysis.build.stages.get(at)) {
        match &stage.base {
            StageBase::Stage(below) if *below < stage.index => at = Some(*below),
            StageBase::Stage(_) => return false,
            StageBase::Image { facts, .. } => {
                return facts.is_none_or(|facts| facts.default_user.is_none());
            }
            StageBase::Unknown(_) => return true,
        }
    }
    false
}
