// After the first visit the page needs no network; and a new version comes when its reader wants it.
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SKELETON, findings, paste, text, verdict } from "./page.js";
import { DIST, serve } from "./server.js";
import { expect, ready, test as base } from "./support.js";

const NEWER = "0123456789abcdef";
const NEWEST = "fedcba9876543210";

/** A folder with a version that came later. What belongs to the WebAssembly has new names, and is no more under the old ones. */
async function later(version) {
  const folder = await mkdtemp(join(tmpdir(), "unroot-"));
  await cp(DIST, folder, { recursive: true });
  const names = await readdir(folder);
  const page = await readFile(join(folder, "index.html"), "utf8");
  const [before] = /(?<=name="?version"? content="?)[0-9a-f]{16}/.exec(page);
  const [app] = /(?<=playground-)[0-9a-f]+/.exec(page);
  // Trunk drops leading zeros, and in the WebAssembly every name keeps its length.
  const renewed = version.slice(0, app.length);
  for (const name of names.filter((name) => name.includes(app))) await rename(join(folder, name), join(folder, name.replace(app, renewed)));
  for (const name of (await readdir(folder)).filter((name) => /^index\.html$|^sw\.js$/.test(name) || name.includes(renewed))) {
    // The WebAssembly names its glue too. As Latin-1 its bytes stay what they are.
    const text = await readFile(join(folder, name), "latin1");
    const renamed = text.replaceAll(app, renewed).replaceAll(before, version);
    await writeFile(join(folder, name), renamed.replace("<title>", `<title>${version} `), "latin1");
  }
  return folder;
}


const test = base.extend({
  /** A server of the test's own, which it may stop or change. */
  host: async ({}, use) => {
    const host = await serve();
    await use(host);
    await host.stop();
  },

  baseURL: async ({ host }, use) => use(host.url),

  /** The folder of a version that came later. */
  newer: async ({}, use) => {
    const folder = await later(NEWER);
    await use(folder);
    await rm(folder, { recursive: true });
  },

  /** And of one after that. */
  newest: async ({}, use) => {
    const folder = await later(NEWEST);
    await use(folder);
    await rm(folder, { recursive: true });
  },
});

test.use({ serviceWorkers: "allow" });

const works = (page) => expect(page.locator("html")).toHaveAttribute("data-offline", "", { timeout: 20_000 });
const told = (page) => page.locator("#newer");
const caches_ = (page) => page.evaluate(() => caches.keys());
/** The versions of the workers that the page has. */
const workers = (page) =>
  page.evaluate(async () => {
    const { installing, waiting, active } = await navigator.serviceWorker.getRegistration();
    const versionOf = (worker) => {
      if (!worker) return null;
      const { port1, port2 } = new MessageChannel();
      worker.postMessage("version", [port2]);
      const late = new Promise((done) => setTimeout(done, 500, "no answer"));
      return Promise.race([late, new Promise((done) => (port1.onmessage = ({ data }) => done(data)))]);
    };
    return { comes: installing !== null, waiting: await versionOf(waiting), active: await versionOf(active) };
  });
const waits = (page, version) => expect.poll(() => workers(page), { timeout: 15_000 }).toMatchObject({ comes: false, waiting: version });
/** Without asking the workers: one that has to answer does not make room for the next. */
const changes = (page) =>
  page.evaluate(async () => {
    const { installing, waiting } = await navigator.serviceWorker.getRegistration();
    return Boolean(installing ?? waiting);
  });
async function took(page, version) {
  await expect.poll(async () => (await caches_(page)).some((name) => name.endsWith(version))).toBe(true);
  await expect.poll(() => changes(page), { timeout: 15_000 }).toBe(false);
  await expect.poll(() => workers(page)).toEqual({ comes: false, waiting: null, active: version });
}
const update = (page) => page.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration()).update()));
/** The host has another version, and the page hears of it. */
async function offer(page, host, folder, version) {
  host.folder = folder;
  await update(page);
  await waits(page, version);
}

test("without a network the page opens, with the text and the rules' texts", async ({ open, page, host, trouble }) => {
  trouble.allow(/ERR_CONNECTION_REFUSED/);
  await open();
  await paste(page, SKELETON);
  await expect(page.getByText("Works offline")).toBeVisible({ timeout: 20_000 });
  await host.stop();
  await page.reload();
  await ready(page);
  expect(await text(page)).toBe(SKELETON);
  await expect(verdict(page)).toContainText("does not build");
  await expect(page.getByText("Works offline")).toBeVisible();
  await page.getByRole("tab", { name: "Guide" }).click();
  await page.locator("details.rule summary").click();
  await expect(page.locator("details.rule")).toContainText("What changes with the fix");
});

test("a link opens without a network too, in a tab of its own", async ({ open, page, context, host, trouble }) => {
  trouble.allow(/ERR_CONNECTION_REFUSED/);
  await open();
  await works(page);
  await host.stop();
  const other = await context.newPage();
  await other.goto(`${host.url}index.html?from=a-page#1.eNoBNADL_2J1aWxkZXI9Y2xhc3NpYwp0YXJnZXQ9eAoKRlJPTSBhbHBpbmU6My4yMApVU0VSIGFwcArlSBDf`);
  await ready(other);
  await expect.poll(() => text(other)).toBe("FROM alpine:3.20\nUSER app\n");
});

test("a server that does not answer is not waited for", async ({ open, page, host }) => {
  await open();
  await works(page);
  host.hold = (path) => !/\.(js|wasm|css)$/.test(path);
  await page.reload();
  await ready(page);
  await expect(findings(page).first()).toBeVisible();
});

test("a new version says that it is there, waits, and takes the text along", async ({ open, page, host, newer }) => {
  await open();
  await works(page);
  await paste(page, SKELETON);
  const [before] = await caches_(page);
  host.folder = newer;
  await update(page);
  await expect(told(page)).toContainText("A new version is ready");
  await expect(page).not.toHaveTitle(new RegExp(`^${NEWER}`));
  expect(await caches_(page)).toHaveLength(2);

  // The text is this tab's, whatever another one kept meanwhile.
  await page.evaluate(() => {
    sessionStorage.clear();
    localStorage.setItem("unroot.text", "FROM another-tab\n");
  });
  await told(page).getByRole("button", { name: "Load it now" }).click();
  await expect(page).toHaveTitle(new RegExp(`^${NEWER}`));
  await ready(page);
  expect(await text(page)).toBe(SKELETON);
  await expect(told(page).locator("p")).toBeHidden();
  await expect.poll(() => caches_(page)).toEqual([before, expect.stringContaining(NEWER)]);
});

test("loading the page anew is enough to get a new version, and says nothing", async ({ open, page, host, newer }) => {
  await open();
  await works(page);
  const [before] = await caches_(page);
  host.folder = newer;
  await page.reload();
  await ready(page);
  await expect(page).toHaveTitle(new RegExp(`^${NEWER}`));
  await took(page, NEWER);
  expect(await caches_(page)).toEqual([before, expect.stringContaining(NEWER)]);
  await works(page);
  await expect(told(page).locator("p")).toBeHidden();
});

test("a tab that stays with the old version gets its parts all the same", async ({ open, page, context, host, newer, newest }) => {
  await open();
  await works(page);
  const [before] = await caches_(page);
  const old = await context.newPage();
  await old.goto(host.url);
  await ready(old);
  // A version that came and went unused makes no difference.
  for (const [folder, version] of [[newer, NEWER], [newest, NEWEST]]) {
    await offer(page, host, folder, version);
  }
  await told(page).getByRole("button", { name: "Load it now" }).click();
  await expect(page).toHaveTitle(new RegExp(`^${NEWEST}`));
  await took(page, NEWEST);
  expect(await caches_(page)).toEqual([before, expect.stringContaining(NEWEST)]);

  await old.getByRole("tab", { name: "Ownership" }).click();
  await expect(old.getByRole("slider", { name: "Step" })).toBeVisible();
  await old.getByRole("button", { name: "Lessons" }).click();
  await expect(old.locator("#lesson-title")).toBeVisible();
});

test("two versions are kept, not more", async ({ open, page, host, newer, newest }) => {
  await open();
  await works(page);
  for (const [folder, version] of [[newer, NEWER], [newest, NEWEST]]) {
    await offer(page, host, folder, version);
    await told(page).getByRole("button", { name: "Load it now" }).click();
    await expect(page).toHaveTitle(new RegExp(`^${version}`));
    await ready(page);
    await took(page, version);
  }
  expect(await caches_(page)).toEqual([expect.stringContaining(NEWER), expect.stringContaining(NEWEST)]);
});

test("a version of which not all is there yet is not taken", async ({ open, page, host, newer, trouble }) => {
  trouble.allow(/another version|of another/);
  await open();
  await works(page);
  const before = await caches_(page);
  await cp(join(DIST, "index.html"), join(newer, "index.html"));
  host.folder = newer;
  const refused = page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    const found = new Promise((done) => registration.addEventListener("updatefound", () => done(registration.installing)));
    await registration.update();
    const worker = await found;
    await new Promise((done) => worker.addEventListener("statechange", () => worker.state === "redundant" && done()));
  });
  await refused;
  await expect(told(page).locator("p")).toBeHidden();
  await page.reload();
  await ready(page);
  await works(page);
  expect(await caches_(page)).toEqual(expect.arrayContaining(before));
});

test("other pages of the same host keep their caches", async ({ open, page, host, newer }) => {
  await open();
  await page.evaluate(() => caches.open("unroot /some/sub/ 1"));
  await works(page);
  const before = await caches_(page);
  expect(before).toContain("unroot /some/sub/ 1");
  host.folder = newer;
  await page.reload();
  await took(page, NEWER);
  expect(await caches_(page)).toEqual([...before, `unroot /some/sub/path/ ${NEWER}`]);
});

test.describe("where there are no service workers", () => {
  test.use({ serviceWorkers: "block" });

  test("the page works, and claims nothing", async ({ open, page }) => {
    await page.addInitScript(() => {
      navigator.serviceWorker.register = () => Promise.reject(new DOMException("not here", "SecurityError"));
    });
    await open();
    await paste(page, SKELETON);
    await expect(verdict(page)).toContainText("does not build");
    await expect(page.getByText("Works offline")).toBeHidden();
  });
});
