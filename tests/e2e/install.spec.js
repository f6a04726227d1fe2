// The page can be installed like a program.
import { expect, test } from "./support.js";

test.use({ serviceWorkers: "allow" });

test("Chromium finds nothing that speaks against installing it", async ({ open, page, context }) => {
  await open();
  await expect(page.locator("html")).toHaveAttribute("data-offline", "", { timeout: 20_000 });
  const devtools = await context.newCDPSession(page);
  const { errors, manifest, url } = await devtools.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  expect(url).toMatch(/\/some\/sub\/path\/manifest\.webmanifest$/);
  const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
  // Playwright's contexts are private windows, in which nothing can be installed.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito")).toEqual([]);
  expect(new URL(manifest.startUrl ?? manifest.start_url).pathname).toBe("/some/sub/path/");
  expect(new URL(manifest.scope).pathname).toBe("/some/sub/path/");
});

test("its icons are there, in the sizes that they claim", async ({ open, page }) => {
  await open();
  const manifest = await page.evaluate(async () => (await fetch("manifest.webmanifest")).json());
  const icons = [...manifest.icons, { src: "apple-touch-icon.png", sizes: "180x180" }];
  expect(icons.map(({ purpose }) => purpose)).toEqual(expect.arrayContaining(["any", "maskable"]));
  for (const { src, sizes } of icons) {
    const size = await page.evaluate(async (address) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      return `${image.naturalWidth}x${image.naturalHeight}`;
    }, src);
    expect(size, src).toBe(sizes);
  }
});
