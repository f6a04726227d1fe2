// Takes the pictures in docs/ from the built page: screenshot.png for the README, the others to be looked at.
import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { launchOptions } from "../tests/e2e/chromium.js";
import { serve } from "../tests/e2e/server.js";

const DOCS = fileURLToPath(new URL("../docs/", import.meta.url));
const MOST = 250_000;

const wide = { width: 1280, height: 800 };
const narrow = { width: 360, height: 740 };
const PICTURES = [
  { name: "screenshot.png", viewport: wide, colorScheme: "light" },
  { name: "screenshot-dark.png", viewport: wide, colorScheme: "dark" },
  { name: "screenshot-narrow.png", viewport: narrow, colorScheme: "light" },
  { name: "screenshot-narrow-dark.png", viewport: narrow, colorScheme: "dark" },
];

await mkdir(DOCS, { recursive: true });
const site = await serve();
const browser = await chromium.launch(launchOptions);
try {
  for (const { name, viewport, colorScheme } of PICTURES) {
    const context = await browser.newContext({ viewport, colorScheme, reducedMotion: "reduce" });
    const page = await context.newPage();
    await page.goto(site.url);
    await page.locator("html[data-ready], .cm-editor").first().waitFor({ timeout: 20_000 });
    await page.evaluate(() => document.fonts.ready);
    // The editor lays itself out in frames of its own.
    await page.waitForTimeout(500);
    const picture = await page.screenshot({ animations: "disabled", caret: "hide" });
    await writeFile(DOCS + name, picture);
    console.log(`docs/${name}  ${(picture.length / 1000).toFixed(0)} kB`);
    if (picture.length > MOST) {
      console.error(`docs/${name} is above ${MOST / 1000} kB`);
      process.exitCode = 1;
    }
    await context.close();
  }
} finally {
  await browser.close();
  await site.stop();
}
