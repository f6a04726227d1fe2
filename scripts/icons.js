// Draws the icons in public/ that must be PNGs, from the SVGs beside them. By hand, after one of those changed.
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { launchOptions } from "../tests/e2e/chromium.js";

const PUBLIC = fileURLToPath(new URL("../public/", import.meta.url));
/** Systems cut a maskable icon, and Apple's, to a shape of their own: those fill their square. */
const ICONS = [
  { from: "icon.svg", to: "icon-192.png", size: 192 },
  { from: "icon.svg", to: "icon-512.png", size: 512 },
  { from: "icon-maskable.svg", to: "icon-maskable-512.png", size: 512 },
  { from: "icon-maskable.svg", to: "apple-touch-icon.png", size: 180 },
];

const browser = await chromium.launch(launchOptions);
try {
  for (const { from, to, size } of ICONS) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    const source = Buffer.from(await readFile(PUBLIC + from)).toString("base64");
    await page.setContent(`<body style="margin:0"><img src="data:image/svg+xml;base64,${source}" width="${size}" height="${size}">`);
    await page.locator("img").evaluate((image) => image.decode());
    await writeFile(PUBLIC + to, await page.screenshot({ omitBackground: true }));
    await page.close();
  }
} finally {
  await browser.close();
}
