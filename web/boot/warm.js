// Has the app compiled by a worker (web/warm.js) while the page still takes text: browsers compile a function when it is
// called first, which is a third of what the page would have to do at its start.

/** Milliseconds that the page waits for the worker, once that has all it needs. */
const PATIENCE = 1_000;

/** Resolves once the app of `glue` ran in a worker with the module that `compiled` brings; or could not, or not in time. */
export async function warm(glue, compiled) {
  let worker;
  try {
    worker = new Worker(new URL("warm.js", document.baseURI), { type: "module" });
  } catch {
    // A frame that may start none.
    return;
  }
  const ended = new Promise((done) => (worker.onmessage = worker.onerror = done));
  try {
    worker.postMessage({ glue: glue.href, module: await compiled });
    await Promise.race([ended, new Promise((done) => setTimeout(done, PATIENCE))]);
  } finally {
    worker.terminate();
  }
}
