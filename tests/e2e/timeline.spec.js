// The build as a picture: a band a stage, a segment a step, from FROM to CMD.
import { begin, editor, paste, selected, text } from "./page.js";
import { expect, expectNoSidewaysScroll, test } from "./support.js";
import { BANDS as STAGES } from "./states.js";

const band = (page, name) => page.getByRole("list", { name: `Steps of ${name}` });
const steps = (list) => list.getByRole("listitem");
const lines = (count) => "FROM debian:12\n" + "RUN touch /tmp/a\n".repeat(count - 3) + "USER 1200\nCMD id\n";

test("each stage is a band, and says what it is to the target", async ({ open, page }) => {
  await open();
  await paste(page, STAGES);
  await expect(page.locator(".band")).toHaveCount(3);
  await expect(steps(band(page, "base, which the target uses"))).toHaveCount(3);
  await expect(steps(band(page, "tools, which the target does not use"))).toHaveCount(2);
  await expect(page.locator(".band").nth(1)).toContainText("not used");
  const target = steps(band(page, "stage 2, the target"));
  await expect(target).toHaveText([/FROM base/, /COPY \/app/, /USER appuser · 1200/, /RUN apt-get fails/, /CMD node server/]);
});

test("who runs it is shown where it changes, and where it fails there is a cross", async ({ open, page }) => {
  await open();
  await paste(page, STAGES);
  const target = steps(band(page, "stage 2, the target"));
  const marked = target.and(page.locator("[data-changes]"));
  await expect(marked.locator("i")).toHaveText(["root", "appuser · 1200"]);
  await expect(target.and(page.locator("[data-fails]"))).toContainText(["RUN"]);
  await expect(target.nth(3).getByRole("button")).toHaveAccessibleName(/line 11, runs as appuser · 1200, fails/);
  await expect(target.nth(2)).toHaveAttribute("data-who", "own");
});

test("a step that is pointed at or focused lights up its lines, and a line its step", async ({ open, page }) => {
  await open();
  await paste(page, STAGES);
  const target = steps(band(page, "stage 2, the target"));
  await target.nth(3).getByRole("button").hover();
  await expect(page.locator(".lit")).toHaveText([/RUN apt-get update/, /apt-get install/]);
  await page.getByRole("heading", { name: "Unroot" }).hover();
  await expect(page.locator(".lit")).toHaveCount(0);
  await target.nth(1).getByRole("button").focus();
  await expect(page.locator(".lit")).toHaveText([/COPY/]);
  await page.locator(".cm-line").filter({ hasText: "apt-get install" }).hover();
  await expect(target.nth(3)).toHaveAttribute("data-lit", "");
  await page.getByRole("heading", { name: "Unroot" }).hover();
  await expect(page.locator(".strip [data-lit]")).toHaveCount(0);
});

test("one step is reached with Tab, the others with arrows", async ({ open, page }) => {
  await open();
  await paste(page, STAGES);
  const buttons = page.locator(".strip button");
  await expect(page.locator(".strip button[tabindex='0']")).toHaveCount(1);
  await page.locator(".strip button[tabindex='0']").focus();
  await expect(page.locator(".strip :focus")).toContainText("CMD");
  await page.keyboard.press("ArrowLeft");
  await expect(page.locator(".strip :focus")).toContainText("RUN");
  await page.keyboard.press("Home");
  await expect(page.locator(".strip :focus")).toContainText("FROM");
  await page.keyboard.press("ArrowUp");
  await expect(page.locator(".strip :focus")).toContainText("golang");
  await page.keyboard.press("ArrowRight");
  await expect(page.locator(".strip :focus")).toContainText("go install");
  await expect(page.locator(".strip button[tabindex='0']")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(editor(page)).toBeFocused();
  await expect(buttons.and(page.locator("[aria-current]"))).toContainText("go install");
  await expect.poll(() => selected(page)).toBe("RUN go install example.org/tool@latest");
  // The first press takes the selection back, the second one moves.
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(buttons.and(page.locator("[aria-current]"))).toContainText("golang");
});

test("2,000 lines are folded, and a keystroke redraws nothing but what it changes", async ({ open, page }) => {
  await open();
  await begin(page, lines(2_000));
  const drawn = page.locator(".strip li");
  await expect(drawn).not.toHaveCount(0);
  expect(await drawn.count()).toBeLessThan(40);
  await editor(page).focus();
  await page.keyboard.press("ControlOrMeta+End");
  await expect(page.locator(".strip [aria-current]")).toContainText("CMD");
  await page.evaluate(() => {
    window.redrawn = 0;
    const count = (changes) => changes.forEach(({ addedNodes }) => (window.redrawn += addedNodes.length));
    new MutationObserver(count).observe(document.querySelector(".strip"), { childList: true, subtree: true });
  });
  await page.keyboard.insertText("RUN echo");
  await expect(page.locator(".strip li").last()).toContainText("RUN echo");
  expect(await page.evaluate(() => window.redrawn)).toBeLessThan(24);
  // A fold opens where one goes.
  await page.locator(".strip .fold button").first().click();
  await expect(page.locator(".strip [aria-current]")).toContainText("touch");
  await expect(page.locator(".strip .fold")).toHaveCount(1);
  expect(await text(page)).toContain("RUN echo");
});

test.describe("360 px", () => {
  test.use({ viewport: { width: 360, height: 740 } });
  test("a band scrolls for itself, and follows the focus", async ({ open, page }) => {
    await open();
    await paste(page, STAGES);
    await expectNoSidewaysScroll(page);
    const target = band(page, "stage 2, the target");
    const last = steps(target).last().getByRole("button");
    await steps(target).first().getByRole("button").focus();
    await page.keyboard.press("End");
    await expect(last).toBeFocused();
    await expect(last).toBeInViewport({ ratio: 0.9 });
    expect(await target.evaluate((list) => list.scrollLeft)).toBeGreaterThan(0);
  });
});

test("a step tells all users and paths that it writes", async ({ open, page }) => {
  await open();
  await paste(page, "FROM debian:12\nENV A=1 B=2\nRUN useradd one && useradd two && mkdir /a /b /c /d\nRUN chown one /a && chmod 700 /b\nVOLUME /v /w /x /y /z\n");
  const step = (at) => page.locator(".strip li").nth(at).getByRole("button");
  await expect(step(1)).toContainText("A, B");
  await expect(step(2)).toHaveAttribute("title", /adds one, two; makes \/a, \/b, \/c and 1 more$/);
  await expect(step(2)).toHaveAccessibleName(/adds one, two; makes \/a/);
  await expect(step(3)).toHaveAttribute("title", /gives away \/a; sets the mode of \/b$/);
  await expect(step(4)).toContainText("/v, /w, /x + 2");
});

test("of many stages a button shows all", async ({ open, page }) => {
  await open();
  await paste(page, Array.from({ length: 20 }, (_, at) => `FROM alpine AS s${at}\nRUN id\n`).join(""));
  await expect(page.locator(".band")).toHaveCount(12);
  await page.getByRole("button", { name: "… and 8 more stages" }).click();
  await expect(page.locator(".band")).toHaveCount(20);
  await expect(page.getByRole("button", { name: "Fewer stages" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator(".band")).toHaveCount(12);
});
