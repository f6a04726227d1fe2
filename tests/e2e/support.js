// What every test of the page stands on. Import `test` and `expect` from here, never from Playwright: then
// each test also fails on a console error, an uncaught error, a report of the content security policy, a
// request to anybody else, and an answer of 400 and above. A test that means to provoke one says so:
// `trouble.allow(/what it reads like/)`.
import { existsSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import { test as base, expect } from "@playwright/test";
import { DIST, serve } from "./server.js";

export { expect };

class Trouble {
  #allowed = [];
  #seen = [];

  allow(pattern) {
    this.#allowed.push(pattern);
  }

  add(text) {
    this.#seen.push(text);
  }

  get found() {
    return this.#seen.filter((text) => !this.#allowed.some((pattern) => pattern.test(text)));
  }
}

/** Notes all that the pages of a context must never do. */
async function watch(context, trouble, origin) {
  context.on("console", (message) => {
    if (message.type() === "error") trouble.add(`console error: ${message.text()}`);
  });
  context.on("weberror", (error) => trouble.add(`uncaught: ${error.error()}`));
  context.on("request", (request) => {
    const url = new URL(request.url());
    const own = url.origin === origin || ["data:", "blob:", "about:"].includes(url.protocol);
    if (!own) trouble.add(`foreign request: ${request.method()} ${url}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 400) trouble.add(`answer ${response.status()}: ${response.url()}`);
  });
  context.on("page", (page) => {
    page.on("crash", () => trouble.add("the page crashed"));
    page.on("websocket", (socket) => trouble.add(`web socket: ${socket.url()}`));
  });
  await context.exposeBinding("__reportPolicyViolation", (_source, text) => {
    trouble.add(`policy violation: ${text}`);
  });
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      const { violatedDirective, blockedURI, sourceFile, lineNumber, sample } = event;
      const where = `${sourceFile || "?"}:${lineNumber}`;
      window.__reportPolicyViolation(`${violatedDirective} ${blockedURI} at ${where} ${sample}`);
    });
  });
}

export const test = base.extend({
  /** The built page, served under a sub-path, on a port of its own for each worker. */
  site: [
    async ({}, use) => {
      if (!existsSync(`${DIST}/index.html`)) throw new Error("dist/ is empty: run `make build`.");
      const site = await serve();
      await use(site);
      await site.stop();
    },
    { scope: "worker" },
  ],

  /** Whether a worker runs the app before the page does (public/warm.js). It costs each test as much as the page itself. */
  warm: [false, { option: true }],

  baseURL: async ({ site, warm }, use) => {
    site.instead = warm ? {} : { "warm.js": 'addEventListener("message", () => postMessage("warm"));' };
    await use(site.url);
  },

  trouble: [
    async ({ context, baseURL }, use) => {
      const trouble = new Trouble();
      await watch(context, trouble, new URL(baseURL).origin);
      await use(trouble);
      expect(trouble.found, "the page did what it promises never to do").toEqual([]);
    },
    { auto: true },
  ],

  /** `await open()` or `await open("#link")`: the page, once its WebAssembly has taken over. */
  open: async ({ page }, use) => {
    await use(async (address = "") => {
      await page.goto(`./${address}`);
      await ready(page);
    });
  },
});

/** Waits for the WebAssembly: it sets `data-ready` on the root element once the page works. */
export async function ready(page) {
  await expect(page.locator("html")).toHaveAttribute("data-ready", /.*/, { timeout: 20_000 });
}

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Those of them that ask for colours, which is all that the themes differ in. */
const COLORS = ["color-contrast", "link-in-text-block"];

/**
 * Fails on anything axe objects to, naming rule, element and reason: in the first of the themes on anything, in the others on
 * their colours. Without themes it looks at the page as it is. Leaves the page in the first one.
 */
export async function expectAccessible(page, schemes = [undefined]) {
  for (const [at, colorScheme] of schemes.entries()) {
    if (at > 0) await page.emulateMedia({ colorScheme });
    // Without legacy mode axe opens two more pages for each look. That is for frames from elsewhere: the page has none.
    const axe = new AxeBuilder({ page }).setLegacyMode();
    const { violations } = await (at > 0 ? axe.withRules(COLORS) : axe.withTags(RULES)).analyze();
    const told = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.flat().join(" ")}\n${failureSummary}`),
    );
    expect(told, ["axe", colorScheme].filter(Boolean).join(", ")).toEqual([]);
  }
  if (schemes.length > 1) await page.emulateMedia({ colorScheme: schemes[0] });
}

/** Fails when the page is wider than its window. */
export async function expectNoSidewaysScroll(page) {
  const { content, window } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth,
  }));
  expect(content, "the width of the page").toBeLessThanOrEqual(window);
}
