// All safe repairs, step by step: each with its reason, its difference, and who starts after it.
import { SKELETON, paste, repairAll, text, verdict } from "./page.js";
import { expect, test } from "./support.js";

const sheet = (page) => page.getByRole("dialog", { name: "Step by step" });

async function walk(page) {
  await paste(page, SKELETON);
  await expect(repairAll(page)).toBeVisible();
  await page.getByRole("button", { name: "Step by step" }).click();
  await expect(sheet(page).getByRole("heading", { name: "Step by step" })).toBeFocused();
  await expect(sheet(page).getByRole("listitem").first()).toBeVisible();
}

test("all of them are one step to undo", async ({ open, page }) => {
  await open();
  await walk(page);
  await expect(sheet(page).locator("ins").first()).toContainText("appuser");
  await sheet(page).getByRole("button", { name: /^Make th/ }).click();
  await expect(sheet(page)).toBeHidden();
  await expect(verdict(page)).toContainText("UID 1200");
  await page.locator(".outcome").getByRole("button", { name: "Undo" }).click();
  expect(await text(page)).toBe(SKELETON);
});

test("only the first ones are made where somebody wants no more", async ({ open, page }) => {
  await open();
  await walk(page);
  await sheet(page).getByRole("button", { name: "Only up to here" }).first().click();
  await expect(sheet(page)).toBeHidden();
  await expect(page.locator(".made li")).toHaveCount(1);
  await page.locator(".outcome").getByRole("button", { name: "Undo" }).click();
  expect(await text(page)).toBe(SKELETON);
});
