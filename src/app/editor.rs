//! The panel with the text.

use super::analyzed::Analyzed;
use super::key::key_of;
use super::plain_editor::PlainEditor;
use super::words;
use super::workspace::{Moment, Workspace};
use crate::browser::editor::{self, Act, Blank, Editor, Listener, Note, Words};
use crate::browser::page;
use leptos::html::Div;
use leptos::prelude::*;
use std::iter::repeat;
use unroot::Analysis;
use unroot::finding::{Finding, Severity, first_sentence};
use unroot::guide::html;
use unroot::share::{assumptions_from, assumptions_text};
use view::{lanes, tokens};

/// An editor with `text` that stands nowhere yet.
pub fn blank(text: &str) -> Option<Blank> {
    let words = Words {
        label: words::editor::DOCKERFILE,
        // Inside another page there is no list of keys.
        way_out: match page::is_embedded() {
            true => words::editor::WAY_OUT_EMBEDDED,
            false => words::editor::WAY_OUT,
        },
        placeholder: words::editor::PASTE,
        preview: words::editor::PREVIEW,
        why: words::editor::WHY,
    };
    editor::make(&words, text)
}

/// The editor, with how many findings there are and the way back.
#[component]
pub fn EditorPanel(
    /// The editor with the text; without it a plain text field does.
    blank: Option<Blank>,
    /// Whether it takes the focus at once.
    focused: bool,
) -> impl IntoView {
    let workspace = Workspace::of_page();
    let body = match blank {
        Some(blank) => view! { <CodeEditor blank focused /> }.into_any(),
        None => view! { <PlainEditor /> }.into_any(),
    };
    view! {
        <section class="panel code" aria-label=words::editor::DOCKERFILE>
            <div class="bar">
                <h2>{words::editor::DOCKERFILE}</h2>
                <p>{move || counted(&workspace.analysis())}</p>
                <button
                    type="button"
                    class="quiet"
                    disabled=move || workspace.history.get().0 == 0
                    on:click=move |_| workspace.undo()
                >
                    {words::editor::UNDO}
                </button>
                <button
                    type="button"
                    class="quiet"
                    disabled=move || workspace.history.get().1 == 0
                    on:click=move |_| workspace.redo()
                >
                    {words::editor::REDO}
                </button>
            </div>
            {body}
        </section>
    }
}

/// How many findings there are of each severity, in words.
fn counted(analysis: &Analysis) -> String {
    let of =
        |severity| analysis.findings.iter().filter(|finding| finding.severity == severity).count();
    words::editor::counted(of(Severity::Error), of(Severity::Warning), of(Severity::Info))
}

/// The code editor and the wires between it and the workspace.
#[component]
fn CodeEditor(
    /// The editor with the text.
    blank: Blank,
    /// Whether it takes the focus at once.
    focused: bool,
) -> impl IntoView {
    let workspace = Workspace::of_page();
    let host = NodeRef::<Div>::new();
    host.on_load(move |host| {
        let opened = Editor::open(blank, &host, listener(workspace));
        if let Some(editor) = opened.as_ref().filter(|_| focused) {
            editor.focus();
        }
        workspace.editor.set_value(opened);
    });
    Effect::new(move || {
        let Analyzed { analysis, .. } = workspace.begun.get();
        let coloured = tokens(&analysis.dockerfile, &analysis.text);
        workspace.with_editor(|editor| editor.show(&analysis.text, &coloured, &lanes(&analysis)));
    });
    Effect::new(move || {
        let Analyzed { analysis, waiting, .. } = workspace.analyzed.get();
        let waiting = waiting.iter().map(Option::as_deref).chain(repeat(None));
        let notes: Vec<Note> = analysis
            .findings
            .iter()
            .zip(waiting)
            .map(|(found, title)| note(found, title))
            .collect();
        workspace.with_editor(|editor| editor.note(&analysis.text, &notes));
    });
    Effect::new(move || {
        let analysis = workspace.analysis_at_once();
        let (chosen, (preview, within)) =
            (workspace.chosen(&analysis), workspace.preview_hunks(&analysis));
        workspace.with_editor(|editor| editor.choose(chosen, &preview, within));
    });
    Effect::new(move || {
        let lit = workspace.lit.get();
        workspace.with_editor(|editor| editor.light(lit));
    });
    view! { <div class="host" node_ref=host></div> }
}

fn listener(workspace: Workspace) -> Listener {
    Listener {
        changed: Box::new(move |text, undo, redo| {
            workspace.look_away();
            workspace.source.set(text);
            workspace.undone.set(redo > workspace.history.get_untracked().1);
            workspace.history.set((undo, redo));
        }),
        caret: Box::new(move |line| workspace.moment.set(Moment::Line(line))),
        pointed: Box::new(move |line| workspace.hovered.set(line)),
        assumed: Box::new(move |kept| workspace.assumptions.set(assumptions_from(&kept))),
        assumes: Box::new(move || workspace.assumptions.with_untracked(assumptions_text)),
        acted: Box::new(move |act, at| {
            let analysis = workspace.current();
            if at >= analysis.findings.len() {
                return;
            }
            let key = key_of(&analysis, at);
            match act {
                Act::Repair => workspace.repair(key, 0),
                Act::Preview => workspace.toggle_preview(key, 0),
                Act::Explain => workspace.open(key),
                Act::Look => workspace.look_at(key, 0, true),
                Act::LookAway => workspace.look_away(),
            }
        }),
    }
}

/// A finding as it stands in the text; `waiting` is the title of the repair that it may get.
fn note(finding: &Finding, waiting: Option<&str>) -> Note {
    let (sentence, rest) = first_sentence(&finding.message);
    let others = finding.fixes.len().saturating_sub(1);
    let first = finding.fixes.first().map(words::repairs::in_note);
    let title = waiting.map(str::to_owned).or(first);
    Note {
        span: finding.span,
        severity: finding.severity,
        sentence: html::inline(sentence),
        rest: html::inline(rest),
        repair: title.map(|title| title.replace('`', "")),
        waits: waiting.is_some(),
        others: (others > 0).then(|| words::editor::other_ways(others)),
    }
}
