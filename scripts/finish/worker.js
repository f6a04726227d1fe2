// Tells the service worker what the page consists of, and the page which version it is. Both carry the same hash of all
// files: so the worker's own bytes change with every version, which is how browsers notice a new one.
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const WORKER = "sw.js";
const PAGE = "index.html";
/** Stands in index.html where the version belongs. */
const MARK = "version-of-this-build";
/** Only shown to somebody who is about to install the page. */
const NOT_KEPT = /^(sw\.js|screenshot-.*\.png)$/;

async function filesOf(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  return paths.map((path) => path.slice(folder.length + 1).replaceAll("\\", "/")).sort();
}

export async function writeWorker(folder) {
  const names = await filesOf(folder);
  const hash = createHash("sha256");
  for (const name of names) hash.update(`${name}\n`).update(await readFile(join(folder, name)));
  const version = hash.digest("hex").slice(0, 16);

  const html = await readFile(join(folder, PAGE), "utf8");
  if (html.split(MARK).length !== 2) throw new Error(`${PAGE} should say "${MARK}" once`);
  await writeFile(join(folder, PAGE), html.replace(MARK, version));

  // The page is asked for by its folder: some hosts redirect from its file name.
  const kept = names.filter((name) => !NOT_KEPT.test(name)).map((name) => (name === PAGE ? "./" : name));
  const made = `const VERSION = ${JSON.stringify(version)};\nconst FILES = ${JSON.stringify(kept)};\n`;
  const worker = join(folder, WORKER);
  await writeFile(worker, made + (await readFile(worker, "utf8")));
}
