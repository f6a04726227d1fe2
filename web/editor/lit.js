// Lines of the step that somebody points at in the strip; and, the other way round, the line under the pointer.
import { Facet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";

/** { first, last }, from 1; { 0, 0 } for none. */
export const setLit = StateEffect.define();
/** Whom to tell of the line under the pointer, 0 for none. */
export const pointed = Facet.define();

const line = Decoration.line({ class: "lit" });

function decorate({ first, last }, doc) {
  const ranges = [];
  for (let at = Math.max(first, 1); at <= Math.min(last, doc.lines); at++) ranges.push(line.range(doc.line(at).from));
  return Decoration.set(ranges);
}

const field = StateField.define({
  create: () => Decoration.none,
  update(value, { state, changes, effects }) {
    for (const effect of effects) if (effect.is(setLit)) return decorate(effect.value, state.doc);
    return value.map(changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

let under = null;

function tell(view, element) {
  if (element === under) return;
  under = element;
  const number = element ? view.state.doc.lineAt(view.posAtDOM(element)).number : 0;
  view.state.facet(pointed).forEach((told) => told(number));
}

export const lit = [
  field,
  EditorView.domEventHandlers({
    mousemove: ({ target }, view) => tell(view, target.closest(".cm-line")),
    mouseleave: (_event, view) => tell(view, null),
  }),
];
