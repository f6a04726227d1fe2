//! Which stage is built.

use super::menu::Menu;
use crate::app::chip::Chip;
use crate::app::prose::Line;
use crate::app::words;
use crate::app::workspace::{Moment, Workspace};
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
            (name.clone(), words::places::stage(&name))
        });
        let mut entries = vec![(String::new(), words::assumptions::LAST_STAGE.to_owned())];
        entries.extend(stages);
        // A target that is gone from the text still holds.
        let lost = chosen().filter(|target| entries.iter().all(|(value, _)| value != target));
        entries.extend(lost.map(|target| {
            let told = words::assumptions::not_there(&target);
            (target, told)
        }));
        entries
    };
    let choose = move |target: String| {
        workspace.moment.set(Moment::End);
        let target = Some(target).filter(|target| !target.is_empty());
        workspace.assumptions.update(|assumptions| assumptions.target = target);
    };
    view! {
        <Chip
            id="target"
            title=words::assumptions::WHICH_STAGE
            mark=Signal::derive(|| "")
            label=Signal::derive(|| words::assumptions::TARGET.to_owned())
            value=Signal::derive(move || chosen().unwrap_or_else(|| words::assumptions::LAST_STAGE.to_owned()))
        >
            <h3>{words::assumptions::WHICH_STAGE}</h3>
            <p>
                <Line text=words::assumptions::ABOUT_TARGET />
            </p>
            <Menu
                id="target-stage"
                label=words::assumptions::TARGETS
                entries=Signal::derive(entries)
                value=Signal::derive(move || chosen().unwrap_or_default())
                choose=Callback::new(choose)
            />
        </Chip>
    }
}
