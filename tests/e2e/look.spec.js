// Everybody can use it, in both themes, on any screen.
import { choose as chooseFile, drag, file, transfer } from "./files.js";
import { choose, editor, findings, paste, repairAll, SKELETON } from "./page.js";
import { expect, expectAccessible, expectNoSidewaysScroll, ready, test } from "./support.js";

/** What does not last, one after the other: how it comes, what shows that it is there, and how it goes. */
const PASSING = [
  {
    come: (page) => page.locator(".note").first().getByText("Preview").click(),
    shown: (page) => page.locator(".come"),
    go: (page) => page.locator(".note").first().getByText("Preview").click(),
  },
  {
    come: (page) => page.locator(".note button.primary").first().hover(),
    shown: (page) => page.locator(".note .changes"),
    go: (page) => page.getByRole("heading", { name: "Unroot" }).hover(),
  },
  {
    come: (page) => findings(page).getByText("Leave it as it is, and say why").first().click(),
    shown: (page) => findings(page).getByRole("button", { name: "Write the comment" }).first(),
    go: (page) => findings(page).getByText("Leave it as it is, and say why").first().click(),
  },
  {
    come: async (page) => drag(editor(page), "dragover", await transfer(page, [file("Dockerfile", "FROM a\n")])),
    shown: (page) => page.locator(".drop"),
    go: async (page) => drag(editor(page), "dragleave", await transfer(page, [file("Dockerfile", "FROM a\n")])),
  },
  {
    come: (page) => chooseFile(page, file("picture", Buffer.from([0x89, 0x50, 0, 0, 0xff]))),
    shown: (page) => page.locator(".notice"),
    go: (page) => page.locator(".notice").getByRole("button", { name: "Close" }).click(),
  },
  {
    come: async (page) => {
      await page.route("**/*-tools.wasm", (route) => route.abort());
      await page.getByRole("tab", { name: "Run it" }).click();
    },
    shown: (page) => page.getByText("could not be fetched"),
    go: (page) => page.getByRole("tab", { name: "Findings" }).click(),
  },
  {
    come: (page) => page.evaluate(() => unrootBroke(new WebAssembly.RuntimeError("unreachable"))),
    shown: (page) => page.locator("#broken"),
    go: () => {},
  },
];

for (const colorScheme of ["light", "dark"]) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("axe finds nothing in what does not last", async ({ open, page, trouble }) => {
      test.slow();
      trouble.allow(/Failed to (fetch|load resource)|TypeError|unreachable/);
      await open();
      await paste(page, SKELETON);
      await expect(findings(page).getByRole("button", { name: "Apply" }).first()).toBeVisible();
      for (const { come, shown, go } of PASSING) {
        await come(page);
        await expect(shown(page)).toBeVisible();
        await expectAccessible(page);
        await go(page);
      }
    });

    test("axe finds nothing before the WebAssembly is there, and without the editor", async ({ page, trouble }) => {
      trouble.allow(/editor-|ERR_FAILED/);
      await page.route("**/editor-*.js", (route) => route.abort());
      let arrive;
      const arrived = new Promise((done) => (arrive = done));
      await page.route("**/*_bg.wasm", async (route) => {
        await arrived;
        await route.continue();
      });
      await page.goto("./");
      await expect(page.getByRole("heading", { name: "Getting ready" })).toBeVisible();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      arrive();
      await ready(page);
      await page.getByRole("textbox", { name: "Dockerfile" }).fill(SKELETON);
      await expect(findings(page).first()).toBeVisible();
      await expectAccessible(page);
    });

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
