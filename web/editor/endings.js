// Line endings. The editor's lines end in nothing; a Dockerfile's end in "\n" or "\r\n", and come out as they
// went in. A document knows which of the two most of its lines have, which new lines get too, and where the
// other one stands.
import { invertedEffects } from "@codemirror/commands";
import { MapMode, RangeSet, RangeValue, StateEffect, StateField, Text } from "@codemirror/state";

const BREAK = /\r?\n/;

/** Marks the end of a line with the other ending. It goes away with that ending, and stays behind what is typed before it. */
class Other extends RangeValue {}
Other.prototype.startSide = Other.prototype.endSide = 1;
Other.prototype.mapMode = MapMode.TrackAfter;
const other = new Other();

const setEndings = StateEffect.define();

export const endings = StateField.define({
  create: () => ({ crlf: false, others: RangeSet.empty }),
  update(value, { effects, changes }) {
    // Of what undo brings back at once, the last is the oldest.
    const set = effects.findLast((effect) => effect.is(setEndings));
    if (set) return set.value;
    return value.others.size ? { ...value, others: value.others.map(changes) } : value;
  },
  // A text comes back with its endings.
  provide: (field) =>
    invertedEffects.of(({ docChanged, effects, startState }) => {
      const before = startState.field(field);
      const lost = docChanged && before.others.size > 0;
      return lost || effects.some((effect) => effect.is(setEndings)) ? [setEndings.of(before)] : [];
    }),
});

/** `text` as a document's lines, and its line endings: [where, whether "\r\n", …], counted in the document. */
function read(text) {
  const lines = text.split(BREAK);
  const found = [];
  let at = 0;
  let from = 0;
  for (const line of lines.slice(0, -1)) {
    const crlf = text[(from += line.length)] === "\r";
    found.push({ at: (at += line.length), crlf });
    from += crlf ? 2 : 1;
    at += 1;
  }
  return { doc: Text.of(lines), found };
}

const marks = (found, crlf) => found.filter((ending) => ending.crlf !== crlf).map(({ at }) => other.range(at));

/** A document of `text`, and the effect that keeps its endings. */
export function documentOf(text) {
  const { doc, found } = read(text);
  const crlf = found.filter((ending) => ending.crlf).length * 2 > found.length;
  return { doc, effects: setEndings.of({ crlf, others: RangeSet.of(marks(found, crlf)) }) };
}

/** Changes that put `texts`, with the endings they have, at [from, to, from, to …]. */
export function changesOf(state, places, texts) {
  const { crlf, others } = state.field(endings);
  const added = [];
  let shift = 0;
  const specs = texts.map((text, at) => {
    const [from, to] = places.slice(2 * at, 2 * at + 2);
    const { doc, found } = read(text);
    added.push(...marks(found.map((ending) => ({ ...ending, at: ending.at + from + shift })), crlf));
    shift += doc.length - (to - from);
    return { from, to, insert: doc };
  });
  const changes = state.changes(specs);
  return { changes, effects: setEndings.of({ crlf, others: others.map(changes).update({ add: added }) }) };
}

/** The text of a state's document, with its endings. */
export function textOf(state) {
  const { crlf, others } = state.field(endings);
  const [most, few] = crlf ? ["\r\n", "\n"] : ["\n", "\r\n"];
  let text = "";
  let from = 0;
  for (const at = others.iter(); at.value; at.next()) {
    text += state.doc.sliceString(from, at.from, most) + few;
    from = at.from + 1;
  }
  return text + state.doc.sliceString(from, state.doc.length, most);
}
