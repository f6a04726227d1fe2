// A real panic in WebAssembly, provoked by a document that makes no more elements: it can't take the text away.
import { paste } from "./page.js";
import { expect, ready, test } from "./support.js";

const TEXT = "FROM mine\nRUN make 🐳\n";

async function panic(page) {
  await page.evaluate(() => {
    for (const name of ["createElement", "createElementNS", "createTextNode", "createComment"]) {
      Document.prototype[name] = () => {
        throw new Error("no more elements");
      };
    }
    Node.prototype.cloneNode = () => {
      throw new Error("no more copies");
    };
  });
  await page.getByRole("tab", { name: "Guide" }).click();
}

test("the text is shown, ready to be copied, and is there after loading the page anew", async ({ open, page, trouble }) => {
  trouble.allow(/panicked|no more|unreachable|RuntimeError/);
  await open();
  await paste(page, TEXT);
  await panic(page);
  const notice = page.getByRole("alertdialog", { name: "Unroot broke" });
  await expect(notice).toBeVisible();
  await expect(notice.locator(".why")).toContainText("panicked");
  const field = notice.getByRole("textbox", { name: "Your text" });
  await expect(field).toHaveValue(TEXT);
  await expect(field).toBeFocused();
  await notice.getByRole("button", { name: "Copy the text" }).click();
  await expect(notice.getByRole("status")).toHaveText("Copied.");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(TEXT);
  await notice.getByRole("link", { name: "open the page anew" }).click();
  await ready(page);
  await expect(notice).toBeHidden();
  expect(await page.evaluate(() => document.querySelector("dockerfile-editor").text)).toBe(TEXT);
});

test("so it is where the browser keeps nothing", async ({ open, page, trouble }) => {
  trouble.allow(/panicked|no more|unreachable|RuntimeError/);
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await open();
  await paste(page, TEXT);
  await panic(page);
  await expect(page.getByLabel("Your text")).toHaveValue(TEXT);
});

test("a panic before the page works leaves what was written", async ({ page, trouble }) => {
  trouble.allow(/panicked|has #page|unreachable|RuntimeError/);
  let arrive;
  const arrived = new Promise((done) => (arrive = done));
  await page.route("**/*.wasm", async (route) => {
    await arrived;
    await route.continue();
  });
  await page.goto("./", { waitUntil: "commit" });
  await page.getByRole("textbox", { name: "Dockerfile" }).fill(TEXT);
  await page.evaluate(() => document.querySelector("#page").removeAttribute("id"));
  arrive();
  await expect(page.getByLabel("Your text")).toHaveValue(TEXT);
});
