// In both themes, on any screen.
import { paste } from "./page.js";
import { expect, expectNoSidewaysScroll, test } from "./support.js";

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
