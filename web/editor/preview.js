// What a repair would change, shown in the text before it is made. While the pointer rests on a button in a note,
// nothing may move below it: then the note itself shows the lines that come (notes.js).
import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, WidgetType } from "@codemirror/view";

export const setPreview = StateEffect.define();

const gone = Decoration.line({ class: "gone" });

class AddedLines extends WidgetType {
  constructor(text) {
    super();
    this.text = text;
  }

  eq(other) {
    return other.text === this.text;
  }

  toDOM() {
    const added = document.createElement("div");
    added.className = "come";
    added.textContent = this.text;
    return added;
  }
}

/** The changes as { line, gone, come }: the first line, how many go, and the text that comes. */
export function read({ hunks, lines }) {
  return lines.map((come, at) => ({ line: hunks[2 * at], gone: hunks[2 * at + 1], come }));
}

function decorate(changes, doc) {
  const ranges = [];
  for (const { line, gone: count, come } of read(changes)) {
    for (let next = line; next < line + count && next <= doc.lines; next++) ranges.push(gone.range(doc.line(next).from));
    if (!come || changes.within >= 0) continue;
    const widget = new AddedLines(come);
    const last = line + count - 1;
    // Right below the lines that go, above the notes; without any, above the line that follows.
    const place = last < 1 ? { at: 0, side: -1 } : { at: doc.line(Math.min(last, doc.lines)).to, side: 0.5 };
    ranges.push(Decoration.widget({ widget, block: true, side: place.side }).range(place.at));
  }
  return Decoration.set(ranges, true);
}

export const preview = StateField.define({
  create: () => Decoration.none,
  update(value, { state, changes, effects }) {
    for (const effect of effects) if (effect.is(setPreview)) return decorate(effect.value, state.doc);
    return value.map(changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});
