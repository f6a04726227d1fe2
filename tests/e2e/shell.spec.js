// Before the page works, when a part of it is missing, and when it breaks.
import { editor, findings, paste, text, verdict } from "./page.js";
import { expect, ready, test } from "./support.js";

test("what is written before the WebAssembly arrives is taken over", async ({ page }) => {
  let arrive;
  const arrived = new Promise((done) => (arrive = done));
  await page.route("**/*.wasm", async (route) => {
    await arrived;
    await route.continue();
  });
  await page.goto("./", { waitUntil: "commit" });
  await page.getByRole("textbox", { name: "Dockerfile" }).fill("FROM node:22\nUSER node\n");
  arrive();
  await ready(page);
  expect(await text(page)).toBe("FROM node:22\nUSER node\n");
  await expect(editor(page)).toBeFocused();
  await expect(verdict(page)).toContainText("node");
});

test("the text is still there on the next visit", async ({ open, page }) => {
  await open();
  await paste(page, "FROM alpine:3.22\n");
  await page.reload();
  await ready(page);
  expect(await text(page)).toBe("FROM alpine:3.22\n");
});

test("without the editor's code a plain field does", async ({ open, page, trouble }) => {
  trouble.allow(/editor-|ERR_FAILED/);
  await page.route("**/editor-*.js", (route) => route.abort());
  await open();
  await page.getByRole("textbox", { name: "Dockerfile" }).fill("FROM node:22\nCMD [\"node\", \"app.js\"]\n");
  await expect(verdict(page)).toContainText("root");
  const apply = findings(page).getByRole("button", { name: "Apply" }).first();
  await apply.click();
  await expect(verdict(page)).toContainText("node");
});

test("nothing of the app is fetched before the page was painted", async ({ page, context }) => {
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.addInitScript(() => {
    // As if the first picture took its time.
    globalThis.PerformanceObserver = class {
      constructor(tell) {
        globalThis.paint = () => tell({ getEntriesByName: () => [{}] });
      }
      observe() {}
    };
  });
  await page.goto("./", { waitUntil: "load" });
  await expect.poll(() => page.evaluate(() => typeof paint)).toBe("function");
  expect(asked.filter((url) => /playground/.test(url))).toEqual([]);
  await page.evaluate(() => paint());
  await ready(page);

  const behind = await context.newPage();
  await behind.addInitScript(() => {
    Object.defineProperty(document, "visibilityState", { get: () => "hidden" });
    globalThis.PerformanceObserver = undefined;
  });
  await behind.goto("./");
  await ready(behind);
});

test("should the page break, the text is there to be copied", async ({ open, page, trouble }) => {
  trouble.allow(/unreachable|RuntimeError/);
  await open();
  await paste(page, "FROM mine\n");
  await page.evaluate(() => {
    const error = new WebAssembly.RuntimeError("unreachable");
    dispatchEvent(new ErrorEvent("error", { error, message: error.message }));
  });
  await expect(page.getByRole("alertdialog")).toBeVisible();
  await expect(page.getByLabel("Your text")).toHaveValue("FROM mine\n");
  await page.getByRole("button", { name: "Copy the text" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("FROM mine\n");
});
