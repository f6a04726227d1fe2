// With larger letters, in the system's own colours, without motion, with a thumb, by keyboard.
import { SKELETON, choose, editor, paste, repairAll, text, verdict } from "./page.js";
import { expect, expectNoSidewaysScroll, test } from "./support.js";

const TABS = ["Findings", "Ownership", "Run it", "Guide"];

for (const keys of [["Tab"], ["Escape", "Tab"]]) {
  test(`${keys.join(", then ")} leaves the editor, whose description says so`, async ({ open, page }) => {
    await open();
    const before = await text(page);
    await expect(editor(page)).toHaveAccessibleDescription(/Tab/);
    await editor(page).focus();
    for (const key of keys) await page.keyboard.press(key);
    await expect(editor(page)).not.toBeFocused();
    await page.keyboard.press("Shift+Tab");
    await expect(editor(page)).toBeFocused();
    expect(await text(page)).toBe(before);
  });
}

/** The elements that move by themselves, or take their time. */
const moving = (page) =>
  page.evaluate(() => {
    const roots = [document, document.querySelector("dockerfile-editor").shadowRoot];
    const all = roots.flatMap((root) => [...root.querySelectorAll("*")]);
    return all
      .filter((element) => {
        const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(element);
        return animationName !== "none" || !/^0s(, 0s)*$/.test(transitionDuration) || scrollBehavior === "smooth";
      })
      .map((element) => element.outerHTML.slice(0, 80));
  });

test.describe("without motion", () => {
  test("nothing moves by itself, and nothing takes its time", async ({ open, page }) => {
    await open();
    await paste(page, SKELETON);
    expect(await moving(page)).toEqual([]);
  });
});

test.describe("with motion", () => {
  test.use({ reducedMotion: "no-preference", viewport: { width: 700, height: 800 } });

  test("what moves is told nowhere else, and all works as without", async ({ open, page }) => {
    await open();
    await paste(page, SKELETON);
    expect(await moving(page), "otherwise the test above can't fail").not.toEqual([]);
    await repairAll(page).click();
    await expect(verdict(page)).toContainText("UID 1200");
    await page.locator(".band button").last().click();
    await expect(editor(page)).toBeFocused();
    await expect(page.locator(".strip [aria-current]")).toBeInViewport();
  });
});

test.describe("in the system's own colours", () => {
  for (const colorScheme of ["light", "dark"]) {
    test(`who runs what is told by patterns and words, ${colorScheme}`, async ({ open, page }) => {
      await page.emulateMedia({ forcedColors: "active", colorScheme });
      await open();
      await paste(page, "FROM node:22\nRUN id\nUSER node\nRUN id\nUSER 77:$NOBODY_KNOWS\nCMD id\n");
      const materials = await page.locator(".strip li").evaluateAll((all) =>
        all.map((one) => getComputedStyle(one, "::before").backgroundImage),
      );
      expect(materials[0]).toContain("repeating-linear-gradient");
      expect(new Set(materials).size, "as many patterns as identities").toBe(3);
      await expect(page.locator(".lane-label:not(:empty)").first()).toHaveText("root");
      const lanes = await page.locator(".cm-lanes .lane-root, .cm-lanes .lane-own").evaluateAll((all) =>
        all.map((one) => getComputedStyle(one, "::after").backgroundImage),
      );
      expect(lanes.every((image) => image !== "none")).toBe(true);
    });

    test(`what is chosen, changed or pointed at is told by more than its ground, ${colorScheme}`, async ({ open, page }) => {
      test.slow();
      await page.emulateMedia({ forcedColors: "active", colorScheme });
      await open();
      await paste(page, SKELETON);
      await page.locator(".note").first().getByText("Preview").click();
      await expect(page.locator(".come")).toHaveCSS("border-top-style", "solid");
      const line = (locator, style) =>
        expect.poll(() => locator.first().evaluate((one) => getComputedStyle(one).outlineStyle)).toBe(style);
      await paste(page, SKELETON.replace("content", "appuser").replace("USER", "FROM alpine\nUSER"));
      await line(page.locator(".strip [aria-current]"), "solid");
      await line(page.locator(".note[data-chosen]"), "solid");
      await page.locator(".strip button").nth(1).hover();
      await line(page.locator(".lit"), "dashed");
      await page.locator(".cm-line").first().hover();
      await line(page.locator("[data-lit] > button:not([aria-current])"), "dashed");
      const edge = (tab) => tab.evaluate((one) => getComputedStyle(one).borderBlockEndColor);
      const [chosen, other] = ["Findings", "Guide"].map((name) => page.getByRole("tab", { name }));
      expect(await edge(chosen)).not.toBe(await edge(other));
      await page.getByRole("tab", { name: "Ownership" }).click();
      await line(page.locator(".stages [aria-pressed=true]"), "solid");
      await paste(page, SKELETON.replace("content", "appuser"));
      await page.getByRole("slider", { name: "Step" }).focus();
      for (let step = 0; step < 3; step++) await page.keyboard.press("ArrowLeft");
      await line(page.locator(".owners [data-change]"), "solid");
      await page.getByRole("button", { name: "Lessons" }).click();
      await page.locator('[popovertarget="course"]').first().click();
      await line(page.locator("#course [aria-current]"), "solid");
    });
  }
});

for (const [what, viewport, deviceScaleFactor, colorScheme] of [
  ["at 200 %", { width: 640, height: 400 }, 2, "light"],
  ["at 400 %", { width: 320, height: 256 }, 4, "dark"],
  ["360 px wide", { width: 360, height: 740 }, 3, "dark"],
]) {
  test.describe(what, () => {
    test.use({ viewport, deviceScaleFactor, colorScheme });

    test("nothing sticks out, and all can be reached", async ({ open, page }) => {
      test.slow();
      await open();
      await paste(page, SKELETON);
      for (const tab of TABS) {
        await page.getByRole("tab", { name: tab }).click();
        await expectNoSidewaysScroll(page);
      }
      for (const name of ["Examples", "Share", "Export", "Keys", "Step by step"]) {
        await page.getByRole("button", { name, exact: true }).click();
        await expectNoSidewaysScroll(page);
        await page.keyboard.press("Escape");
      }
      await choose(page, "stages");
      await expectNoSidewaysScroll(page);
    });
  });
}

for (const width of [360, 1280]) {
  test.describe(`${width} px wide`, () => {
    test.use({ viewport: { width, height: 800 } });

    test("all that is pressed is 24 pixels high and wide, or stands in a sentence", async ({ open, page }) => {
      await open();
      await paste(page, SKELETON);
      const small = () =>
        page.evaluate(() => {
          const roots = [document, document.querySelector("dockerfile-editor").shadowRoot];
          const pressed = roots.flatMap((root) => [...root.querySelectorAll("button, a[href], input, select, summary")]);
          return pressed
            .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest("p:not(.buttons), .prose"))
            .map((one) => [one.textContent.trim() || one.ariaLabel, one.getBoundingClientRect()])
            .filter(([, { width, height }]) => Math.min(width, height) < 24)
            .map(([name, { width, height }]) => `${name}: ${width} by ${height}`);
        });
      for (const tab of TABS) {
        await page.getByRole("tab", { name: tab }).click();
        expect(await small(), tab).toEqual([]);
      }
    });
  });
}
