// Waits for the browser's first picture of the page. Its field takes text before there is any WebAssembly, and whatever is
// fetched earlier comes in the way of it.

const PATIENCE = 1_000;

/** Resolves once something was painted, or isn't going to be: nobody looks at a tab in the background. */
export function painted() {
  if (document.visibilityState === "hidden") return Promise.resolve();
  return new Promise((done) => {
    const seen = (entries) => entries.getEntriesByName("first-contentful-paint").length && done();
    new PerformanceObserver(seen).observe({ type: "paint", buffered: true });
    // A frame out of sight is not painted either.
    setTimeout(done, PATIENCE);
  });
}
