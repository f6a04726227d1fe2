// A text travels in a link, and comes back whole; a link that broke on its way takes nothing away.
import { deflateSync, inflateSync } from "node:zlib";
import { choose as chooseFile, file } from "./files.js";
import { SKELETON, begin, choose, editor, listen, paste, text, verdict } from "./page.js";
import { expect, ready, test } from "./support.js";

const OWN = "FROM node:22\nUSER 1000\n";

const field = (page) => page.getByLabel("Link", { exact: true });

async function link(page) {
  await page.getByRole("button", { name: "Share" }).click();
  await expect(field(page)).toHaveValue(/#1\./);
  const made = await field(page).inputValue();
  await page.keyboard.press("Escape");
  return made;
}

test("text and assumptions come back, and the reader's own text is one undo away", async ({ open, page, context }) => {
  await open();
  await paste(page, SKELETON);
  await page.getByRole("button", { name: /^builder/ }).click();
  await page.getByLabel("Builder").selectOption("Podman");
  await page.keyboard.press("Escape");
  const made = await link(page);
  await paste(page, OWN);
  const other = await context.newPage();
  await other.goto(made);
  await ready(other);
  await expect.poll(() => text(other)).toBe(SKELETON);
  await expect(other.getByRole("button", { name: /^builder Podman/ })).toBeVisible();
  expect(new URL(other.url()).hash).toBe("");
  await other.getByRole("button", { name: "Undo" }).click();
  expect(await text(other)).toBe(OWN);
});

/** What a link holds, as crates/unroot/src/share says it. */
const payload = (link) => inflateSync(Buffer.from(link.split("#1.")[1], "base64url")).toString();

test("the link holds what the command's holds, line endings and byte-order mark included", async ({ open, page, context }) => {
  const windows = "\u{feff}FROM node:22\r\n\r\nUSER 1000";
  await open();
  await chooseFile(page, file("Dockerfile", windows));
  await expect.poll(() => text(page)).toBe(windows);
  const made = await link(page);
  expect(payload(made)).toBe(`\n${windows}`);
  await page.getByRole("button", { name: /^builder/ }).click();
  await page.getByLabel("Builder").selectOption("Podman");
  await page.keyboard.press("Escape");
  expect(payload(await link(page))).toBe(`builder=buildah\n\n${windows}`);
  const other = await context.newPage();
  await other.goto(made);
  await ready(other);
  await expect.poll(() => text(other)).toBe(windows);
});

test("the link is copied, and that is told", async ({ open, page }) => {
  await open();
  await paste(page, OWN);
  await page.getByRole("button", { name: "Share" }).click();
  await page.getByRole("button", { name: "Copy the link" }).click();
  await expect(page.locator("#share [role=status]")).toHaveText("Copied.");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(await field(page).inputValue());
  await expect(page.locator("#share .long")).toHaveCount(0);

  // A second time too, for whoever listens.
  const heard = await listen(page.locator("#share [role=status]"));
  await page.getByRole("button", { name: "Copy the link" }).click();
  await expect.poll(heard).toEqual(["", "Copied."]);
});

test("a link of 8,000 characters comes without a word of warning, and one of 8,001 with it", async ({ page, baseURL }) => {
  const noise = Array.from({ length: 9_000 }, (_, at) => Math.floor(Math.abs(Math.sin(at + 1)) * 36).toString(36)).join("");
  await page.goto("./");
  await ready(page);
  for (const [length, long] of [[8_000, 0], [8_001, 1]]) {
    // Four characters carry three bytes, so not every text comes to every length: a query adds what is missing.
    const [query, dockerfile] = await page.evaluate(
      async ([base, noise, length]) => {
        for (let at = noise.length; ; at--) {
          const dockerfile = `FROM a\n# ${noise.slice(0, at)}\n`;
          const packed = await unrootZlib(new TextEncoder().encode(`\n${dockerfile}`), false, Infinity);
          const missing = length - (base.length + "#1.".length + Math.ceil((packed.length * 8) / 6));
          if (missing >= 2) return [`?${"q".repeat(missing - 1)}`, dockerfile];
        }
      },
      [baseURL, noise, length],
    );
    await page.goto(`./${query}`);
    await begin(page, dockerfile);
    await page.getByRole("button", { name: "Share" }).click();
    await expect(field(page)).toHaveValue(/#1\./);
    expect(await field(page).inputValue()).toHaveLength(length);
    await expect(page.locator("#share .long")).toHaveCount(long);
  }
});

test("a text of 100 kB travels too, with a word of warning", async ({ open, page }) => {
  await open();
  const long = "FROM debian:12\n" + Array.from({ length: 4_200 }, (_, at) => `RUN echo ${at} ${at * 7919}\n`).join("");
  expect(long.length).toBeGreaterThan(90_000);
  await begin(page, long);
  await page.getByRole("button", { name: "Share" }).click();
  await expect(page.locator("#share .long")).toContainText("characters");
  const made = await field(page).inputValue();
  await page.keyboard.press("Escape");
  await choose(page, "node");
  await page.goto(made);
  await expect.poll(() => text(page), { timeout: 20_000 }).toBe(long);
});

for (const [what, spoil, words] of [
  ["cut off", (whole) => whole.slice(0, -12), "damaged"],
  ["changed", (whole) => `${whole.slice(0, -20)}AAAA${whole.slice(-16)}`, "damaged"],
  ["newer", (whole) => whole.replace("#1.", "#2."), "newer Unroot"],
  ["a bomb", (whole) => `${whole.split("#")[0]}#1.${deflateSync(Buffer.alloc(1 << 26, "x")).toString("base64url")}`, "more than 1 MiB"],
]) {
  test(`a link that is ${what} is told, and the own text stays`, async ({ open, page }) => {
    await open();
    await paste(page, SKELETON);
    const made = await link(page);
    await paste(page, OWN);
    await page.goto(spoil(made));
    await expect(page.locator(".notice")).toContainText(words);
    await expect(page.locator(".notice")).toContainText("Your own text is untouched");
    expect(await text(page)).toBe(OWN);
    await page.locator(".notice").getByRole("button", { name: "Close" }).click();
    await expect(page.locator(".notice")).toHaveCount(0);
    await expect(verdict(page)).toContainText("UID 1000");
  });
}

test("a link that the command made is opened", async ({ open, page }) => {
  await open();
  await page.evaluate((made) => (location.hash = made), "#1.eNoBNADL_2J1aWxkZXI9Y2xhc3NpYwp0YXJnZXQ9eAoKRlJPTSBhbHBpbmU6My4yMApVU0VSIGFwcArlSBDf");
  await expect.poll(() => text(page)).toBe("FROM alpine:3.20\nUSER app\n");
  await expect(page.getByRole("button", { name: /^builder classic/ })).toBeVisible();
});

test("a link opened in the same tab is opened at once, and other fragments are left alone", async ({ open, page }) => {
  await open();
  await paste(page, OWN);
  const made = await link(page);
  await choose(page, "node");
  await page.evaluate(() => (location.hash = "somewhere"));
  await editor(page).focus();
  expect(new URL(page.url()).hash).toBe("#somewhere");
  await page.goto(made);
  await expect.poll(() => text(page)).toBe(OWN);
});

test("what was assumed goes and comes with the text", async ({ open, page }) => {
  const builder = (name) => page.getByRole("button", { name: `builder ${name}` });
  const target = (name) => page.getByRole("button", { name: `target ${name}` });
  const own = `${OWN}FROM node:22 AS last\n`;
  await open();
  await paste(page, own);
  await page.getByRole("button", { name: /^target/ }).click();
  await page.getByRole("combobox", { name: "Target" }).selectOption("0");
  await page.keyboard.press("Escape");
  await page.evaluate((made) => (location.hash = made), "#1.eNoBNADL_2J1aWxkZXI9Y2xhc3NpYwp0YXJnZXQ9eAoKRlJPTSBhbHBpbmU6My4yMApVU0VSIGFwcArlSBDf");
  await expect.poll(() => text(page)).toBe("FROM alpine:3.20\nUSER app\n");
  await expect(builder("classic builder")).toBeVisible();
  await expect(target("x")).toBeVisible();
  await choose(page, "node");
  await expect(builder("BuildKit")).toBeVisible();
  await expect(target("last stage")).toBeVisible();
  await expect(verdict(page)).not.toContainText("Nothing to build");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(builder("classic builder")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  expect(await text(page)).toBe(own);
  await expect(builder("BuildKit")).toBeVisible();
  await expect(target("0")).toBeVisible();
  expect(await page.evaluate(() => localStorage.getItem("unroot.assumptions"))).toBe("target=0\n");
  // What is chosen meanwhile is what comes back.
  await page.getByRole("button", { name: /^builder/ }).click();
  await page.getByLabel("Builder").selectOption("Podman");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Redo" }).click();
  await expect(builder("classic builder")).toBeVisible();
  await expect(target("x")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(builder("Podman")).toBeVisible();
});
