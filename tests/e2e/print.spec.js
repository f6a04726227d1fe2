// On paper: who starts, the whole text, and every finding in full; nothing to press.
import { SKELETON, findings, paste, verdict } from "./page.js";
import { expect, test } from "./support.js";

const LONG = SKELETON.replace("COPY . .", Array.from({ length: 300 }, (_, at) => `RUN echo line ${at}`).join("\n"));
const LINES = LONG.split("\n").length;

/** The page as it would be printed now. */
async function print(page) {
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
}

test("the whole text and all findings are printed", async ({ open, page }) => {
  await open();
  await paste(page, LONG);
  await page.getByRole("tab", { name: "Ownership" }).click();
  const count = Number(await page.locator(".tabs .count").innerText());
  // CodeMirror draws all lines for half a second, in which a browser prints; a slow machine may look too late.
  await expect(async () => {
    await print(page);
    await expect(page.locator(".cm-line")).toHaveCount(LINES, { timeout: 400 });
  }).toPass({ timeout: 15_000 });
  await expect(verdict(page)).toBeVisible();
  await expect(findings(page)).toHaveCount(count);
  expect(count).toBeGreaterThan(1);
  await expect(findings(page).locator(".body")).toHaveCount(count);
  await expect(findings(page).first().locator(".repair .diff").last()).toBeVisible();
  const cut = await page.evaluate(() => {
    const scrolls = (one) => one.scrollHeight > one.clientHeight + 2 && /auto|scroll|hidden/.test(getComputedStyle(one).overflowY);
    const scroller = document.querySelector("dockerfile-editor").shadowRoot.querySelector(".cm-scroller");
    return [scroller, ...document.querySelectorAll(".panel, .page, .bench, #page")].filter(scrolls).map((one) => one.className);
  });
  expect(cut, "parts that would be cut off").toEqual([]);

  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await page.emulateMedia({ media: "screen" });
  await expect(page.getByRole("tab", { name: "Ownership" })).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("table")).toBeVisible();
});

test("a dark page is printed dark on white", async ({ open, page }) => {
  await open();
  await page.getByRole("button", { name: "Theme: as your system" }).click();
  await page.getByRole("button", { name: "Theme: light" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await print(page);
  /** How light a colour is, from 0 to 1, as the browser paints it. */
  const lightness = (locator, property) =>
    locator.first().evaluate((one, property) => {
      const brush = new OffscreenCanvas(1, 1).getContext("2d");
      brush.fillStyle = getComputedStyle(one)[property];
      brush.fillRect(0, 0, 1, 1);
      const [red, green, blue, alpha] = brush.getImageData(0, 0, 1, 1).data;
      return alpha === 0 ? 1 : (red + green + blue) / 765;
    }, property);
  for (const part of [page.locator("html"), page.locator(".panel"), page.locator(".note"), page.locator(".head")]) {
    expect(await lightness(part, "backgroundColor")).toBeGreaterThan(0.9);
    expect(await lightness(part, "color")).toBeLessThan(0.3);
  }
});

test("nothing to press is printed", async ({ open, page }) => {
  await open();
  await paste(page, SKELETON);
  await print(page);
  const pressed = await page.evaluate(() => {
    const roots = [document, document.querySelector("dockerfile-editor").shadowRoot];
    const all = roots.flatMap((root) => [...root.querySelectorAll("button, input, select, textarea")]);
    // The heads of findings, the places that they name and the steps are buttons for their words' sake.
    const words = ".finding h3 > button, .line, .strip button, .chip, #tab-findings";
    return all.filter((one) => one.checkVisibility() && !one.matches(words)).map((one) => one.outerHTML);
  });
  expect(pressed).toEqual([]);
});

test("the browser itself prints it so", async ({ open, page }) => {
  await open();
  await paste(page, SKELETON);
  await page.evaluate(() => {
    window.printed = 0;
    const count = () => (window.printed = Math.max(window.printed, document.querySelectorAll(".finding .body").length));
    new MutationObserver(count).observe(document.body, { subtree: true, childList: true });
  });
  const paper = await page.pdf({ format: "A4", preferCSSPageSize: true });
  expect(paper.length).toBeGreaterThan(10_000);
  expect(await page.evaluate(() => window.printed)).toBe(await findings(page).count());
  await expect(findings(page).locator(".body")).toHaveCount(1);
});
