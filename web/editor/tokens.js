// Colours: [from, to, class, …] as the Dockerfile's own tree has them.
import { RangeSetBuilder, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";

/** In the order of display::Class. */
const CLASSES = ["keyword", "flag", "comment", "string", "variable", "number", "heredoc"];
const marks = CLASSES.map((name) => Decoration.mark({ class: `t-${name}` }));

export const setTokens = StateEffect.define();

function build(colours) {
  const builder = new RangeSetBuilder();
  for (let at = 0; at < colours.length; at += 3) builder.add(colours[at], colours[at + 1], marks[colours[at + 2]]);
  return builder.finish();
}

export const tokens = StateField.define({
  create: () => Decoration.none,
  update(value, { changes, effects }) {
    for (const effect of effects) if (effect.is(setTokens)) return build(effect.value);
    return value.map(changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});
