// Everybody can use it: axe objects to nothing in any state of the page (states.js), in both themes, and nothing is wider than
// its window.
import { SKELETON, findings, paste } from "./page.js";
import { WALKS, WIDE } from "./states.js";
import { expect, expectAccessible, expectNoSidewaysScroll, ready, test } from "./support.js";

const BOTH = ["light", "dark"];

for (const { name, address, text, look = {}, schemes = BOTH, sizes = [WIDE], states } of WALKS) {
  for (const viewport of sizes) {
    test.describe(`${viewport.width} by ${viewport.height}`, () => {
      test.use({ viewport });

      test(`axe finds nothing: ${name}`, async ({ open, page }) => {
        test.slow();
        await page.emulateMedia({ colorScheme: schemes[0], ...look });
        await open(address);
        if (text) await paste(page, text);
        for (const [state, reach] of states) {
          await test.step(state, async () => {
            await reach(page);
            await expectAccessible(page, schemes);
            await expectNoSidewaysScroll(page);
          });
        }
      });
    });
  }
}

test("axe finds nothing in any sheet", async ({ open, page }) => {
  test.slow();
  await open();
  await paste(page, "ARG TAG\nFROM registry.example/knows-not:$TAG AS base\nFROM base\nEXPOSE 80\nUSER app\n");
  const openers = page.locator("[popovertarget]:not([popovertargetaction])");
  const sheets = await openers.evaluateAll((all) => all.map((one) => one.getAttribute("popovertarget")));
  expect(sheets).toEqual(expect.arrayContaining(["examples", "share", "keys", "target", "builder"]));
  for (const sheet of sheets) {
    await page.locator(`[popovertarget="${sheet}"]`).first().click();
    await expect(page.locator(`#${sheet}`)).toBeVisible();
    await expect(page.locator(`#${sheet}`)).toHaveRole("dialog");
    await expect(page.locator(`#${sheet}`)).toHaveAccessibleName(/\w/);
    await expectAccessible(page, BOTH);
    await expectNoSidewaysScroll(page);
    await page.keyboard.press("Escape");
    await expect(page.locator(`#${sheet}`)).toBeHidden();
  }
});

test("axe finds nothing before the WebAssembly is there, and without the editor", async ({ page, trouble }) => {
  trouble.allow(/editor-|ERR_FAILED/);
  await page.route("**/editor-*.js", (route) => route.abort());
  let arrive;
  const arrived = new Promise((done) => (arrive = done));
  await page.route("**/*_bg.wasm", async (route) => {
    await arrived;
    await route.continue();
  });
  await page.goto("./");
  await expect(page.getByRole("heading", { name: "Getting ready" })).toBeVisible();
  await expectAccessible(page, BOTH);
  await expectNoSidewaysScroll(page);
  arrive();
  await ready(page);
  await page.getByRole("textbox", { name: "Dockerfile" }).fill(SKELETON);
  await expect(findings(page).first()).toBeVisible();
  await expectAccessible(page, BOTH);
});
