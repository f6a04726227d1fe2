// Any host for static files will do.
import { SKELETON, paste, verdict } from "./page.js";
import { serve } from "./server.js";
import { expect, ready, test } from "./support.js";

async function works(page, url) {
  await page.goto(url);
  await ready(page);
  await paste(page, SKELETON);
  await expect(verdict(page)).toContainText("does not build");
}

test("a host that does not know WebAssembly's type", async ({ page, site }) => {
  site.types = { ".wasm": "application/octet-stream" };
  try {
    await works(page, "./");
  } finally {
    site.types = {};
  }
});

const packed = test.extend({
  host: async ({}, use) => {
    const host = await serve({ gzip: true });
    await use(host);
    await host.stop();
  },
  baseURL: async ({ host }, use) => use(host.url),
});

packed("a host that sends everything packed", async ({ page }) => {
  await works(page, "./");
});

test("opened by its file's name, with a query", async ({ page }) => {
  await works(page, "./index.html?utm_source=slides");
});
