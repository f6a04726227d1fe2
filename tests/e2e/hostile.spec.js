// Texts made to hurt, in WebAssembly on its 1 MiB of stack: the page answers each, and goes on.
// tests/hostile.rs holds the same for the native build, and how the time grows.
import { begin, paste, text, verdict } from "./page.js";
import { expect, test } from "./support.js";

const FROM = "FROM debian:12\n";
const TEXTS = {
  "10,000 nested substitutions": `${FROM}USER ${"${a:-".repeat(10_000)}x${"}".repeat(10_000)}\n`,
  "10,000 nested commands": `${FROM}RUN ${"$(".repeat(10_000)}id${")".repeat(10_000)}\n`,
  "10,000 nested groups": `${FROM}RUN ${"(".repeat(10_000)}id${")".repeat(10_000)}\n`,
  "10,000 nested loops": `${FROM}RUN ${"for a in 1 2; do ".repeat(10_000)}id\n`,
  "10,000 times &&": `${FROM}RUN true${" && true".repeat(10_000)}\n`,
  "10,000 lines": FROM + "RUN touch /tmp/a\n".repeat(10_000),
  "5,000 stages": Array.from({ length: 5_000 }, (_, at) => `FROM ${at ? `s${at - 1}` : "debian:12"} AS s${at}\n`).join(""),
  "a line of 1 MB": `${FROM}RUN echo ${"x".repeat(1_000_000)}\n`,
};

for (const [name, hostile] of Object.entries(TEXTS)) {
  test(`survived: ${name}`, async ({ open, page }) => {
    test.setTimeout(60_000);
    await open();
    // What is measured is the analysis, not the editor's typing.
    await begin(page, hostile);
    await expect(verdict(page)).toContainText(/root|build|tell/i, { timeout: 30_000 });
    await paste(page, "FROM node:22\nUSER 1000\n");
    await expect(verdict(page)).toContainText("UID 1000", { timeout: 30_000 });
    expect(await text(page)).toBe("FROM node:22\nUSER 1000\n");
  });
}
