//! Which stage is built.

use super::menu::Menu;
use crate::app::chip::Chip;
use crate::app::workspace::Workspace;
use leptos::prelude::*;

/// The chip for `--target`.
#[component]
pub fn Target() -> impl IntoView {
    let workspace = Workspace::of_page();
    let chosen = move || workspace.assumptions.read().target.clone();
    let entries = move || {
        let analysis = workspace.analysis();
        let stages = analysis.build.stages.iter().map(|stage| {
            let name = stage.name.clone().unwrap_or_else(|| stage.index.to_string());
            (name.clone(), format!("stage {name}"))
        });
        let mut entries = vec![(String::new(), "last stage".to_owned())];
        entries.extend(stages);
        // A target that is gone from the text still holds.
        let lost = chosen().filter(|target| entries.iter().all(|(value, _)| value != target));
        entries.extend(lost.map(|target| (target.clone(), format!("{target} (not there)"))));
        entries
    };
    let choose = move |target: String| {
        workspace.stage.set(None);
        let target = Some(target).filter(|target| !target.is_empty());
        workspace.assumptions.update(|assumptions| assumptions.target = target);
    };
    view! {
        <Chip
            id="target"
            mark=Signal::derive(|| "")
            label=Signal::derive(|| "target".to_owned())
            value=Signal::derive(move || chosen().unwrap_or_else(|| "last stage".to_owned()))
        >
            <h3>"Which stage is built"</h3>
            <p>"Docker builds the last one, unless " <code>"--target"</code> " names another."</p>
            <Menu
                label="Target"
                entries=Signal::derive(entries)
                value=Signal::derive(move || chosen().unwrap_or_default())
                choose=Callback::new(choose)
            />
        </Chip>
    }
}
