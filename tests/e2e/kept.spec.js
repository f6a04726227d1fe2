// What the browser keeps, what it does where it may keep nothing, and several tabs at once.
import { editor, paste, text, verdict } from "./page.js";
import { expect, ready, test } from "./support.js";

const ONE = "FROM node:22\nUSER 1000\n";
const OTHER = "FROM alpine:3.22\nUSER 65534\n";

const told = (page, what) => page.locator(`.foot [data-says=${what}]`);

test("each tab has its own text, and the one written last greets the next visit", async ({ open, page, context }) => {
  await open();
  const other = await context.newPage();
  await other.goto("./");
  await ready(other);
  await paste(page, ONE);
  await expect(told(other, "elsewhere")).toBeVisible();
  await paste(other, OTHER);
  await expect(told(other, "elsewhere")).toBeHidden();
  await expect(told(page, "elsewhere")).toBeVisible();
  expect(await text(page)).toBe(ONE);

  await page.reload();
  await ready(page);
  expect(await text(page)).toBe(ONE);
  expect(await text(other)).toBe(OTHER);

  const next = await context.newPage();
  await next.goto("./");
  await ready(next);
  expect(await text(next)).toBe(OTHER);
});

test("assumptions belong to the tab as the text does", async ({ open, page, context }) => {
  await open();
  await paste(page, ONE);
  const other = await context.newPage();
  await other.goto("./");
  await ready(other);
  await other.getByRole("button", { name: /^builder/ }).click();
  await other.getByLabel("Builder").selectOption("Podman");
  await page.reload();
  await ready(page);
  await expect(page.getByRole("button", { name: /^builder BuildKit/ })).toBeVisible();
});

test("that the text is too long to be kept is told as long as it is so", async ({ open, page }) => {
  await page.addInitScript(() => {
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = function (name, value) {
      if (value.includes("too long")) throw new DOMException("full", "QuotaExceededError");
      setItem.call(this, name, value);
    };
  });
  await open();
  await paste(page, `${ONE}# too long\n`);
  await expect(told(page, "unkept")).toBeVisible();
  await page.getByRole("button", { name: /^Theme/ }).click();
  await expect.poll(() => page.evaluate(() => localStorage.getItem("unroot.theme"))).toBe("light");
  await expect(told(page, "unkept")).toBeVisible();
  await paste(page, ONE);
  await expect(told(page, "unkept")).toBeHidden();
});

for (const [what, forbid] of [
  ["is full", () => (Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); })],
  ["is forbidden", () => {
    for (const name of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(window, name, { get() { throw new DOMException("forbidden", "SecurityError"); } });
    }
  }],
]) {
  test(`a browser whose storage ${what}: all works, and it is told`, async ({ open, page }) => {
    await page.addInitScript(forbid);
    await open();
    await paste(page, ONE);
    await expect(verdict(page)).toContainText("UID 1000");
    await expect(told(page, "unkept")).toBeVisible();
    await page.getByRole("button", { name: /^Theme/ }).click();
    await editor(page).click();
    await page.keyboard.insertText("# on it goes\n");
    await expect.poll(() => text(page)).toContain("# on it goes");
  });
}
