// Who owns what after each step, and who may write there: a walk through the build as in a debugger.
import { editor, paste } from "./page.js";
import { expect, expectNoSidewaysScroll, test } from "./support.js";
import { OWNERS as WALK } from "./states.js";

const tab = (page) => page.getByRole("tab", { name: "Ownership" });
const slider = (page) => page.getByRole("slider", { name: "Step" });
const row = (page, path) => page.locator(".owners tbody tr").filter({ has: page.locator(`th[title="${path}"]`) });
const on = (page) => page.getByRole("button", { name: "The next step" });
async function walk(page) {
  await paste(page, WALK);
  await tab(page).click();
  await expect(slider(page)).toHaveAttribute("aria-valuetext", /^Step 8 of 8, line 9: CMD id, runs as app · 1200$/);
  await expect(row(page, "/srv/data")).toContainText("app:root");
}

test("each path tells owner, mode, lines, and whether the container may write there", async ({ open, page }) => {
  await open();
  await walk(page);
  await expect(page.getByRole("columnheader", { name: "app writes?" })).toBeVisible();
  await expect(row(page, "/srv").locator(".may")).toHaveText("no");
  await expect(row(page, "/srv/data").locator(".may")).toHaveText("yes");
  await expect(row(page, "/srv/data")).toContainText("0750");
  await expect(row(page, "/srv/data").getByRole("button", { name: "line 4" })).toBeVisible();
  await row(page, "/srv/data").getByRole("button", { name: "line 6" }).click();
  await expect(editor(page)).toBeFocused();
});

test("the slider shows the state after a step, and what it changed", async ({ open, page }) => {
  await open();
  await walk(page);
  await slider(page).fill("3");
  await expect(slider(page)).toHaveAttribute("aria-valuetext", /^Step 4 of 8, line 4/);
  await expect(page.locator(".step")).toContainText("After line 4");
  await expect(page.locator(".step")).toContainText("run by root");
  await expect(page.locator(".step")).toContainText("changes 2 paths");
  await expect(row(page, "/srv/data")).toHaveAttribute("data-change", "new");
  await expect(row(page, "/srv/data").locator(".may")).toHaveText("no");
  await expect(row(page, "/srv")).not.toHaveAttribute("data-change");
  await on(page).click();
  await expect(row(page, "/srv/data")).toHaveAttribute("data-change", "owner");
  await expect(row(page, "/srv/data")).toContainText("was root:root");
  await expect(row(page, "/srv/data").locator(".may")).toHaveText("yes");
  await on(page).click();
  await expect(row(page, "/srv/a")).toHaveAttribute("data-change", "removed");
  await on(page).click();
  await expect(row(page, "/srv/a")).toHaveCount(0);
  await expect(page.locator(".step")).toContainText("changes no path");
});

test("the slider follows the cursor, and the editor the slider, which keeps the focus", async ({ open, page }) => {
  await open();
  await walk(page);
  await page.locator(".cm-line").filter({ hasText: "data is the user" }).click();
  await expect(slider(page)).toHaveValue("3");
  await page.keyboard.press("ArrowDown");
  await expect(slider(page)).toHaveValue("4");
  await slider(page).focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await expect(slider(page)).toHaveValue("2");
  await expect(slider(page)).toBeFocused();
  await expect(page.locator(".strip [aria-current]")).toContainText("WORKDIR");
  await editor(page).focus();
  await page.keyboard.press("Home");
  await page.keyboard.insertText("#");
  await expect(page.locator(".cm-line").nth(2)).toHaveText("#WORKDIR /srv");
});

test("F10 goes on from step to step, across stages, and F4 back", async ({ open, page }) => {
  await open();
  await paste(page, "FROM debian:12 AS build\nRUN mkdir /out\nFROM debian:12\nCOPY --from=build /out /in\n");
  await page.locator(".cm-line").first().click();
  await page.keyboard.press("F10");
  await expect(tab(page)).toHaveAttribute("aria-selected", "true");
  await expect(row(page, "/out")).toHaveAttribute("data-change", "new");
  await expect(editor(page)).toBeFocused();
  await page.keyboard.press("F10");
  await page.keyboard.press("F10");
  await expect(row(page, "/in")).toHaveAttribute("data-change", "new");
  await expect(on(page)).toBeDisabled();
  await page.keyboard.press("F4");
  await page.keyboard.press("F4");
  await expect(row(page, "/out")).toBeVisible();
  await page.getByRole("group", { name: "Stage" }).getByRole("button", { name: "target" }).click();
  await expect(row(page, "/in")).toBeVisible();
});

test("what can't be told is said to be so", async ({ open, page }) => {
  await open();
  await paste(page, "FROM registry.example/somebody/knows-not:1\nWORKDIR /app\n");
  await tab(page).click();
  await expect(row(page, "/app").locator(".may")).toHaveText("can't tell");
});

test.describe("360 px", () => {
  test.use({ viewport: { width: 360, height: 740 } });
  test("nothing sticks out", async ({ open, page }) => {
    await open();
    await walk(page);
    await slider(page).fill("4");
    await expectNoSidewaysScroll(page);
    const { width, right } = await page.locator(".owners").evaluate((table) => {
      const [own, page] = [table.getBoundingClientRect(), table.closest(".page").getBoundingClientRect()];
      return { width: own.right, right: page.right };
    });
    expect(width).toBeLessThanOrEqual(right + 1);
  });
});

test("the table has a name", async ({ open, page }) => {
  await open();
  await walk(page);
  await expect(page.getByRole("table", { name: "Who owns which path" })).toBeVisible();
});
