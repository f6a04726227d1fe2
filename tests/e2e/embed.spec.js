// Inside another page: what it is about, nothing around it, and nothing of the reader's is touched.
import { createServer } from "node:http";
import { drag, file, transfer } from "./files.js";
import { editor, findings, paste, repairAll, text, verdict } from "./page.js";
import { expect, expectNoSidewaysScroll, ready, test } from "./support.js";

const LINK = "1.eNoBNADL_2J1aWxkZXI9Y2xhc3NpYwp0YXJnZXQ9eAoKRlJPTSBhbHBpbmU6My4yMApVU0VSIGFwcArlSBDf";
const TEXT = "FROM alpine:3.20\nUSER app\n";
const OWN = "FROM node:22\nUSER 1000\n";

/** A page of somebody else's that shows ours, with what the Share sheet gives. */
async function host(iframe) {
  const server = createServer((_, response) => {
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.end(`<!doctype html><html lang="en"><title>Slides</title><h1>Slides</h1>${iframe}`);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { url: `http://localhost:${server.address().port}/`, stop: () => server.close() };
}

async function snippet(page) {
  await page.getByRole("button", { name: "Share" }).click();
  await page.getByRole("button", { name: "Copy the frame" }).click();
  await expect(page.locator("#share [role=status]")).toHaveText("Copied.");
  await page.keyboard.press("Escape");
  return page.evaluate(() => navigator.clipboard.readText());
}

async function frameIn(page) {
  const frame = page.frameLocator("iframe");
  await expect(frame.locator("html")).toHaveAttribute("data-ready", "", { timeout: 20_000 });
  return frame;
}

test("the Share sheet gives a frame that shows this text in another page", async ({ open, page, context, trouble }) => {
  trouble.allow(/foreign request: GET http:\/\/localhost/);
  await open();
  await paste(page, TEXT);
  const made = await snippet(page);
  expect(made).toMatch(/^<iframe src="http:[^"<>]*#embed:1\.[\w-]+" title="[^"<>]+" width="700" height="420" loading="lazy"><\/iframe>$/);
  const slides = await host(made);
  const other = await context.newPage();
  await other.goto(slides.url);
  const frame = await frameIn(other);
  await expect(frame.locator("#verdict")).toContainText("no user app");
  await expect(frame.getByRole("textbox", { name: "Dockerfile" })).toContainText("USER app");
  await expect(frame.getByRole("list", { name: "Findings" }).getByRole("heading").first()).toBeVisible();
  await expect(frame.getByRole("button", { name: "Share" })).toHaveCount(0);
  await expect(frame.getByRole("button", { name: "Undo" })).toBeDisabled();
  slides.stop();
});

// What was ever given away has to work for good.
for (const [name, fragment, expected] of [
  ["alone", "#embed", /^FROM debian:bookworm-slim/],
  ["with a link of version 1", `#embed:${LINK}`, TEXT],
]) {
  test(`the fragment for embedding ${name}`, async ({ open, page }) => {
    await open(fragment);
    await expect(page.locator("html")).toHaveAttribute("data-embed", "");
    await expect.poll(() => text(page)).toMatch(expected instanceof RegExp ? expected : new RegExp(`^${expected}$`));
    await expect(page.getByRole("navigation", { name: "Tools" })).toHaveCount(0);
    expect(new URL(page.url()).hash).toBe(fragment);
    await page.reload();
    await ready(page);
    await expect.poll(() => text(page)).toMatch(expected instanceof RegExp ? expected : new RegExp(`^${expected}$`));
  });
}

test("it neither shows nor changes the reader's own text", async ({ open, page, context }) => {
  await open();
  await paste(page, OWN);
  for (const fragment of ["#embed", `#embed:${LINK}`]) {
    const other = await context.newPage();
    await other.goto(`./${fragment}`);
    await ready(other);
    expect(await text(other)).not.toBe(OWN);
    await paste(other, "FROM scratch\n");
    await other.close();
  }
  expect(await page.evaluate(() => localStorage.getItem("unroot.text"))).toBe(OWN);
  await page.reload();
  await ready(page);
  expect(await text(page)).toBe(OWN);
});

test("its link leads to the whole page with the text as it is now", async ({ open, page, context }) => {
  await open(`#embed:${LINK}`);
  await paste(page, OWN);
  const opened = context.waitForEvent("page");
  await page.getByRole("link", { name: "Open in Unroot" }).click();
  const whole = await opened;
  await ready(whole);
  await expect.poll(() => text(whole)).toBe(OWN);
  await expect(whole.getByRole("navigation", { name: "Tools" })).toBeVisible();
});

test("packing that ends late does not lead back to an earlier text", async ({ open, page }) => {
  await page.addInitScript(() => {
    const { arrayBuffer } = Blob.prototype;
    let packed = 0;
    // The second one comes last: the first belongs to the text that was there from the start.
    Blob.prototype.arrayBuffer = async function () {
      if (++packed === 2) await new Promise((done) => (globalThis.goOn = done));
      return arrayBuffer.call(this);
    };
  });
  await open("#embed");
  const link = page.getByRole("link", { name: "Open in Unroot" });
  await expect(link).toHaveAttribute("href", /#1\./);
  const first = await link.getAttribute("href");
  await paste(page, TEXT);
  await expect.poll(() => page.evaluate(() => typeof globalThis.goOn)).toBe("function");
  await paste(page, OWN);
  await expect(link).not.toHaveAttribute("href", first);
  const last = await link.getAttribute("href");
  await page.evaluate(() => globalThis.goOn());
  await page.evaluate(() => new Promise((done) => setTimeout(done, 100)));
  expect(await link.getAttribute("href")).toBe(last);
});

test("a damaged link is told inside too", async ({ open, page }) => {
  await open(`#embed:${LINK.slice(0, -9)}`);
  await expect(page.locator(".notice")).toContainText("damaged");
});

test("a frame that may do nothing but run scripts", async ({ page, site, trouble }) => {
  trouble.allow(/foreign request: GET http:\/\/localhost/);
  const slides = await host(`<iframe sandbox="allow-scripts" width="700" height="420" src="${site.url}#embed:${LINK}"></iframe>`);
  await page.goto(slides.url);
  const frame = await frameIn(page);
  await expect(frame.getByRole("textbox", { name: "Dockerfile" })).toContainText("USER app");
  await expect(frame.locator("section.verdict")).toContainText("No stage is called x");
  slides.stop();
});

for (const [width, height] of [[700, 420], [360, 420], [1000, 700]]) {
  test.describe(`${width} by ${height}`, () => {
    test.use({ viewport: { width, height } });

    test("what matters is in view, and nothing sticks out", async ({ open, page }) => {
      await open("#embed");
      await expectNoSidewaysScroll(page);
      await expect(verdict(page)).toBeInViewport();
      await expect(editor(page)).toBeInViewport();
      if (width >= 700) {
        await expect(findings(page).first()).toBeInViewport();
        await expect(page.getByRole("link", { name: "Open in Unroot" })).toBeInViewport();
      }
      await repairAll(page).click();
      await expect(verdict(page)).toContainText("UID 1200");
    });
  });
}

test("keys do what is there, and promise nothing else", async ({ open, page }) => {
  await open("#embed");
  await expect(editor(page)).toHaveAccessibleDescription(/F8/);
  await expect(editor(page)).not.toHaveAccessibleDescription(/F1/);
  await page.evaluate(() => {
    window.taken = [];
    addEventListener("keydown", (event) => event.defaultPrevented && window.taken.push(event.key));
  });
  await page.locator("main").click({ position: { x: 2, y: 2 } });
  for (const key of ["F1", "F2", "F4", "F10"]) await page.keyboard.press(key);
  await expect(findings(page).first()).toBeVisible();
  await page.keyboard.press("F8");
  await page.keyboard.press("F9");
  await expect(page.locator(".come").first()).toBeVisible();
  expect(await page.evaluate(() => window.taken)).toEqual(["F8", "F9"]);
});

test("a dropped file is opened as in the whole page, or refused", async ({ open, page }) => {
  await open("#embed");
  const drop = async (...files) => drag(editor(page), "drop", await transfer(page, files));
  expect(await drop(file("Dockerfile", OWN))).toBe(true);
  await expect.poll(() => text(page)).toBe(OWN);
  for (const [content, why] of [["\0\0", "NUL bytes"], ["#".repeat((1 << 20) + 1), "more than 1 MiB"]]) {
    expect(await drop(file("Dockerfile", content))).toBe(true);
    await expect(page.locator(".notice")).toContainText(why);
    expect(await text(page)).toBe(OWN);
  }
});
