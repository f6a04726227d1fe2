// Parts of the page that are fetched when somebody asks for them.
import { paste, verdict } from "./page.js";
import { expect, expectAccessible, test } from "./support.js";

const PART = /-(course|tools|chunk_\d+)\.wasm$/;
const FAILED = /Failed to (fetch|load resource)|TypeError/;
const tab = (page, name) => page.getByRole("tab", { name });
const lessons = (page) => page.getByRole("button", { name: "Lessons" });

test("none of them is fetched before it is asked for", async ({ open, page }) => {
  const asked = [];
  page.on("request", (request) => PART.test(request.url()) && asked.push(request.url()));
  await open();
  await paste(page, "FROM debian:12\nCMD id\n");
  await expect(verdict(page)).toContainText("root");
  await page.getByRole("tab", { name: "Findings" }).click();
  expect(asked).toEqual([]);
  await tab(page, "Ownership").click();
  await expect(page.getByRole("slider", { name: "Step" })).toBeVisible();
  expect(asked).toContainEqual(expect.stringMatching(/-tools\.wasm$/));
  expect(asked).not.toContainEqual(expect.stringMatching(/-course\.wasm$/));
});

test("one that does not come says so, and comes when it is asked for again", async ({ open, page, trouble }) => {
  trouble.allow(FAILED);
  await open();
  await page.route(PART, (route) => route.abort());
  await tab(page, "Run it").click();
  const panel = page.getByRole("tabpanel");
  await expect(panel).toContainText("could not be fetched");
  await lessons(page).click();
  await expect(page.getByRole("alert").filter({ hasText: "could not be fetched" })).toBeVisible();
  await page.unroute(PART);
  await tab(page, "Guide").click();
  await expect(panel).not.toContainText("could not be fetched");
  await expect(panel.getByRole("heading").first()).toBeVisible();
  await lessons(page).click();
  await expect(page.locator("#lesson-title")).toBeFocused();
});

test("while one is on its way, that is said", async ({ open, page }) => {
  await open();
  let go;
  const gone = new Promise((done) => (go = done));
  await page.route(PART, async (route) => {
    await gone;
    await route.continue();
  });
  await lessons(page).click();
  await expect(lessons(page)).toHaveAttribute("aria-busy", "true");
  await tab(page, "Run it").click();
  await expect(page.getByText("One moment")).toBeVisible();
  go();
  await expect(page.locator("#lesson-title")).toBeVisible();
  await expect(lessons(page)).not.toHaveAttribute("aria-busy");
});

test("axe finds nothing where a part does not come, and where the page broke", async ({ open, page, trouble }) => {
  trouble.allow(/Failed to (fetch|load resource)|TypeError|unreachable/);
  await open();
  await page.route("**/*-tools.wasm", (route) => route.abort());
  await page.getByRole("tab", { name: "Run it" }).click();
  await expect(page.getByText("could not be fetched")).toBeVisible();
  await expectAccessible(page, ["light", "dark"]);
  await page.getByRole("tab", { name: "Findings" }).click();
  await page.evaluate(() => unrootBroke(new WebAssembly.RuntimeError("unreachable")));
  await expect(page.locator("#broken")).toBeVisible();
  await expectAccessible(page, ["light", "dark"]);
});
