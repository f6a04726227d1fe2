// A file is opened with the button, by dropping it anywhere, or by pasting it; what is no Dockerfile is refused in words.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { choose, drag, file, pasteInto, transfer } from "./files.js";
import { editor, findings, paste, repairAll, text, verdict } from "./page.js";
import { expect, ready, test } from "./support.js";

const OWN = "FROM node:22\nUSER 1000\n";
const OTHER = "FROM alpine:3.22\nRUN adduser -D -u 1200 app\nUSER 1200\n";
const WINDOWS = "\u{feff}FROM debian:12\r\nRUN useradd -m -u 1200 content\r\n\r\nUSER appuser\r\nCMD [\"./größe\"]";

const overlay = (page) => page.locator(".drop");
const notice = (page) => page.locator(".notice");

/** How often each line ending stands in a text. */
const endings = (text) => [text.match(/\r\n/g)?.length ?? 0, text.match(/(?<!\r)\n/g)?.length ?? 0];

test.beforeEach(async ({ open, page }) => {
  await open();
  await paste(page, OWN);
});

test("the button opens a file in one step to undo, and screen readers hear of it", async ({ page }) => {
  await choose(page, file("web.Dockerfile", OTHER));
  await expect.poll(() => text(page)).toBe(OTHER);
  await expect(verdict(page)).toContainText("UID 1200");
  await expect(page.getByRole("status").filter({ hasText: "Opened web.Dockerfile, 3 lines." })).toHaveCount(1);
  await page.getByRole("button", { name: "Undo" }).click();
  expect(await text(page)).toBe(OWN);
  await page.getByRole("button", { name: "Redo" }).click();
  expect(await text(page)).toBe(OTHER);
});

test("the same file can be opened again, and what was assumed stays", async ({ page }) => {
  await page.getByRole("button", { name: /^builder/ }).click();
  await page.getByLabel("Builder").selectOption("Podman");
  await page.keyboard.press("Escape");
  for (const content of [OTHER, OTHER.replace("1200\n", "1300\n")]) {
    await choose(page, file("Dockerfile", content));
    await expect.poll(() => text(page)).toBe(content);
  }
  await expect(page.getByRole("button", { name: /^builder Podman/ })).toBeVisible();
});

test("a file is dropped anywhere, and the page shows where it would go", async ({ page }) => {
  const data = await transfer(page, [file("Dockerfile", OTHER)]);
  for (const at of [page.locator("footer"), editor(page)]) {
    await expect(overlay(page)).toBeHidden();
    expect(await drag(at, "dragenter", data)).toBe(true);
    expect(await drag(at, "dragover", data)).toBe(true);
    await expect(overlay(page)).toBeVisible();
    await expect(overlay(page)).toContainText("Drop the file to open it");
    await drag(at, "dragleave", data);
    await expect(overlay(page)).toBeHidden();
  }
  await drag(editor(page), "dragover", data);
  expect(await drag(editor(page), "drop", data)).toBe(true);
  await expect(overlay(page)).toBeHidden();
  await expect.poll(() => text(page)).toBe(OTHER);
  await page.getByRole("button", { name: "Undo" }).click();
  expect(await text(page)).toBe(OWN);
});

test("a file of the system is dropped as the browser itself does it", async ({ page, context }) => {
  const folder = await mkdtemp(join(tmpdir(), "unroot-"));
  const path = join(folder, "Dockerfile");
  await writeFile(path, OTHER);
  const session = await context.newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  const at = (type, x, y) => session.send("Input.dispatchDragEvent", { type, x, y, data });
  await at("dragEnter", 300, 300);
  await at("dragOver", 300, 320);
  await expect(overlay(page)).toBeVisible();
  await at("drop", 300, 320);
  await expect.poll(() => text(page)).toBe(OTHER);
  await expect(overlay(page)).toBeHidden();
  await rm(folder, { recursive: true });
});

test("text that is dragged or pasted stays the editor's own affair", async ({ page }) => {
  const words = await transfer(page, [], { "text/plain": "words" });
  expect(await drag(page.locator("footer"), "dragover", words)).toBe(false);
  await expect(overlay(page)).toBeHidden();
  const table = await transfer(page, [file("image.png", "\x89PNG\0")], { "text/html": "<b>words</b>", "text/plain": "words" });
  await editor(page).click();
  await page.keyboard.press("ControlOrMeta+a");
  await pasteInto(editor(page), table);
  await expect.poll(() => text(page)).toBe("words");
  await expect(notice(page)).toHaveCount(0);
});

test("a file is pasted, wherever the focus is", async ({ page }) => {
  const data = await transfer(page, [file("Dockerfile", OTHER)], { "text/plain": "Dockerfile" });
  for (const at of [editor(page), page.locator("body")]) {
    expect(await pasteInto(at, data)).toBe(true);
    await expect.poll(() => text(page)).toBe(OTHER);
    await page.getByRole("button", { name: "Undo" }).click();
    expect(await text(page)).toBe(OWN);
  }
});

for (const [what, files, words] of [
  ["a program", [file("run", "\x7fELF\x02\x01\0\0")], "no text"],
  ["another encoding", [file("Dockerfile", Buffer.from("FROM caf\xe9\n", "latin1"))], "not UTF-8"],
  ["UTF-16", [file("Dockerfile", Buffer.from("\u{feff}FROM a\n", "utf16le"))], "UTF-16"],
  ["more than 1 MiB", [file("Dockerfile", `FROM a\n${"#".repeat(1 << 20)}`)], "more than 1 MiB"],
  ["two files", [file("Dockerfile", OTHER), file("Dockerfile.b", OTHER)], "several files"],
]) {
  test(`refused: ${what}`, async ({ page }) => {
    const data = await transfer(page, files);
    await drag(page.locator("main"), "dragover", data);
    await drag(page.locator("main"), "drop", data);
    await expect(notice(page)).toContainText(words);
    await expect(notice(page)).toContainText("Your own text is untouched.");
    await expect(overlay(page)).toBeHidden();
    expect(await text(page)).toBe(OWN);
    await choose(page, file("Dockerfile", OTHER));
    await expect.poll(() => text(page)).toBe(OTHER);
    await expect(notice(page)).toHaveCount(0);
  });
}

test("just 1 MiB is opened, and an empty file too", async ({ page }) => {
  const most = `FROM node:22\nUSER 1000\n`.padEnd(1 << 20, "#");
  await choose(page, file("Dockerfile", most));
  await expect.poll(() => text(page), { timeout: 20_000 }).toBe(most);
  await choose(page, file("Dockerfile", ""));
  await expect.poll(() => text(page), { timeout: 20_000 }).toBe("");
});

test("byte-order mark and carriage returns stay, through repairs, typing and undo", async ({ page }) => {
  await choose(page, file("Dockerfile", WINDOWS));
  await expect.poll(() => text(page)).toBe(WINDOWS);
  // The words that a finding is about are the ones that are marked.
  await expect(page.locator(".cm-content .found, .cm-content [data-severity]").first()).toBeVisible();
  await repairAll(page).click();
  await expect.poll(() => text(page)).not.toBe(WINDOWS);
  const repaired = await text(page);
  expect(repaired.startsWith("\u{feff}FROM debian:12\r\n")).toBe(true);
  expect(endings(repaired)[1]).toBe(0);
  await expect(page.locator(".outcome")).toBeVisible();
  await page.reload();
  await ready(page);
  expect(await text(page)).toBe(repaired);
  await editor(page).click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("\n# one more");
  const typed = await text(page);
  expect(typed).toBe(`${repaired}\r\n# one more`);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => text(page)).toBe(repaired);
});

test("of two line endings each line keeps its own", async ({ page }) => {
  const mixed = "FROM debian:12\r\nRUN useradd -m -u 1200 app\nWORKDIR /app\r\nCOPY . .\r\nUSER root\nCMD [\"a\"]\r\n";
  await choose(page, file("Dockerfile", mixed));
  await expect.poll(() => text(page)).toBe(mixed);
  const lines = page.locator(".cm-line");
  await lines.nth(1).click();
  await page.keyboard.press("End");
  await page.keyboard.type("x");
  expect(await text(page)).toBe(mixed.replace("1200 app", "1200 appx"));
  await page.keyboard.press("Delete");
  expect(await text(page)).toBe(mixed.replace("1200 app\n", "1200 appx"));
  // One step or two, as quickly as the machine was.
  await page.getByRole("button", { name: "Undo" }).click();
  if ((await text(page)) !== mixed) await page.getByRole("button", { name: "Undo" }).click();
  expect(await text(page)).toBe(mixed);
  await choose(page, file("Dockerfile", OTHER));
  await expect.poll(() => text(page)).toBe(OTHER);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => text(page)).toBe(mixed);
  const apply = findings(page).getByRole("button", { name: "Apply" }).first();
  await apply.click();
  await expect.poll(() => text(page)).not.toBe(mixed);
  for (const line of ["FROM debian:12\r\n", "WORKDIR /app\r\n", 'CMD ["a"]\r\n']) expect(await text(page)).toContain(line);
});
