// Findings in the text: a wavy line under the words, and a note below them with the repairs.
import { Facet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, WidgetType } from "@codemirror/view";

/** In the order of finding::Severity. */
const SEVERITIES = ["info", "warning", "error"];
/** What can be asked for at a note, in the order of browser::editor::Act. */
const [REPAIR, PREVIEW, EXPLAIN] = [0, 1, 2];

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
    return ["index", "severity", "waits", "sentence", "rest", "repair", "others", "chosen"].every((key) => this[key] === other[key]);
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
    };
    const { preview, why } = view.state.facet(words);
    if (this.repair) {
      add(this.repair, REPAIR, "primary", this.waits);
      add(preview, PREVIEW, "", this.waits);
    }
    add(why, EXPLAIN, "");
    if (this.others) add(this.others, EXPLAIN, "quiet");
    note.append(text, buttons);
    const below = document.createElement("div");
    below.className = "below";
    below.append(note);
    return below;
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

function decorate(notes, chosen, doc) {
  const ranges = [];
  for (const note of notes) {
    const { from, to, severity, index } = note;
    if (to > doc.length) continue;
    const open = index === chosen;
    const mark = { class: `wavy wavy-${SEVERITIES[severity]}${open ? " wavy-chosen" : ""}` };
    if (from < to) ranges.push(Decoration.mark(mark).range(from, to));
    const widget = new NoteWidget({ ...note, chosen: open });
    ranges.push(Decoration.widget({ widget, block: true, side: 1 }).range(doc.lineAt(to).to));
  }
  return Decoration.set(ranges, true);
}

export const notes = StateField.define({
  create: () => ({ notes: [], chosen: -1, shown: Decoration.none }),
  update(value, { state, changes, docChanged, effects }) {
    let { notes, chosen, shown } = value;
    let anew = false;
    for (const effect of effects) {
      if (effect.is(setNotes)) [notes, anew] = [read(effect.value), true];
      if (effect.is(setChosen) && effect.value !== chosen) [chosen, anew] = [effect.value, true];
    }
    if (anew) return { notes, chosen, shown: decorate(notes, chosen, state.doc) };
    return docChanged ? { notes, chosen, shown: shown.map(changes) } : value;
  },
  provide: (field) => EditorView.decorations.from(field, ({ shown }) => shown),
});
