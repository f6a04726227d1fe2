// Keeps the page for when there is no network. In front of this stand VERSION, and FILES: all that the page consists of
// (scripts/finish/worker.js).
//
// The page and whatever keeps its name come from the network, and from here where that fails or takes too long. Files
// whose name changes with their content come from here at once. A new version waits until a page asks for it; the one before it
// stays, for another tab may still show it, and fetch a part of it later.

const SCOPE = self.registration.scope;
// The origin's caches may belong to other pages of the same host.
const OURS = `unroot ${new URL(SCOPE).pathname} `;
const CACHE = OURS + VERSION;
const PATIENCE = 3_000;
const NEVER_CHANGES = /-[0-9a-f]{10,16}(_bg|-\w+)?\.\w+$/;
/** Stands in the cache of a version that was used. */
const USED = new URL("?used", SCOPE).href;

const addresses = new Set(FILES.map((file) => new URL(file, SCOPE).href));

/** Fetches what is not kept yet; all of it, or it fails. */
async function fill() {
  const cache = await caches.open(CACHE);
  const kept = new Set((await cache.keys()).map(({ url }) => url));
  const missing = [...addresses].filter((address) => !kept.has(address));
  await Promise.all(missing.map(async (address) => cache.put(address, await obtain(address))));
}

async function obtain(address) {
  const lasting = NEVER_CHANGES.test(address);
  const answer = (lasting && (await caches.match(address))) || (await fetch(address, { cache: lasting ? "default" : "no-cache" }));
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  if (address === SCOPE && !(await answer.clone().text()).includes(VERSION)) throw new Error("the page is of another version");
  return answer;
}

async function kept(address) {
  return (await caches.open(CACHE)).match(address, { ignoreVary: true });
}

/** Also from another version's cache: the name says what it is. */
async function keptAnywhere(address) {
  return (await kept(address)) ?? caches.match(address, { ignoreVary: true });
}

async function fresh(address, request) {
  const answer = fetch(request, { cache: "no-cache" });
  const late = new Promise((done) => setTimeout(done, PATIENCE));
  const first = await Promise.race([answer.catch(() => undefined), late]);
  if (first?.ok || first?.type === "opaqueredirect") return first;
  return (await kept(address)) ?? answer;
}

addEventListener("install", (event) => event.waitUntil(fill()));

/** Takes away all versions but this one and the one that was used before it. */
async function forget() {
  const old = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);
  const used = await Promise.all(old.map(async (name) => (await caches.open(name)).match(USED)));
  const last = old.findLast((_, at) => used[at]);
  await Promise.all(old.filter((name) => name !== last).map((name) => caches.delete(name)));
}

addEventListener("activate", (event) => {
  async function begin() {
    await (await caches.open(CACHE)).put(USED, new Response());
    await forget();
    await clients.claim();
  }
  event.waitUntil(begin());
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const address = request.url.replace(/[?#].*$/, "").replace(/\/index\.html$/, "/");
  if (request.method !== "GET" || !address.startsWith(SCOPE)) return;
  if (NEVER_CHANGES.test(address)) event.respondWith(keptAnywhere(address).then((found) => found ?? fetch(request)));
  else if (addresses.has(address)) event.respondWith(fresh(address, request));
});

// "use": take over now. Anything else asks for the version, and is answered once all of it is here, or can't be.
addEventListener("message", (event) => {
  if (event.data === "use") return void self.skipWaiting();
  const answer = (version) => event.ports[0].postMessage(version);
  event.waitUntil(fill().then(() => answer(VERSION), () => answer(null)));
});
