// Words for the page's parts, so that the tests read like what somebody does.
import { expect, ready } from "./support.js";

export const SKELETON = `FROM debian:bookworm-slim
RUN adduser --disabled-password --gecos "" --uid 1200 content
WORKDIR /app
RUN chown -R appuser /app
USER appuser
COPY . .
CMD ["./run"]
`;

export const editor = (page) => page.getByRole("textbox", { name: "Dockerfile" });
export const verdict = (page) => page.locator("#verdict");
export const findings = (page) => page.getByRole("list", { name: "Findings" }).locator(":scope > li");
export const repairAll = (page) => page.locator("#repair-all");

/** The whole text, also what the editor does not draw because it is out of view. */
export const text = (page) => page.evaluate(() => document.querySelector("dockerfile-editor").text);

/** What is selected in the editor. */
export const selected = (page) =>
  page.evaluate(() => document.querySelector("dockerfile-editor").shadowRoot.getSelection().toString());

/** Resolves when all that happened up to now is painted. */
export const painted = (page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** Notes what `status` says from now on, as somebody hears it; gives what was heard. */
export async function listen(status) {
  await status.evaluate((one) => {
    one.heard = [];
    const hear = () => one.heard.push(one.textContent);
    new MutationObserver(hear).observe(one, { childList: true, subtree: true, characterData: true });
  });
  return () => status.evaluate((one) => one.heard);
}

/** Replaces the text the way somebody does who pastes. */
export async function paste(page, dockerfile) {
  await editor(page).click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.evaluate((pasted) => navigator.clipboard.writeText(pasted), dockerfile);
  await page.keyboard.press("ControlOrMeta+v");
  await expect.poll(() => text(page)).toBe(dockerfile);
}

/** Loads the page as if this had been the text of the last visit: without the editor's typing. */
export async function begin(page, dockerfile) {
  await page.evaluate((kept) => {
    for (const store of [localStorage, sessionStorage]) store.setItem("unroot.text", kept);
  }, dockerfile);
  await page.reload();
  await ready(page);
}

export async function choose(page, example) {
  await page.getByRole("button", { name: "Examples" }).click();
  await page.locator(`[data-example="${example}"]`).click();
}
