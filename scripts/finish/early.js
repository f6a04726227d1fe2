// Puts early.js into index.html itself: nothing is painted before it ran, and a file of its own would be waited for. The
// page's policy names its hash.
import { createHash } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

const SCRIPT = /<script\b[^>]*\bsrc=["']?(?:\.\/)?(early-[^"'\s>]+)["']?[^>]*><\/script>/;
const POLICY = "script-src 'self'";

export async function inlineEarly(folder) {
  const page = join(folder, "index.html");
  const html = await readFile(page, "utf8");
  const [tag, name] = SCRIPT.exec(html) ?? [];
  if (!name || !html.includes(POLICY)) throw new Error("index.html should have early.js and a policy for scripts");
  const text = await readFile(join(folder, name), "utf8");
  const hash = createHash("sha256").update(text).digest("base64");
  await writeFile(page, html.replace(tag, () => `<script>${text}</script>`).replace(POLICY, `${POLICY} 'sha256-${hash}'`));
  await rm(join(folder, name));
}
