import { choose, findings, text, verdict } from "./page.js";
import { expect, expectNoSidewaysScroll, test } from "./support.js";

test("every example opens, each with a verdict of its own text", async ({ open, page }) => {
  await open();
  await page.getByRole("button", { name: "Examples" }).click();
  const ids = await page.locator("[data-example]").evaluateAll((all) => all.map((one) => one.dataset.example));
  await page.keyboard.press("Escape");
  expect(ids.length).toBeGreaterThanOrEqual(8);
  const seen = new Set();
  for (const id of ids) {
    await choose(page, id);
    await expect(page.locator("#examples")).toBeHidden();
    await expect(verdict(page)).not.toBeEmpty();
    seen.add(await text(page));
    await expectNoSidewaysScroll(page);
  }
  expect(seen.size).toBe(ids.length);
});

test("nothing is objected to where nothing is wrong", async ({ open, page }) => {
  await open();
  await choose(page, "unprivileged");
  await expect(verdict(page)).toContainText("UID 101");
  await expect(findings(page)).toHaveCount(0);
});

test("an example can be undone", async ({ open, page }) => {
  await open();
  const before = await text(page);
  await choose(page, "node");
  await page.getByRole("button", { name: "Undo" }).click();
  expect(await text(page)).toBe(before);
});
