// What a repair would change, shown in the text before it is made.
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

/** Reads [line, how many go, …] and, for each, the lines that come. */
function decorate({ hunks, lines }, doc) {
  const ranges = [];
  lines.forEach((text, at) => {
    const [line, count] = hunks.subarray(2 * at, 2 * at + 2);
    for (let next = line; next < line + count && next <= doc.lines; next++) ranges.push(gone.range(doc.line(next).from));
    if (!text) return;
    const widget = new AddedLines(text);
    const last = line + count - 1;
    // Right below the lines that go, above the notes; without any, above the line that follows.
    const place = last < 1 ? { at: 0, side: -1 } : { at: doc.line(Math.min(last, doc.lines)).to, side: 0.5 };
    ranges.push(Decoration.widget({ widget, block: true, side: place.side }).range(place.at));
  });
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
