// Everybody can use it, in both themes, on any screen.
import { choose, paste, repairAll, SKELETON } from "./page.js";
import { expect, expectAccessible, expectNoSidewaysScroll, test } from "./support.js";

for (const colorScheme of ["light", "dark"]) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("axe finds nothing", async ({ open, page }) => {
      await open();
      await paste(page, SKELETON);
      await expectAccessible(page);
      for (const tab of ["Ownership", "Run it", "Guide"]) {
        await page.getByRole("tab", { name: tab }).click();
        await expectAccessible(page);
      }
      await page.getByRole("button", { name: "Examples" }).click();
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      await repairAll(page).click();
      await expectAccessible(page);
      await choose(page, "stages");
      await expectAccessible(page);
    });

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
        await expectAccessible(page);
        await expectNoSidewaysScroll(page);
        await page.keyboard.press("Escape");
        await expect(page.locator(`#${sheet}`)).toBeHidden();
      }
    });

    test("axe finds nothing in what the page tells by itself", async ({ open, page }) => {
      await open();
      await page.evaluate(() => (location.hash = "#1.broken"));
      await expect(page.locator(".notice")).toBeVisible();
      await page.evaluate(() => {
        for (const what of ["offline", "elsewhere", "unkept"]) document.documentElement.setAttribute(`data-${what}`, "");
        document.querySelector("#newer > p").hidden = false;
      });
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    });
  });
}

test.describe("360 px", () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test("nothing sticks out", async ({ open, page }) => {
    await open();
    await expectNoSidewaysScroll(page);
    await paste(page, `FROM debian:bookworm-slim\nRUN ${"a-very-long-word".repeat(20)}\nUSER ${"name".repeat(30)}\n`);
    await expectNoSidewaysScroll(page);
    for (const tab of ["Ownership", "Run it", "Guide"]) {
      await page.getByRole("tab", { name: tab }).click();
      await expectNoSidewaysScroll(page);
    }
    await page.getByRole("button", { name: "Examples" }).click();
    await expectNoSidewaysScroll(page);
  });

  test("axe finds nothing", async ({ open, page }) => {
    await open();
    await expectAccessible(page);
  });
});

test("the theme follows the system until somebody chooses", async ({ open, page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await open();
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const dark = await ground();
  await page.getByRole("button", { name: "Theme: as your system" }).click();
  expect(await ground()).not.toBe(dark);
  await page.reload();
  await expect(page.getByRole("button", { name: "Theme: light" })).toBeVisible();
  expect(await ground()).not.toBe(dark);
  await page.getByRole("button", { name: "Theme: light" }).click();
  expect(await ground()).toBe(dark);
});
