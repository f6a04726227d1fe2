// After the first visit the page needs no network; and a new version comes when its reader wants it.
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SKELETON, findings, paste, text, verdict } from "./page.js";
import { DIST, serve } from "./server.js";
import { expect, ready, test as base } from "./support.js";

const NEWER = "0123456789abcdef";

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
    const folder = await mkdtemp(join(tmpdir(), "unroot-"));
    await cp(DIST, folder, { recursive: true });
    const page = await readFile(join(folder, "index.html"), "utf8");
    const [version] = /(?<=name="?version"? content="?)[0-9a-f]{16}/.exec(page);
    await writeFile(join(folder, "index.html"), page.replace(version, NEWER).replace("<title>", "<title>Newer "));
    const worker = await readFile(join(folder, "sw.js"), "utf8");
    await writeFile(join(folder, "sw.js"), worker.replace(version, NEWER));
    await use(folder);
    await rm(folder, { recursive: true });
  },
});

test.use({ serviceWorkers: "allow" });

const works = (page) => expect(page.locator("html")).toHaveAttribute("data-offline", "", { timeout: 20_000 });
const told = (page) => page.locator("#newer");
const caches_ = (page) => page.evaluate(() => caches.keys());
const update = (page) => page.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration()).update()));

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
  host.folder = newer;
  await update(page);
  await expect(told(page)).toContainText("A new version is ready");
  await expect(page).not.toHaveTitle(/^Newer/);
  expect(await caches_(page)).toHaveLength(2);

  // The text is this tab's, whatever another one kept meanwhile.
  await page.evaluate(() => {
    sessionStorage.clear();
    localStorage.setItem("unroot.text", "FROM another-tab\n");
  });
  await told(page).getByRole("button", { name: "Load it now" }).click();
  await expect(page).toHaveTitle(/^Newer/);
  await ready(page);
  expect(await text(page)).toBe(SKELETON);
  await expect(told(page).locator("p")).toBeHidden();
  await expect.poll(() => caches_(page)).toEqual([expect.stringContaining(NEWER)]);
});

test("loading the page anew is enough to get a new version, and says nothing", async ({ open, page, host, newer }) => {
  await open();
  await works(page);
  host.folder = newer;
  await page.reload();
  await ready(page);
  await expect(page).toHaveTitle(/^Newer/);
  await expect.poll(() => caches_(page)).toEqual([expect.stringContaining(NEWER)]);
  await works(page);
  await expect(told(page).locator("p")).toBeHidden();
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
  host.folder = newer;
  await page.reload();
  await expect.poll(() => caches_(page)).toEqual(["unroot /some/sub/ 1", `unroot /some/sub/path/ ${NEWER}`]);
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
