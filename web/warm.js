// Runs the app once beside the page (web/boot/warm.js): what ran here, the browser has compiled when the page runs it. A worker has no
// document; one that takes everything and says nothing stands in for it.

/** Any object, method or element: as a text empty, as a number 0. */
const anything = new Proxy(function () {}, {
  get(_, name) {
    if (name === Symbol.toPrimitive) return (hint) => (hint === "number" ? 0 : "");
    if (name === "length") return 0;
    // Whoever awaits it goes on at once.
    if (name === "then") return undefined;
    return anything;
  },
  set: () => true,
  apply: () => anything,
  construct: () => anything,
});

Object.assign(globalThis, {
  Window: { [Symbol.hasInstance]: () => true },
  document: anything,
  customElements: anything,
  // Nothing was kept (web/boot/kept.js), so the app begins with its example.
  unrootKept: { read() {}, write() {} },
});

addEventListener("message", async ({ data: { glue, module } }) => {
  const { default: start } = await import(glue);
  await start({ module_or_path: module });
  postMessage("warm");
});
