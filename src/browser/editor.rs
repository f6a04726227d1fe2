//! The code editor: a custom element of `web/editor/`, and the door where bytes become UTF-16.

use dockerfile::{EditorIndex, Edits, Span};
use leptos::prelude::document;
use unroot::finding::Severity;
use unroot::report::lines::Hunk;
use view::{Lane, Token};
use wasm_bindgen::prelude::{Closure, JsCast, wasm_bindgen};
use web_sys::{Element, HtmlElement};

/// The element's name.
const NAME: &str = "dockerfile-editor";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = HtmlElement)]
    type CodeEditor;
    #[wasm_bindgen(method, js_name = setWords)]
    fn set_words(
        this: &CodeEditor,
        label: &str,
        way_out: &str,
        placeholder: &str,
        preview: &str,
        why: &str,
    );
    #[wasm_bindgen(method, js_name = setText)]
    fn set_text(this: &CodeEditor, text: &str, assumed: Option<&str>);
    #[wasm_bindgen(method)]
    fn begin(this: &CodeEditor, text: &str);
    #[wasm_bindgen(method, js_name = applyEdits)]
    fn apply_edits(this: &CodeEditor, places: &[u32], texts: Vec<String>);
    #[wasm_bindgen(method, js_name = showText)]
    fn show_text(
        this: &CodeEditor,
        length: u32,
        tokens: &[u32],
        lanes: &[u32],
        labels: Vec<String>,
    );
    #[wasm_bindgen(method, js_name = showFindings)]
    fn show_findings(this: &CodeEditor, length: u32, notes: &[u32], texts: Vec<String>);
    #[wasm_bindgen(method, js_name = showChoice)]
    fn show_choice(this: &CodeEditor, chosen: i32, hunks: &[u32], lines: Vec<String>, within: i32);
    #[wasm_bindgen(method, js_name = showLit)]
    fn show_lit(this: &CodeEditor, first: u32, last: u32);
    #[wasm_bindgen(method, js_name = goTo)]
    fn go_to(this: &CodeEditor, from: u32, to: u32, focus: bool);
    #[wasm_bindgen(method)]
    fn undo(this: &CodeEditor);
    #[wasm_bindgen(method)]
    fn redo(this: &CodeEditor);
    #[wasm_bindgen(method)]
    fn listen(
        this: &CodeEditor,
        changed: &Closure<dyn FnMut(String, u32, u32)>,
        caret: &Closure<dyn FnMut(u32)>,
        acted: &Closure<dyn FnMut(u32, u32)>,
        pointed: &Closure<dyn FnMut(u32)>,
        assumed: &Closure<dyn FnMut(String)>,
        assumes: &Closure<dyn FnMut() -> String>,
    );
}

/// What somebody asks for at a finding in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Make the preferred repair.
    Repair,
    /// Show it in the text first, or hide it again.
    Preview,
    /// Open the finding beside the editor.
    Explain,
    /// Show the preferred repair in passing.
    Look,
    /// No longer.
    LookAway,
}

/// What the editor itself says.
pub struct Words {
    /// The name of the field, for screen readers.
    pub label: &'static str,
    /// How to leave it by keyboard, for screen readers.
    pub way_out: &'static str,
    /// What an empty field asks for.
    pub placeholder: &'static str,
    /// The button at a finding for [`Act::Preview`].
    pub preview: &'static str,
    /// The button at a finding for [`Act::Explain`].
    pub why: &'static str,
}

/// Whom the editor tells what happens in it.
pub struct Listener {
    /// The text changed; how many steps there are to undo and to redo.
    pub changed: Box<dyn FnMut(String, u32, u32)>,
    /// The cursor came to this line.
    pub caret: Box<dyn FnMut(usize)>,
    /// Something was asked for at a finding, by its index.
    pub acted: Box<dyn FnMut(Act, usize)>,
    /// The pointer came to this line, or left the text.
    pub pointed: Box<dyn FnMut(Option<usize>)>,
    /// Another text came or went, and this is assumed of the one that is there.
    pub assumed: Box<dyn FnMut(String)>,
    /// What is assumed now?
    pub assumes: Box<dyn FnMut() -> String>,
}

/// A finding as it stands in the text. All strings but the titles are HTML of ours.
pub struct Note {
    /// The words it is about.
    pub span: Span,
    /// How bad.
    pub severity: Severity,
    /// The sentence that stands alone.
    pub sentence: String,
    /// The rest.
    pub rest: String,
    /// The preferred repair's title, if there is one.
    pub repair: Option<String>,
    /// Whether that repair still waits for its proof: it can't be made yet.
    pub waits: bool,
    /// How many more repairs there are, in words; `None` if there is none.
    pub others: Option<String>,
}

/// The editor before it stands anywhere.
pub struct Blank(CodeEditor);

/// Makes an editor with `text`; `None` where its own code has not arrived, and a plain text field does its work.
pub fn make(words: &Words, text: &str) -> Option<Blank> {
    if leptos::prelude::window().custom_elements().get(NAME).is_undefined() {
        return None;
    }
    let element: Element = document().create_element(NAME).ok()?;
    let element: CodeEditor = element.unchecked_into();
    let Words { label, way_out, placeholder, preview, why } = words;
    element.set_words(label, way_out, placeholder, preview, why);
    element.set_text(text, None);
    Some(Blank(element))
}

/// The editor in the page.
pub struct Editor {
    element: CodeEditor,
    _changed: Closure<dyn FnMut(String, u32, u32)>,
    _caret: Closure<dyn FnMut(u32)>,
    _acted: Closure<dyn FnMut(u32, u32)>,
    _pointed: Closure<dyn FnMut(u32)>,
    _assumed: Closure<dyn FnMut(String)>,
    _assumes: Closure<dyn FnMut() -> String>,
}

impl Editor {
    /// Puts the editor into the element `host`.
    pub fn open(Blank(element): Blank, host: &HtmlElement, mut listener: Listener) -> Option<Self> {
        let changed: Closure<dyn FnMut(String, u32, u32)> = Closure::new(listener.changed);
        let caret: Closure<dyn FnMut(u32)> =
            Closure::new(move |line: u32| (listener.caret)(line as usize));
        let acted: Closure<dyn FnMut(u32, u32)> = Closure::new(move |act: u32, at: u32| {
            let act = match act {
                0 => Act::Repair,
                1 => Act::Preview,
                2 => Act::Explain,
                3 => Act::Look,
                _ => Act::LookAway,
            };
            (listener.acted)(act, at as usize);
        });
        let pointed: Closure<dyn FnMut(u32)> = Closure::new(move |line: u32| {
            (listener.pointed)(Some(line as usize).filter(|line| *line > 0));
        });
        let assumed: Closure<dyn FnMut(String)> = Closure::new(listener.assumed);
        let assumes: Closure<dyn FnMut() -> String> = Closure::new(listener.assumes);
        element.listen(&changed, &caret, &acted, &pointed, &assumed, &assumes);
        host.append_child(&element).ok()?;
        let (_changed, _caret, _acted, _pointed) = (changed, caret, acted, pointed);
        let (_assumed, _assumes) = (assumed, assumes);
        Some(Editor { element, _changed, _caret, _acted, _pointed, _assumed, _assumes })
    }

    /// Another text altogether, and what is assumed of it unless that stays; one step to undo.
    pub fn set_text(&self, text: &str, assumed: Option<&str>) {
        self.element.set_text(text, assumed);
    }

    /// Begins anew with another text; nothing of before can be undone.
    pub fn begin(&self, text: &str) {
        self.element.begin(text);
    }

    /// Makes `edits`, which are for `text`, as one step to undo.
    pub fn apply(&self, edits: &Edits, text: &str) {
        let index = EditorIndex::new(text);
        let places: Vec<u32> = edits.iter().flat_map(|edit| units(&index, edit.span)).collect();
        self.element.apply_edits(&places, edits.iter().map(|edit| edit.text.clone()).collect());
    }

    /// Colours and lanes of `text`.
    pub fn show(&self, text: &str, tokens: &[Token], lanes: &[Lane]) {
        let index = EditorIndex::new(text);
        let length = index.offset(text.len()) as u32;
        let coloured = tokens.iter().flat_map(|token| {
            let [from, to] = units(&index, token.span);
            [from, to, token.class as u32]
        });
        let lines = lanes
            .iter()
            .flat_map(|lane| [lane.first_line as u32, lane.last_line as u32, lane.material as u32]);
        let labels = lanes.iter().map(|lane| lane.label.clone()).collect();
        let (coloured, lines) = (coloured.collect::<Vec<_>>(), lines.collect::<Vec<_>>());
        self.element.show_text(length, &coloured, &lines, labels);
    }

    /// Findings in `text`.
    pub fn note(&self, text: &str, notes: &[Note]) {
        let index = EditorIndex::new(text);
        let length = index.offset(text.len()) as u32;
        let places = notes.iter().flat_map(|note| {
            let [from, to] = units(&index, note.span);
            [from, to, note.severity as u32, u32::from(note.waits)]
        });
        let texts = notes.iter().flat_map(|note| {
            let [repair, others] =
                [&note.repair, &note.others].map(|text| text.clone().unwrap_or_default());
            [note.sentence.clone(), note.rest.clone(), repair, others]
        });
        self.element.show_findings(length, &places.collect::<Vec<_>>(), texts.collect());
    }

    /// Which finding is chosen, and what a repair would change; the lines that come stand in the
    /// text, or in the note of the finding `within`.
    pub fn choose(&self, chosen: Option<usize>, preview: &[Hunk], within: Option<usize>) {
        let [chosen, within] = [chosen, within].map(|at| at.map_or(-1, |at| at as i32));
        let hunks = preview.iter().flat_map(|h| [h.line as u32, h.removed.len() as u32]);
        let lines = preview.iter().map(|hunk| hunk.added.join("\n")).collect();
        self.element.show_choice(chosen, &hunks.collect::<Vec<_>>(), lines, within);
    }

    /// Lights up the lines from `lit.0` to `lit.1`, from 1, and no others.
    pub fn light(&self, lit: Option<(usize, usize)>) {
        let (first, last) = lit.unwrap_or_default();
        self.element.show_lit(first as u32, last as u32);
    }

    /// Shows and selects `span` of `text`, and takes the focus if asked to.
    pub fn go_to(&self, span: Span, text: &str, focus: bool) {
        let [from, to] = units(&EditorIndex::new(text), span);
        self.element.go_to(from, to, focus);
    }

    /// Takes the last change back.
    pub fn undo(&self) {
        self.element.undo();
    }

    /// Makes it again.
    pub fn redo(&self) {
        self.element.redo();
    }

    /// Takes the focus.
    pub fn focus(&self) {
        let _ = self.element.focus();
    }
}

fn units(index: &EditorIndex, span: Span) -> [u32; 2] {
    [index.offset(span.start) as u32, index.offset(span.end) as u32]
}
