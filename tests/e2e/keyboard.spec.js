// All of it by keyboard.
import { SKELETON, editor, findings, paste, text, verdict } from "./page.js";
import { expect, expectAccessible, test } from "./support.js";

test("Tab goes through the editor, not into it", async ({ open, page }) => {
  await open();
  const before = await text(page);
  await editor(page).focus();
  await page.keyboard.press("Tab");
  await expect(editor(page)).not.toBeFocused();
  expect(await text(page)).toBe(before);
});

test("F8 walks through the findings, Shift and F8 back", async ({ open, page }) => {
  await open();
  await paste(page, SKELETON);
  const open_ = () => findings(page).locator("[aria-expanded=true]").first().innerText();
  const first = await open_();
  await page.keyboard.press("F8");
  expect(await open_()).not.toBe(first);
  await expect(editor(page)).toBeFocused();
  await page.keyboard.press("Shift+F8");
  expect(await open_()).toBe(first);
});

test("a finding is repaired without a mouse", async ({ open, page }) => {
  await open();
  await paste(page, SKELETON);
  await page.getByRole("tab", { name: "Findings" }).focus();
  await page.keyboard.press("Tab");
  const heads = findings(page).getByRole("heading").getByRole("button");
  await expect(heads.first()).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(heads.nth(1)).toBeFocused();
  await expect(heads.nth(1)).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("ArrowUp");
  await expect(heads.first()).toBeFocused();
  const apply = findings(page).first().getByRole("button", { name: "Apply" }).first();
  while (!(await apply.evaluate((button) => button === document.activeElement))) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(verdict(page)).toContainText("UID 1200");
  await expect(page.getByRole("tabpanel")).toBeFocused();
});

test("tabs turn with the arrows", async ({ open, page }) => {
  await open();
  await page.getByRole("tab", { name: "Findings" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("tab", { name: "Ownership" })).toBeFocused();
  await page.keyboard.press("End");
  await expect(page.getByRole("tab", { name: "Guide" })).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("tabpanel")).toContainText("Least privilege");
});

test("what changes is announced", async ({ open, page }) => {
  await open();
  await paste(page, "FROM node:22\nUSER node\n");
  await expect(page.locator("p[role=status]").filter({ hasText: "Starts as node" })).toHaveCount(1);
});

test("keys preview, repair and share, and a sheet lists them", async ({ open, page }) => {
  await open();
  await paste(page, SKELETON);
  await page.keyboard.press("F8");
  await page.keyboard.press("F9");
  await expect(page.locator(".come").first()).toBeVisible();
  expect(await text(page)).toBe(SKELETON);
  await page.keyboard.press("F9");
  await expect(page.locator(".come")).toHaveCount(0);
  await page.keyboard.press("Shift+F9");
  await expect.poll(() => text(page)).not.toBe(SKELETON);
  await page.getByRole("button", { name: "Undo" }).click();
  expect(await text(page)).toBe(SKELETON);

  await page.keyboard.press("F2");
  await expect(page.getByRole("textbox", { name: "Link" })).toHaveValue(/#1\./);
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await page.keyboard.press("F1");
  await expect(page.locator("#keys")).toContainText("Shift + F9");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page.locator("#keys")).toBeHidden();
});
