// The code editor as a custom element. The page (src/browser/editor.rs) hands it a text, and flat arrays of
// what to show in it; it reads no Dockerfiles itself. It lives in an open shadow root: there its styles are
// adopted sheets, which the page's content security policy allows.
import { defaultKeymap, history, historyKeymap, invertedEffects, isolateHistory, redo, redoDepth, undo, undoDepth } from "@codemirror/commands";
import { Compartment, EditorSelection, EditorState, StateEffect, Transaction } from "@codemirror/state";
import { EditorView, keymap, lineNumbers, placeholder } from "@codemirror/view";
import { changesOf, documentOf, endings, textOf } from "./endings.js";
import { lanes, setLanes } from "./lanes.js";
import { lit, pointed, setLit } from "./lit.js";
import { act, notes, setChosen, setNotes, words } from "./notes.js";
import { preview, setPreview } from "./preview.js";
import styles from "./editor.css";
import { setTokens, tokens } from "./tokens.js";

const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);

const nobody = () => {};

/** What is assumed of a text that came from elsewhere. Undone with it, what was assumed before holds again. */
const assume = StateEffect.define();

// Left to itself the browser keeps the looks of what is typed over in a style attribute, which the
// page's policy forbids.
const typedOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    if (event.inputType !== "insertText" || event.data === null || view.composing) return false;
    if (view.state.selection.main.empty) return false;
    event.preventDefault();
    const change = view.state.replaceSelection(event.data);
    view.dispatch(change, { userEvent: "input.type", scrollIntoView: true });
    return true;
  },
});

class DockerfileEditor extends HTMLElement {
  #view;
  #words = new Compartment();
  #past = new Compartment();
  #changed = nobody;
  #caret = nobody;
  #acted = nobody;
  #pointed = nobody;
  #assumed = nobody;
  #assumes = () => "";
  #line = 0;
  /** What is to be shown: { length, effects } each. */
  #shows = [];

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open", delegatesFocus: true });
    root.adoptedStyleSheets = [sheet];
    this.#view = new EditorView({ root, parent: root, state: this.#state("") });
  }

  connectedCallback() {
    this.#view.requestMeasure();
  }

  #state(doc) {
    return EditorState.create({
      doc,
      extensions: [
        endings,
        lanes,
        lineNumbers(),
        tokens,
        notes,
        preview,
        this.#past.of(history()),
        invertedEffects.of(({ effects }) => (effects.some(isAssumption) ? [assume.of(this.#assumes())] : [])),
        keymap.of([...historyKeymap, ...defaultKeymap]),
        typedOver,
        this.#words.of([]),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ tabindex: "0" }),
        EditorState.languageData.of(() => [{ commentTokens: { line: "#" } }]),
        EditorView.updateListener.of((update) => this.#updated(update)),
        act.of((...what) => this.#acted(...what)),
        lit,
        pointed.of((line) => this.#pointed(line)),
      ],
    });
  }

  #updated({ state, docChanged, selectionSet, transactions }) {
    for (const { value } of transactions.flatMap(({ effects }) => effects).filter(isAssumption)) this.#assumed(value);
    if (docChanged) this.#changed(textOf(state), undoDepth(state), redoDepth(state));
    const line = state.doc.lineAt(state.selection.main.head).number;
    if ((docChanged || selectionSet) && line !== this.#line) this.#caret((this.#line = line));
  }

  /** Whom to tell: of a text with its steps to undo and redo, of the cursor's line, of a click at a finding, of the
   * line under the pointer (0 for none), of what is assumed from now on; and whom to ask what is assumed now. */
  listen(changed, caret, acted, pointed, assumed, assumes) {
    this.#assumed = assumed;
    this.#assumes = assumes;
    this.#pointed = pointed;
    this.#changed = changed;
    this.#caret = caret;
    this.#acted = acted;
  }

  /** What the editor says: the field's name, how to leave it, what it asks for when it is empty, the buttons at a finding. */
  setWords(label, wayOut, asks, preview, why) {
    const spoken = EditorView.contentAttributes.of({ "aria-label": label, "aria-description": wayOut });
    const said = [placeholder(asks), spoken, words.of({ preview, why })];
    this.#view.dispatch({ effects: this.#words.reconfigure(said) });
  }

  get text() {
    return textOf(this.#view.state);
  }

  /** Another text, and what is assumed of it if that is another thing. The first one is nothing that could be undone. */
  setText(text, assumed) {
    const { state } = this.#view;
    const first = !state.doc.length && !undoDepth(state);
    const { doc, effects: own } = documentOf(text);
    const effects = assumed === undefined ? own : [own, assume.of(assumed)].flat();
    this.#view.dispatch({
      changes: { from: 0, to: state.doc.length, insert: doc },
      effects,
      selection: EditorSelection.cursor(0),
      annotations: first ? Transaction.addToHistory.of(false) : isolateHistory.of("full"),
      scrollIntoView: true,
    });
  }

  /** Another text, without a way back to what was there: that belongs to another task. */
  begin(text) {
    this.#view.dispatch({ effects: this.#past.reconfigure([]) });
    this.setText(text);
    this.#view.dispatch({ effects: this.#past.reconfigure(history()) });
  }

  /** Replaces [from, to, from, to …] by `texts`, in one step to undo. */
  applyEdits(places, texts) {
    if (!texts.length) return;
    const edits = changesOf(this.#view.state, places, texts);
    this.#view.dispatch({ ...edits, annotations: isolateHistory.of("full"), userEvent: "input.repair" });
    const place = firstChange(edits.changes);
    if (place) this.#view.dispatch({ effects: EditorView.scrollIntoView(place, { y: "nearest", yMargin: 48 }) });
  }

  /** Colours and lanes of a text of this length; of another text they are not for us. */
  showText(length, colours, lines, labels) {
    this.#show(length, setTokens.of(colours.slice()), setLanes.of({ lines: lines.slice(), labels }));
  }

  /** Its findings. */
  showFindings(length, places, texts) {
    this.#show(length, setNotes.of({ places: places.slice(), texts }));
  }

  /** The finding that is open, -1 for none, and the lines that a repair would change; those that come stand in the
   * text, or in the note of the finding `within` unless that is -1. */
  showChoice(chosen, hunks, lines, within) {
    const changes = { hunks: hunks.slice(), lines, within };
    this.#show(this.#view.state.doc.length, setChosen.of(chosen), setPreview.of(changes));
  }

  /**
   * Once whoever shows something has shown all, so that the browser lays the text out once. Arrays of numbers
   * are windows into WebAssembly's memory, hence the copies above.
   */
  #show(length, ...effects) {
    if (!this.#shows.length) queueMicrotask(() => this.#flush());
    this.#shows.push({ length, effects });
  }

  #flush() {
    const fits = ({ length }) => length === this.#view.state.doc.length;
    const effects = this.#shows.filter(fits).flatMap((show) => show.effects);
    this.#shows = [];
    this.#view.dispatch({ effects });
  }

  /** Lights up the lines first..=last; none if they are 0. */
  showLit(first, last) {
    this.#show(this.#view.state.doc.length, setLit.of({ first, last }));
  }

  /** Selects from..to and brings it into view. Without the focus only the editor scrolls, not the page. */
  goTo(from, to, focus) {
    const view = this.#view;
    const end = view.state.doc.length;
    const range = EditorSelection.range(Math.min(from, end), Math.min(to, end));
    const effects = focus ? EditorView.scrollIntoView(range, { y: "center" }) : [];
    view.dispatch({ selection: range, effects });
    if (focus) view.focus();
    else view.scrollDOM.scrollTop = view.lineBlockAt(range.from).top - view.scrollDOM.clientHeight / 2;
  }

  undo() {
    undo(this.#view);
  }

  redo() {
    redo(this.#view);
  }

  focus() {
    this.#view.focus();
  }
}

function isAssumption(effect) {
  return effect.is(assume);
}

/** Where the first change ends up in the text that comes of it. */
function firstChange(changes) {
  let place;
  changes.iterChangedRanges((_from, _to, from, to) => (place ??= EditorSelection.range(from, to)));
  return place;
}

customElements.define("dockerfile-editor", DockerfileEditor);
