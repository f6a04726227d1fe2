// The browser that this machine has, started so that it calls nobody by itself.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const find = fileURLToPath(new URL("../../scripts/chromium", import.meta.url));

function executablePath() {
  try {
    return execFileSync(find, { encoding: "utf8" }).trim();
  } catch (error) {
    throw new Error("No Chromium or Chrome found: run `scripts/need chromium`.", { cause: error });
  }
}

export const launchOptions = {
  executablePath: executablePath(),
  args: [
    // Root in a container has no other way; what is opened here is our own page alone.
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // The same picture on every machine.
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
  ],
};
