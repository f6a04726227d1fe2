// What the page is for: a Dockerfile comes in, who runs it is told, and it is repaired.
import { SKELETON, choose, editor, findings, painted, paste, repairAll, selected, text, verdict } from "./page.js";
import { expect, test } from "./support.js";

test("paste, find, repair, undo", async ({ open, page }) => {
  await open();
  await paste(page, SKELETON);
  await expect(verdict(page)).toContainText("does not build");
  const found = findings(page).filter({ hasText: "user-not-found" });
  await expect(found).toHaveCount(1);

  await found.getByRole("heading").getByRole("button").click();
  await expect(found.getByRole("button", { name: "line 2" })).toBeVisible();
  await expect(found.locator("ins").first()).toContainText("--uid 1200 appuser");
  await found.getByRole("button", { name: "Apply" }).first().click();

  await expect(verdict(page)).toContainText("Starts as appuser, UID 1200");
  await expect(findings(page).filter({ hasText: "not-found" })).toHaveCount(0);
  expect(await text(page)).toBe(SKELETON.replace("content", "appuser"));

  await page.getByRole("button", { name: "Undo" }).click();
  expect(await text(page)).toBe(SKELETON);
  await expect(found).toHaveCount(1);
  await page.getByRole("button", { name: "Redo" }).click();
  await expect(verdict(page)).toContainText("UID 1200");
});

test("the article's skeleton is repaired by clicks in the text alone", async ({ open, page }) => {
  await open();
  await expect(verdict(page)).toContainText("does not build");
  await page.locator(".note button.primary").first().click();
  await expect(verdict(page)).toContainText("Starts as appuser, UID 1200");
  await expect(page.locator(".note[data-severity=error]")).toHaveCount(0);
});

test("all safe repairs at once are one step to undo, and told", async ({ open, page }) => {
  await open();
  await paste(page, SKELETON);
  await expect(repairAll(page)).toHaveText(/^Make it non-root · \d repairs$/);
  await repairAll(page).click();
  await expect(page.locator(".outcome")).toContainText(/\d repairs made/);
  await expect(verdict(page)).toContainText("UID 1200");
  await expect(page.getByText("runAsNonRoot admitted")).toBeVisible();
  await page.locator(".outcome").getByRole("button", { name: "Undo" }).click();
  expect(await text(page)).toBe(SKELETON);
  await expect(page.locator(".outcome")).toHaveCount(0);
});

test("a repair can be looked at in the text before it is made", async ({ open, page }) => {
  await open();
  await paste(page, SKELETON);
  await page.locator(".note").first().getByText("Preview").click();
  await expect(page.locator(".gone")).toContainText("content");
  await expect(page.locator(".come")).toContainText("--uid 1200 appuser");
  expect(await text(page)).toBe(SKELETON);
  await page.locator(".note").first().getByText("Preview").click();
  await expect(page.locator(".gone, .come")).toHaveCount(0);
});

test("the lane says who runs each line", async ({ open, page }) => {
  await open();
  await paste(page, "FROM node:22\nRUN id\nUSER node\nCMD id\n");
  await expect(page.locator(".lane-label:not(:empty)")).toHaveText(["root", /^node/]);
  // Two lines, and the finding between them.
  await expect(page.locator(".lane-own")).toHaveCount(3);
  await paste(page, "FROM somebody/knows-not\nRUN id\n");
  await expect(page.locator(".lane-unknown")).not.toHaveCount(0);
});

test("the strip leads to the line", async ({ open, page }) => {
  await open();
  await paste(page, SKELETON);
  const steps = page.getByRole("region", { name: "Steps of the build" }).getByRole("listitem");
  await expect(steps).toHaveCount(7);
  await steps.nth(4).getByRole("button").click();
  await expect(steps.nth(4).getByRole("button")).toHaveAttribute("aria-current", "step");
  await expect(editor(page)).toBeFocused();
  await expect.poll(() => selected(page)).toBe("USER appuser");
});

test("a reason leads to its line, and a fact about the base image names its source", async ({ open, page }) => {
  await open();
  await paste(page, "FROM node:22-slim\nUSER 1200\nRUN touch /home/node/app.log\n");
  const reasons = findings(page).filter({ hasText: "write-denied" }).locator(".reasons li");
  await reasons.getByRole("button", { name: "line 2" }).click();
  await expect(editor(page)).toBeFocused();
  await expect.poll(() => selected(page)).toBe("1200");
  const fact = reasons.filter({ hasText: "/home/node" }).filter({ hasText: "known" });
  await expect(fact.locator("cite")).toContainText("docker-node");
});

test("characters beyond ASCII keep everything in its place", async ({ open, page }) => {
  const dockerfile = `FROM debian:bookworm-slim\n# 🐳 für äöü 𝕏\n${SKELETON.slice(SKELETON.indexOf("RUN"))}`;
  await open();
  await paste(page, dockerfile);
  await expect(page.locator(".wavy-error").first()).toHaveText("appuser");
  await page.locator(".note button.primary").first().click();
  expect(await text(page)).toBe(dockerfile.replace("content", "appuser"));
});

test("ownership is told by path, and leads to the line", async ({ open, page }) => {
  await open();
  await paste(page, SKELETON.replace("content", "appuser"));
  await page.getByRole("tab", { name: "Ownership" }).click();
  const row = page.getByRole("row").filter({ hasText: "/app/" });
  await expect(row).toContainText("appuser");
  // One line made it, another gave it away.
  await expect(row.getByRole("button")).toHaveCount(2);
  await row.getByRole("button").last().click();
  await expect(editor(page)).toBeFocused();
  await expect.poll(() => selected(page)).toBe("RUN chown -R appuser /app");
});

test("what is typed over a selection takes its place", async ({ open, page }) => {
  await open();
  await editor(page).click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText("FROM scratch\n");
  expect(await text(page)).toBe("FROM scratch\n");
});

test("a repair is shown in the text while its button is pointed at or focused", async ({ open, page }) => {
  await open();
  await paste(page, SKELETON);
  const apply = findings(page).first().getByRole("button", { name: "Apply" }).first();
  await apply.hover();
  await expect(page.locator(".come")).toContainText("--uid 1200 appuser");
  await page.getByRole("heading", { name: "Unroot" }).hover();
  await expect(page.locator(".come")).toHaveCount(0);
  await apply.focus();
  await expect(page.locator(".gone")).toContainText("content");
  expect(await text(page)).toBe(SKELETON);
});

test("in a note the changes appear below the button, which stays where it is", async ({ open, page }) => {
  await open();
  await paste(page, SKELETON);
  const make = page.locator(".note button.primary").first();
  const before = await make.boundingBox();
  await make.hover();
  await expect(page.locator(".note .changes ins")).toContainText("--uid 1200 appuser");
  await expect(page.locator(".come")).toHaveCount(0);
  expect(await make.boundingBox()).toEqual(before);
  await page.getByRole("heading", { name: "Unroot" }).hover();
  await expect(page.locator(".changes")).toHaveCount(0);
});

test("what is left after all safe repairs says why", async ({ open, page }) => {
  await open();
  await paste(page, `${SKELETON}NONSENSE here\n`);
  await repairAll(page).click();
  await expect(page.locator(".left-over li").filter({ hasText: "line 8" })).toContainText("No repair is known.");
});

test("all repairs of one rule are one step to undo", async ({ open, page }) => {
  const loose = "FROM node:22\nRUN mkdir /a && chmod 777 /a\nRUN mkdir /b && chmod 777 /b\nUSER node\n";
  await open();
  await paste(page, loose);
  await page.getByRole("button", { name: "All of this rule (2)" }).click();
  await expect(page.locator(".made li")).toHaveCount(2);
  expect(await text(page)).not.toContain("777");
  await expect(page.locator(".left-over")).toContainText("Its repair is safe, and not made yet.");
  await page.locator(".outcome").getByRole("button", { name: "Undo" }).click();
  expect(await text(page)).toBe(loose);
});

test.describe("with a thumb", () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });
  test("one tap repairs, and shows nothing in passing", async ({ open, page }) => {
    await open();
    const make = page.locator(".note button.primary").first();
    await expect(make).toBeEnabled();
    await page.evaluate(() => {
      window.shown = 0;
      const { shadowRoot } = document.querySelector("dockerfile-editor");
      const count = () => (window.shown += shadowRoot.querySelectorAll(".changes, .come, .gone").length);
      new MutationObserver(count).observe(shadowRoot, { childList: true, subtree: true });
    });
    await make.tap();
    await expect(verdict(page)).toContainText("Starts as appuser, UID 1200");
    expect(await page.evaluate(() => window.shown)).toBe(0);
  });
});

test.describe("below the text", () => {
  test.use({ viewport: { width: 700, height: 800 } });
  test("the button of a repair stays where it is", async ({ open, page }) => {
    await open();
    await paste(page, SKELETON);
    const apply = findings(page).first().getByRole("button", { name: "Apply" }).first();
    await apply.scrollIntoViewIfNeeded();
    const before = await apply.boundingBox();
    await apply.hover();
    await painted(page);
    expect(await apply.boundingBox()).toEqual(before);
  });
});

test("one more hit of a rule is one more repair of all of this rule", async ({ open, page }) => {
  await open();
  await paste(page, "FROM node:22\nRUN mkdir /a && chmod 777 /a\nUSER node\n");
  const head = page.locator("#finding-world-writable-0");
  if ((await head.getAttribute("aria-expanded")) === "false") await head.click();
  const body = findings(page).filter({ hasText: "world-writable" }).first();
  await expect(body.getByRole("button", { name: "Apply" })).toBeVisible();
  await page.locator(".cm-line").nth(1).click();
  await page.keyboard.press("End");
  await page.keyboard.insertText("\nRUN mkdir /b && chmod 777 /b");
  await expect(page.getByRole("button", { name: "All of this rule (2)" })).toBeVisible();
});

test("the button for all safe repairs neither comes and goes nor moves while somebody types", async ({ open, page }) => {
  await open();
  await paste(page, `${SKELETON}# `);
  await expect(repairAll(page)).toHaveText(/^Make it non-root/);
  await expect(repairAll(page)).not.toHaveAttribute("aria-busy");
  await repairAll(page).evaluate((button) => {
    window.changes = [];
    const told = () => `${button.isConnected} ${button.textContent} ${button.getBoundingClientRect().x}`;
    const first = told();
    new MutationObserver(() => told() === first || window.changes.push(told())).observe(document.body, {
      childList: true,
      characterData: true,
      attributes: true,
      subtree: true,
    });
  });
  await editor(page).focus();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("a comment", { delay: 30 });
  await expect(repairAll(page)).not.toHaveAttribute("aria-busy");
  expect(await page.evaluate(() => window.changes)).toEqual([]);
  await choose(page, "unprivileged");
  await expect(repairAll(page)).toHaveCount(0);
});

test("whether it builds is told, also where nobody can tell", async ({ open, page }) => {
  const says = (what) => page.getByRole("button", { name: `docker build ${what}` });
  const sheet = page.locator("#build-says");
  await open();
  await paste(page, "FROM node:22\nUSER node\nCMD id\n");
  await expect(says("works")).toHaveAttribute("data-mark", "good");
  await paste(page, 'FROM debian:13-slim\nRUN apt-get update && apt-get install -y git\nRUN adduser --disabled-password --gecos "" app\nUSER 1000\nCMD id\n');
  await expect(says("can't be told")).toHaveAttribute("data-mark", "unknown");
  await expect(page.getByRole("button", { name: /docker run as (app|UID 1000)/ })).toBeVisible();
  await says("can't be told").click();
  await expect(sheet.getByRole("button", { name: "line 3" }).first()).toBeVisible();
  await page.keyboard.press("Escape");
  await paste(page, SKELETON);
  await expect(says("stops")).toHaveAttribute("data-mark", "bad");
  await expect(page.getByRole("button", { name: /^docker run/ })).toHaveCount(0);
  await says("stops").click();
  await expect(sheet).toContainText("nothing creates that name");
  await expect(sheet.getByRole("button", { name: "line 4" })).toBeVisible();
});

test("whom an entrypoint steps down to is told", async ({ open, page }) => {
  await open();
  await paste(page, "FROM postgres:17\n");
  await expect(page.locator("section.verdict")).toContainText("The start command then steps down to postgres.");
  await expect(page.getByRole("button", { name: "docker run as root, then postgres" })).toBeVisible();
});
