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

test("WebAssembly that calls itself without an end is noticed too, and a copy that is not allowed is told", async ({ open, page, trouble }) => {
  trouble.allow(/call stack/);
  await open();
  await paste(page, TEXT);
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error("no"));
    // (module (func (export "f") (call 0)))
    const module = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 6, 1, 4, 0, 16, 0, 11];
    const { f } = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(module))).exports;
    setTimeout(() => f());
  });
  const notice = page.getByRole("alertdialog", { name: "Unroot broke" });
  const field = notice.getByRole("textbox", { name: "Your text" });
  await expect(field).toHaveValue(TEXT);
  await notice.getByRole("button", { name: "Copy the text" }).click();
  await expect(notice.getByRole("status")).toContainText("does not allow it");
  await expect(field).toBeFocused();
  expect(await field.evaluate(({ selectionStart, selectionEnd }) => selectionEnd - selectionStart)).toBe(TEXT.length);
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
