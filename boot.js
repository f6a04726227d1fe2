// Starts the page, and lends it what a browser has (src/browser). It also shows the text, ready to be copied, should the page ever break: that has to work
// when nothing else does.
const [glue, wasm] = document.querySelector('meta[name="app"]').content.split(" ");
const notice = document.querySelector("#broken");

function text() {
  const field = document.querySelector("#shell-text, .plain");
  const editor = document.querySelector("dockerfile-editor");
  try {
    return field?.value ?? editor?.text ?? localStorage.getItem("unroot.text") ?? "";
  } catch {
    return "";
  }
}

function broke(why) {
  console.error(why);
  if (!notice.hidden) return;
  const field = notice.querySelector("textarea");
  field.value = text();
  notice.querySelector("output").value = String(why).split("\n", 1)[0];
  notice.hidden = false;
  field.focus();
  field.select();
}

globalThis.unrootBroke = broke;
addEventListener("error", ({ error }) => error instanceof WebAssembly.RuntimeError && broke(error));
addEventListener("unhandledrejection", ({ reason }) => reason instanceof WebAssembly.RuntimeError && broke(reason));
notice.querySelector("button").addEventListener("click", () => {
  navigator.clipboard?.writeText(notice.querySelector("textarea").value);
});

/** `bytes` as a zlib stream, or out of one; no more than `most` of them. */
globalThis.unrootZlib = async (bytes, unpack, most) => {
  const through = unpack ? new DecompressionStream("deflate") : new CompressionStream("deflate");
  const reader = new Blob([bytes]).stream().pipeThrough(through).getReader();
  const parts = [];
  let length = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    length += next.value.length;
    if (length > most) throw new RangeError("more than it may hold");
    parts.push(next.value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
};

import(new URL(glue, document.baseURI))
  .then((app) => app.default({ module_or_path: new URL(wasm, document.baseURI) }))
  .catch(broke);
