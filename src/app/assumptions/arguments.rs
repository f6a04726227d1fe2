//! Build arguments.

use crate::app::chip::Chip;
use crate::app::prose::Line;
use crate::app::words;
use crate::app::workspace::Workspace;
use dockerfile::Body;
use leptos::prelude::*;

/// The chip for `--build-arg`: a field for each ARG of the text, and for what is given beyond these. Without
/// any there is no chip.
#[component]
pub fn Arguments() -> impl IntoView {
    let workspace = Workspace::of_page();
    let names = Memo::new(move |_| {
        let analysis = workspace.analysis();
        let mut names: Vec<(String, String)> = Vec::new();
        for instruction in &analysis.dockerfile.instructions {
            let Body::Arg(pairs) = &instruction.body else { continue };
            for (name, default) in pairs {
                if names.iter().all(|(known, _)| *known != name.text) {
                    let default = default.as_ref().map(|word| word.text.clone());
                    names.push((name.text.clone(), default.unwrap_or_default()));
                }
            }
        }
        // What is given holds, and goes into a link, whether the text asks for it or not.
        for name in workspace.assumptions.read().build_args.keys() {
            if names.iter().all(|(known, _)| known != name) {
                names.push((name.clone(), words::assumptions::NOT_DECLARED.to_owned()));
            }
        }
        names
    });
    let given = move || words::assumptions::given(workspace.assumptions.read().build_args.len());
    let fields = move || {
        let field = |(name, default)| view! { <Argument name default /> };
        names.get().into_iter().map(field).collect_view()
    };
    view! {
        <Show when=move || !names.read().is_empty()>
            <Chip
                id="arguments"
                title=words::assumptions::BUILD_ARGUMENTS
                mark=Signal::derive(|| "")
                label=Signal::derive(|| words::assumptions::ARGUMENTS.to_owned())
                value=Signal::derive(given)
            >
                <h3>{words::assumptions::BUILD_ARGUMENTS}</h3>
                <p>
                    <Line text=words::assumptions::ABOUT_ARGUMENTS />
                </p>
                {fields}
            </Chip>
        </Show>
    }
}

/// The id of the field for the build argument `name`.
pub fn field_id(name: &str) -> String {
    format!("argument-{name}")
}

/// One build argument.
#[component]
fn Argument(
    /// Its name.
    name: String,
    /// Its default, as written; empty without one. Or that the text has no such argument.
    default: String,
) -> impl IntoView {
    let workspace = Workspace::of_page();
    let held = name.clone();
    let id = field_id(&name);
    let value = workspace.assumptions.read_untracked().build_args.get(&name).cloned();
    let set = move |value: String| {
        workspace.assumptions.update(|assumptions| {
            if value.is_empty() {
                assumptions.build_args.remove(&held);
            } else {
                assumptions.build_args.insert(held.clone(), value);
            }
        });
    };
    view! {
        <label class="field">
            <code>{name}</code>
            <input
                type="text"
                id=id
                autocomplete="off"
                spellcheck="false"
                placeholder=default
                value=value
                on:change=move |event| set(event_target_value(&event))
            />
        </label>
    }
    .into_any()
}
