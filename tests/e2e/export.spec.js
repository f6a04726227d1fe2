// What the page hands out is what it shows, what the command prints, and what other programs take.
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { choose, file } from "./files.js";
import { listen, paste, repairAll, text } from "./page.js";
import { expect, expectNoSidewaysScroll, test } from "./support.js";

const REPORTS = fileURLToPath(new URL("../../crates/unroot/tests/report/", import.meta.url));
const FILES = ["Dockerfile", "unroot.patch", "unroot.sarif", "unroot.md", "unroot.json"];
const APPLIERS = [["git", "apply"], ["patch", "-p1", "--batch", "--silent"]];

const sheet = (page) => page.locator("#export");
const told = (page) => sheet(page).getByRole("status");

/** Downloads a file: the bytes that reach the disk. */
async function download(page, name) {
  const coming = page.waitForEvent("download");
  await sheet(page).getByRole("button", { name: `Download ${name}` }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe(name);
  expect(await download.failure()).toBeNull();
  return readFile(await download.path());
}

/** What `applier` makes of the files' text. */
async function applied([program, ...args], before, patch) {
  const folder = await mkdtemp(join(tmpdir(), "unroot-"));
  await writeFile(join(folder, "Dockerfile"), before);
  execFileSync(program, args, { cwd: folder, input: patch, stdio: "pipe" });
  const after = await readFile(join(folder, "Dockerfile"));
  await rm(folder, { recursive: true });
  return after;
}

for (const name of await readdir(REPORTS)) {
  test(`${name}: downloads are what the command makes, and the patch leads to all safe repairs`, async ({ open, page }) => {
    const kept = (file) => readFile(join(REPORTS, name, file));
    const before = await kept("Dockerfile");
    await open();
    await choose(page, file("Dockerfile", before));
    await expect.poll(() => text(page)).toBe(before.toString());
    await expect(repairAll(page)).toBeVisible();
    await page.getByRole("button", { name: "Export" }).click();
    const files = {};
    for (const file of FILES) {
      files[file] = await download(page, file);
      await expect(told(page)).toHaveText(`${file} downloaded.`);
      expect(files[file].toString()).toBe((await kept(file)).toString());
    }
    await page.keyboard.press("Escape");
    await repairAll(page).click();
    await expect.poll(() => text(page)).not.toBe(before.toString());
    const repaired = await text(page);
    for (const applier of APPLIERS) {
      expect((await applied(applier, before, files["unroot.patch"])).toString()).toBe(repaired);
    }
  });
}

test("each form is copied, and that is told", async ({ open, page }) => {
  const kept = (file) => readFile(join(REPORTS, "skeleton", file), "utf8");
  await open();
  await paste(page, await kept("Dockerfile"));
  await page.getByRole("button", { name: "Export" }).click();
  const names = ["Dockerfile", "Patch", "SARIF", "Markdown", "JSON"];
  for (const [at, name] of names.entries()) {
    await sheet(page).getByRole("button", { name: `Copy ${name}` }).click();
    await expect(told(page)).toHaveText(`${name} copied.`);
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await kept(FILES[at]));
  }
  const heard = await listen(told(page));
  await sheet(page).getByRole("button", { name: "Copy JSON" }).click();
  await expect.poll(heard).toEqual(["", "JSON copied."]);
});

test("where the browser lets nobody copy, that is told", async ({ open, page }) => {
  await page.addInitScript(() => (navigator.clipboard.writeText = () => Promise.reject(new Error("no"))));
  await open();
  await page.getByRole("button", { name: "Export" }).click();
  await sheet(page).getByRole("button", { name: "Copy JSON" }).click();
  await expect(told(page)).toContainText("does not allow it");
});

test("without a safe repair there is no patch, and the rest is there", async ({ open, page }) => {
  await open();
  await paste(page, "FROM node:22\nUSER 1000\n");
  await page.getByRole("button", { name: "Export" }).click();
  await expect(sheet(page)).toContainText("There is no safe repair to make.");
  for (const name of ["Copy Patch", "Download unroot.patch"]) {
    await expect(sheet(page).getByRole("button", { name })).toBeDisabled();
  }
  expect((await download(page, "unroot.md")).toString()).toContain("No findings.");
});

test("the address of a download is taken back", async ({ open, page }) => {
  await page.addInitScript(() => {
    globalThis.addresses = new Set();
    const { createObjectURL, revokeObjectURL } = URL;
    URL.createObjectURL = (blob) => {
      const address = createObjectURL.call(URL, blob);
      globalThis.addresses.add(address);
      return address;
    };
    URL.revokeObjectURL = (address) => globalThis.addresses.delete(address) && revokeObjectURL.call(URL, address);
  });
  await open();
  await page.getByRole("button", { name: "Export" }).click();
  await download(page, "unroot.json");
  await download(page, "Dockerfile");
  await expect.poll(() => page.evaluate(() => globalThis.addresses.size)).toBe(0);
  expect(await page.locator("body > a").count()).toBe(0);
});

test("what is exported rests on what was assumed", async ({ open, page }) => {
  await open();
  await paste(page, "FROM node:22 AS one\nUSER 1000\nFROM node:22\n");
  const runsAs = async () => {
    await page.getByRole("button", { name: "Export" }).click();
    const report = JSON.parse(await download(page, "unroot.json"));
    await page.keyboard.press("Escape");
    return report.verdict.runs_as;
  };
  expect(await runsAs()).toBe("root");
  await page.getByRole("button", { name: /^target/ }).click();
  await page.getByRole("combobox", { name: "Target" }).selectOption("stage one");
  await page.keyboard.press("Escape");
  expect(await runsAs()).toBe("non-root");
});

test("all of it by keyboard", async ({ open, page }) => {
  await open();
  const opener = page.getByRole("button", { name: "Export" });
  await opener.focus();
  await page.keyboard.press("Enter");
  const first = sheet(page).getByRole("button", { name: "Copy Dockerfile" });
  await expect(first).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(first).toBeFocused();
  await page.keyboard.press("Tab");
  const coming = page.waitForEvent("download");
  await page.keyboard.press("Enter");
  expect((await coming).suggestedFilename()).toBe("Dockerfile");
  await page.keyboard.press("Escape");
  await expect(sheet(page)).toBeHidden();
  await expect(opener).toBeFocused();
});

test.describe("360 px", () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test("nothing sticks out of a narrow screen", async ({ open, page }) => {
    await open();
    const tools = page.getByRole("navigation", { name: "Tools" }).getByRole("button").filter({ visible: true });
    const tops = await tools.evaluateAll((buttons) => buttons.map((button) => button.offsetTop));
    expect(new Set(tops).size, "rows of buttons").toBe(1);
    await page.getByRole("button", { name: "Export" }).click();
    await expectNoSidewaysScroll(page);
  });
});
