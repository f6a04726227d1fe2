// The app is compiled by a worker while the page still takes text (public/warm.js). In all other tests a stub stands for it.
import { paste, verdict } from "./page.js";
import { expect, test } from "./support.js";

test.use({ warm: true });

/** Notes down what workers answer, and when the page told them to stop. */
const heard = (page) =>
  page.addInitScript(() => {
    globalThis.heard = [];
    globalThis.Worker = class extends Worker {
      constructor(...of) {
        super(...of);
        this.addEventListener("message", ({ data }) => heard.push(data));
      }
      terminate() {
        heard.push(document.documentElement.hasAttribute("data-ready") ? "too late" : "stopped");
        super.terminate();
      }
    };
  });

test("a worker runs the app before the page does", async ({ open, page }) => {
  await heard(page);
  await open();
  expect(await page.evaluate(() => globalThis.heard)).toEqual(["warm", "stopped"]);
});

test("the page waits for that no longer than a second", async ({ open, page }) => {
  await heard(page);
  await page.addInitScript(() => (Worker.prototype.postMessage = () => {}));
  await open();
  expect(await page.evaluate(() => globalThis.heard)).toEqual(["stopped"]);
});

test("without workers the page works by itself", async ({ open, page, trouble }) => {
  trouble.allow(/no workers/);
  await page.addInitScript(() => {
    globalThis.Worker = class {
      constructor() {
        throw new DOMException("no workers", "SecurityError");
      }
    };
  });
  await open();
  await paste(page, "FROM node:22\nUSER node\n");
  await expect(verdict(page)).toContainText("node");
});
