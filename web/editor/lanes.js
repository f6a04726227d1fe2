// The lane left of the line numbers: who runs each line, with a label where that changes.
import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, GutterMarker, gutter } from "@codemirror/view";

/** In the order of display::Material. */
const MATERIALS = ["root", "own", "unknown"];

export const setLanes = StateEffect.define();

class LaneMarker extends GutterMarker {
  constructor(material, label) {
    super();
    this.label = label;
    this.elementClass = `lane-${material}`;
  }

  eq(other) {
    return other.elementClass === this.elementClass && other.label === this.label;
  }

  toDOM() {
    const label = document.createElement("span");
    label.className = "lane-label";
    label.textContent = this.label;
    return label;
  }
}

/** Reads [first line, last line, material, …] into one entry a lane. */
function read({ lines, labels }) {
  return labels.map((label, at) => {
    const [first, last, material] = lines.subarray(3 * at, 3 * at + 3);
    const name = MATERIALS[material];
    const plain = new LaneMarker(name, "");
    return { first, last, name, label, plain, labelled: new LaneMarker(name, label) };
  });
}

const field = StateField.define({
  create: () => [],
  update(value, { effects }) {
    for (const effect of effects) if (effect.is(setLanes)) return read(effect.value);
    return value;
  },
  provide: (field) =>
    // On narrow screens the label stands at the end of the line instead: see editor.css.
    EditorView.decorations.compute([field, "doc"], (state) =>
      Decoration.set(
        state
          .field(field)
          .filter(({ first }) => first <= state.doc.lines)
          .map(({ first, name, label }) =>
            Decoration.line({ attributes: { "data-label": label, "data-who": name } }).range(
              state.doc.line(first).from,
            ),
          ),
      ),
    ),
});

function lane(view, line) {
  return view.state.field(field).find(({ first, last }) => first <= line && line <= last);
}

export const lanes = [
  field,
  gutter({
    class: "cm-lanes",
    lineMarker(view, block) {
      const line = view.state.doc.lineAt(block.from).number;
      const found = lane(view, line);
      return found ? (found.first === line ? found.labelled : found.plain) : null;
    },
    widgetMarker: (view, _widget, block) => {
      const line = view.state.doc.lineAt(block.from).number;
      const found = lane(view, line);
      return found && line < found.last ? found.plain : null;
    },
    lineMarkerChange: ({ startState, state }) => startState.field(field) !== state.field(field),
  }),
];
