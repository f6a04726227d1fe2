//! Which stage is shown.

use super::words;
use super::workspace::Workspace;
use leptos::prelude::*;
use view::Place;

/// A button for each stage; absent where there is one only.
#[component]
pub fn Stages() -> impl IntoView {
    let workspace = Workspace::of_page();
    let stood = Memo::new(move |_| workspace.place.get().map(|place| place.stage));
    let buttons = move || {
        let analysis = workspace.analysis();
        let shown = stood.get();
        let target = analysis.build.target;
        let button = |stage: &unroot::model::Stage| {
            let (index, end) = (stage.index, Place::end_of(stage));
            let name =
                stage.name.clone().unwrap_or_else(|| words::places::stage(&index.to_string()));
            let pressed = if shown == Some(index) { "true" } else { "false" };
            view! {
                <button
                    type="button"
                    aria-pressed=pressed
                    data-reached=stage.reached.to_string()
                    on:click=move |_| workspace.stand_at(end, false)
                >
                    {name}
                    {(target == Some(index)).then_some(words::places::IS_TARGET)}
                </button>
            }
        };
        let stages = &analysis.build.stages;
        (stages.len() > 1).then(|| stages.iter().map(|stage| button(stage)).collect_view())
    };
    view! {
        <div class="stages" role="group" aria-label=words::places::STAGE>
            {buttons}
        </div>
    }
}
