// Tests of the built page: `make build` first. They import `test` and `expect` from tests/e2e/support.js,
// which serves dist/ under a sub-path and fails a test on anything the page promises never to do.
import { defineConfig } from "@playwright/test";
import { launchOptions } from "./tests/e2e/chromium.js";

const ci = Boolean(process.env.CI);
// `UNROOT_PAGE=target/serve` tests another build than dist/, such as the one that `make serve` keeps up to date. Only a release
// has its weight, its chunks and its files.
const RELEASE_ONLY = ["budget", "course", "install", "offline", "parts"].map((name) => `**/${name}.spec.js`);

export default defineConfig({
  testDir: "tests/e2e",
  testIgnore: process.env.UNROOT_PAGE ? RELEASE_ONLY : [],
  fullyParallel: true,
  forbidOnly: ci,
  workers: ci ? 2 : undefined,
  // Looking at a page with axe again and again takes half a minute where two cores are shared.
  timeout: 60_000,
  expect: { timeout: 7_500 },
  reporter: "list",
  use: {
    launchOptions,
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    reducedMotion: "reduce",
    // Requests that a service worker makes can't be watched; offline.spec.js lets it work.
    serviceWorkers: "block",
    permissions: ["clipboard-read", "clipboard-write"],
    // To keep a trace of each test takes a fifth of the time: where one fails, run it with `--trace retain-on-failure`.
    trace: "off",
    screenshot: "only-on-failure",
  },
  projects: [{ name: "chromium", use: { browserName: "chromium" } }],
});
