// Keeps the page for when there is no network (web/sw.js), says so on the root element once all of it is kept
// (`data-offline`), and tells when a newer version waits. It never loads the page anew by itself.
import { reload } from "./kept.js";

const HOUR = 3_600_000;
const TAKES_OVER = 3_000;
const root = document.documentElement;
const version = document.querySelector('meta[name="version"]').content;
const notice = document.querySelector("#newer > p");

/** The version of a worker that holds all of it. */
function versionOf(worker) {
  const { port1, port2 } = new MessageChannel();
  worker.postMessage("version", [port2]);
  return new Promise((done) => (port1.onmessage = ({ data }) => done(data)));
}

async function look({ active, waiting }) {
  // First of all: a worker that has something to answer does not make room for the next one.
  if (active && (await versionOf(active)) !== null) root.dataset.offline = "";
  if (!waiting) return;
  const newer = await versionOf(waiting);
  // The page came from the network, and was ahead of the worker.
  if (newer === version) waiting.postMessage("use");
  else notice.hidden = newer === null;
}

async function useNewer({ waiting }) {
  if (waiting) {
    const took = new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done, { once: true }));
    waiting.postMessage("use");
    await Promise.race([took, new Promise((done) => setTimeout(done, TAKES_OVER))]);
  }
  reload();
}

function watch(registration) {
  const tell = () => look(registration);
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", tell));
  registration.installing?.addEventListener("statechange", tell);
  tell();

  notice.querySelector("button").addEventListener("click", () => useNewer(registration));
  let asked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" || Date.now() - asked < HOUR) return;
    asked = Date.now();
    registration.update().catch(() => {});
  });
}

export async function keepOffline() {
  if (root.hasAttribute("data-embed")) return;
  try {
    watch(await navigator.serviceWorker.register(new URL("sw.js", document.baseURI)));
  } catch {
    // An address that is not secure, a private window, a browser that may keep nothing: all works, but not without a network.
  }
}
