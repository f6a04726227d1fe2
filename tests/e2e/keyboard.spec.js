// All of it by keyboard.
import { SKELETON, editor, findings, paste, text, verdict } from "./page.js";
import { expect, test } from "./support.js";

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

test("each tab begins at its top", async ({ open, page }) => {
  await open();
  await page.getByRole("tab", { name: "Guide" }).click();
  const panel = page.locator("#tab-page");
  await expect(panel.getByRole("heading").nth(3)).toBeVisible();
  await panel.evaluate((one) => (one.scrollTop = one.scrollHeight));
  await page.getByRole("tab", { name: "Findings" }).click();
  await expect(findings(page).first()).toBeVisible();
  expect(await panel.evaluate((one) => one.scrollTop)).toBe(0);
});

test("what changes is announced", async ({ open, page }) => {
  await open();
  await paste(page, "FROM node:22\nUSER node\n");
  await expect(page.locator("p[role=status]").filter({ hasText: "Starts as node" })).toHaveCount(1);
});

test("a repair and what takes it back are announced, and typing waits until it rests", async ({ open, page }) => {
  const said = page.locator("p[role=status]").filter({ hasText: /finding|Repaired/i }).last();
  await open();
  await paste(page, SKELETON);
  await expect(said).toContainText("does not build");
  await page.keyboard.press("F8");
  await page.keyboard.press("Shift+F9");
  await expect(said).toHaveText(/^Repaired: .+\. Starts as appuser, UID 1200\. /);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(said).toHaveText(/^Undone\. This image does not build\. /);

  await paste(page, "FROM node:22\nUSER ");
  // Once what was pasted is told, nothing is left to say.
  await expect(said).toHaveText(/^(?!Undone)./);
  await said.evaluate((region) => {
    window.heard = [];
    new MutationObserver(() => window.heard.push(region.textContent)).observe(region, { childList: true, characterData: true, subtree: true });
  });
  await page.keyboard.type("1234567", { delay: 60 });
  await expect(said).toContainText("UID 1234567");
  expect(await page.evaluate(() => window.heard.filter(Boolean))).toHaveLength(1);
});

test("Ctrl and Z take a repair back that was made in the list, and fields keep their own", async ({ open, page }) => {
  await open();
  await paste(page, SKELETON);
  await findings(page).first().getByRole("button", { name: "Apply" }).first().click();
  await expect(page.getByRole("tabpanel")).toBeFocused();
  const repaired = await text(page);
  expect(repaired).not.toBe(SKELETON);
  await page.keyboard.press("ControlOrMeta+z");
  expect(await text(page)).toBe(SKELETON);
  await page.keyboard.press("ControlOrMeta+Shift+z");
  expect(await text(page)).toBe(repaired);
  await page.keyboard.press("ControlOrMeta+z");
  await page.keyboard.press("Control+y");
  expect(await text(page)).toBe(repaired);
  await page.getByText("Leave it as it is, and say why").click();
  await page.getByRole("textbox", { name: /^Why/ }).fill("x");
  await page.keyboard.press("ControlOrMeta+z");
  expect(await text(page)).toBe(repaired);
});

test("arrows in the reason of a comment stay there", async ({ open, page }) => {
  await open();
  await paste(page, SKELETON);
  await page.getByText("Leave it as it is, and say why").click();
  const reason = page.getByRole("textbox", { name: /^Why/ });
  await reason.fill("it is meant so");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await expect(reason).toBeFocused();
  await expect(reason).toHaveValue("it is meant so");
});

test("keys that are held with others are left to the browser", async ({ open, page }) => {
  await open();
  await paste(page, SKELETON);
  await page.evaluate(() => {
    window.taken = [];
    addEventListener("keydown", (event) => event.defaultPrevented && window.taken.push(event.key));
  });
  await page.getByRole("tab", { name: "Findings" }).focus();
  for (const key of ["Alt+ArrowRight", "Control+End", "Shift+F10"]) await page.keyboard.press(key);
  await expect(page.getByRole("tab", { name: "Findings" })).toHaveAttribute("aria-selected", "true");
  await page.locator(".strip button[tabindex='0']").focus();
  const before = await page.locator(".strip :focus").getAttribute("id");
  for (const key of ["Alt+ArrowUp", "Control+Home"]) await page.keyboard.press(key);
  await expect(page.locator(".strip :focus")).toHaveAttribute("id", before);
  expect(await page.evaluate(() => window.taken)).toEqual([]);
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
  await page.keyboard.press("Escape");
  await page.keyboard.press("F1");
  await expect(page.locator("#keys")).toContainText("Shift + F9");
  await expect(page.locator("#keys")).toContainText("F4");
  await expect(page.locator("#keys")).not.toContainText("Shift + F10");
  await page.keyboard.press("Escape");
  await expect(page.locator("#keys")).toBeHidden();
});
