// What is kept for the next visit (src/browser/storage.rs). What belongs to the text is kept for this tab as well, so that a
// second tab takes nothing away; the text written last, in whichever tab, greets the next visit. An embedded page keeps
// nothing. Where the browser forbids it or has no room, the page goes on and the root element says `data-unkept`. What tabs
// share is read anew each time, since another one may have written it.

const TEXT = "unroot.text";
const root = document.documentElement;
const embedded = root.hasAttribute("data-embed");
/** What only this tab knows: its own, what the browser did not keep, and what it took along when it loaded the page anew. */
const known = new Map(history.state?.unroot?.known);
/** The names of what the browser did not keep. */
const unkept = new Set(history.state?.unroot?.unkept);
if (history.state?.unroot) history.replaceState(null, "");

function attempt(use) {
  try {
    return use();
  } catch {
    return undefined;
  }
}

const shared = attempt(() => localStorage);
const own = attempt(() => sessionStorage);
// This tab's own text with this tab's own assumptions, or the last ones from anywhere.
const mine = attempt(() => own.getItem(TEXT)) == null ? shared : own;

function read(name, ofTab) {
  if (known.has(name)) return known.get(name);
  if (embedded) return undefined;
  return attempt(() => (ofTab ? mine : shared).getItem(name)) ?? undefined;
}

function put(store, name, value) {
  return attempt(() => (value === undefined ? store.removeItem(name) : store.setItem(name, value), true)) === true;
}

function tell() {
  root.toggleAttribute("data-unkept", unkept.size > 0);
}

function write(name, value, ofTab) {
  const before = read(name, ofTab);
  if (ofTab || embedded) known.set(name, value);
  if (embedded) return;
  if (ofTab) put(own, name, value);
  // What is merely shown again must not take the place of what another tab wrote.
  if (value === before) return;
  if (put(shared, name, value)) {
    unkept.delete(name);
    if (!ofTab) known.delete(name);
  } else {
    unkept.add(name);
    known.set(name, value);
  }
  tell();
  if (name === TEXT) root.removeAttribute("data-elsewhere");
}

addEventListener("storage", ({ key, newValue }) => {
  if (key === TEXT && !embedded) root.toggleAttribute("data-elsewhere", newValue !== known.get(TEXT));
});

tell();
globalThis.unrootKept = { read, write };

/** The text, if the page got as far as to know one. */
export const lastText = () => known.get(TEXT);

/** Loads the page anew with this tab's text, which needs no storage. */
export function reload() {
  history.replaceState({ unroot: { known: [...known], unkept: [...unkept] } }, "");
  location.reload();
}
