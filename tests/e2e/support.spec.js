// That the watch in support.js sees what it is there for.
import { expect, test } from "./support.js";

const misdeeds = [
  ["a console error", /^console error: on purpose/, () => console.error("on purpose")],
  ["an uncaught error", /^uncaught: .*on purpose/, () => void Promise.reject(new Error("on purpose"))],
  ["a request to somebody else", /^policy violation: connect-src/, () => fetch("https://example.com/").catch(() => {})],
  ["an inline style", /^policy violation: style-src/, () => document.body.setAttribute("style", "color: red")],
  ["a file that isn't there", /^answer 404/, () => fetch("no-such-file")],
  [
    "an inline script",
    /^policy violation: script-src/,
    () => {
      const script = document.createElement("script");
      script.textContent = "window.ran = true";
      document.body.append(script);
    },
  ],
  [
    "an image from elsewhere",
    /^foreign request/,
    () => {
      const image = new Image();
      image.src = "https://example.com/image.png";
    },
  ],
];

for (const [name, told, commit] of misdeeds) {
  test(`the watch sees ${name}`, async ({ page, open, trouble }) => {
    await open();
    expect(trouble.found).toEqual([]);
    await page.evaluate(commit);
    await expect.poll(() => trouble.found).toContainEqual(expect.stringMatching(told));
    trouble.allow(/./);
  });
}

test("what a test allows is no trouble, and nothing else", async ({ page, open, trouble }) => {
  trouble.allow(/^console error: on purpose$/);
  await open();
  await page.evaluate(() => console.error("on purpose"));
  await page.evaluate(() => console.error("by accident"));
  await expect.poll(() => trouble.found).toEqual(["console error: by accident"]);
  trouble.allow(/by accident/);
});
