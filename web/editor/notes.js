// Findings in the text: a wavy line under the words, and a note below them with the repairs.
import { Facet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, WidgetType } from "@codemirror/view";
import { read as readChanges, setPreview } from "./preview.js";

/** In the order of finding::Severity. */
const SEVERITIES = ["info", "warning", "error"];
/** What can be asked for at a note, in the order of browser::editor::Act. */
const [REPAIR, PREVIEW, EXPLAIN, LOOK, LOOK_AWAY] = [0, 1, 2, 3, 4];
/** What a note is drawn from, beside the changes that it shows in passing. */
const DRAWN = ["index", "severity", "waits", "sentence", "rest", "repair", "others", "chosen"];

export const setNotes = StateEffect.define();
export const setChosen = StateEffect.define();
export const act = Facet.define();
/** What the buttons say: { preview, why }. */
export const words = Facet.define({ combine: ([given]) => given ?? { preview: "", why: "" } });

class NoteWidget extends WidgetType {
  constructor(note) {
    super();
    Object.assign(this, note);
  }

  eq(other) {
    return this.#isDrawnAs(other) && this.changes === other.changes;
  }

  #isDrawnAs(other) {
    return DRAWN.every((key) => this[key] === other[key]);
  }

  get estimatedHeight() {
    return this.repair ? 84 : 48;
  }

  toDOM(view) {
    const note = document.createElement("div");
    note.className = "note";
    note.dataset.severity = SEVERITIES[this.severity];
    note.toggleAttribute("data-chosen", this.chosen);
    const text = document.createElement("p");
    const sentence = document.createElement("strong");
    // Both are HTML of display::prose, which escapes whatever stands in the Dockerfile.
    sentence.innerHTML = this.sentence;
    const rest = document.createElement("span");
    rest.innerHTML = this.rest;
    text.append(sentence, " ", rest);
    const buttons = document.createElement("p");
    buttons.className = "buttons";
    const tell = (what) => view.state.facet(act).forEach((told) => told(what, this.index));
    const add = (label, what, kind, disabled = false) => {
      const button = document.createElement("button");
      button.disabled = disabled;
      button.type = "button";
      button.textContent = label;
      button.className = kind;
      // The list beside the editor is where keyboards and screen readers find all this.
      button.tabIndex = -1;
      button.addEventListener("mousedown", (event) => event.preventDefault());
      button.addEventListener("click", () => tell(what));
      buttons.append(button);
      return button;
    };
    const { preview, why } = view.state.facet(words);
    if (this.repair) {
      const make = add(this.repair, REPAIR, "primary", this.waits);
      // A finger rests nowhere before it presses.
      make.addEventListener("pointerenter", ({ pointerType }) => pointerType !== "touch" && tell(LOOK));
      make.addEventListener("pointerleave", () => tell(LOOK_AWAY));
      add(preview, PREVIEW, "", this.waits);
    }
    add(why, EXPLAIN, "");
    if (this.others) add(this.others, EXPLAIN, "quiet");
    note.append(text, buttons);
    const below = document.createElement("div");
    below.className = "below";
    below.append(note);
    below.widget = this;
    this.#show(below);
    return below;
  }

  /** The button under the pointer stays the same one. */
  updateDOM(below) {
    if (!this.#isDrawnAs(below.widget)) return false;
    below.widget = this;
    this.#show(below);
    return true;
  }

  #show(below) {
    below.querySelector(".changes")?.remove();
    if (!this.changes) return;
    const shown = document.createElement("pre");
    shown.className = "changes";
    for (const [name, text] of this.changes) {
      const line = document.createElement(name);
      line.textContent = text;
      shown.append(line);
    }
    below.firstChild.append(shown);
  }

  ignoreEvent() {
    return true;
  }
}

/** Reads [from, to, severity, whether the repair waits for its proof, …] and [sentence, rest, repair, other repairs, …]. */
function read({ places, texts }) {
  const found = [];
  for (let at = 0; at * 4 < places.length; at++) {
    const [from, to, severity, waits] = places.subarray(4 * at, 4 * at + 4);
    const [sentence, rest, repair, others] = texts.slice(4 * at, 4 * at + 4);
    found.push({ index: at, from, to, severity, waits, others, sentence, rest, repair });
  }
  return found;
}

/** Lines that go and come, as [element, text] each. */
function told(changes, doc) {
  return readChanges(changes).flatMap(({ line, gone, come }) => {
    const old = Array.from({ length: Math.min(gone, doc.lines - line + 1) }, (_, at) => ["del", doc.line(line + at).text]);
    return [...old, ...(come ? come.split("\n").map((text) => ["ins", text]) : [])];
  });
}

function decorate({ notes, chosen, within, changes }, doc) {
  const ranges = [];
  for (const note of notes) {
    const { from, to, severity, index } = note;
    if (to > doc.length) continue;
    const open = index === chosen;
    const mark = { class: `wavy wavy-${SEVERITIES[severity]}${open ? " wavy-chosen" : ""}` };
    if (from < to) ranges.push(Decoration.mark(mark).range(from, to));
    const widget = new NoteWidget({ ...note, chosen: open, changes: index === within ? changes : null });
    ranges.push(Decoration.widget({ widget, block: true, side: 1 }).range(doc.lineAt(to).to));
  }
  return Decoration.set(ranges, true);
}

export const notes = StateField.define({
  create: () => ({ notes: [], chosen: -1, within: -1, changes: null, shown: Decoration.none }),
  update(value, { state, changes, docChanged, effects }) {
    const next = { ...value };
    let anew = false;
    for (const effect of effects) {
      if (effect.is(setNotes)) [next.notes, anew] = [read(effect.value), true];
      if (effect.is(setChosen) && effect.value !== next.chosen) [next.chosen, anew] = [effect.value, true];
      if (effect.is(setPreview) && (effect.value.within >= 0 || next.within >= 0)) {
        next.within = effect.value.within;
        next.changes = next.within < 0 ? null : told(effect.value, state.doc);
        anew = true;
      }
    }
    if (anew) return { ...next, shown: decorate(next, state.doc) };
    return docChanged ? { ...value, shown: value.shown.map(changes) } : value;
  },
  provide: (field) => EditorView.decorations.from(field, ({ shown }) => shown),
});
