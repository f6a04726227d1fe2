// Joins the style sheets that index.html names into one file: one request stands before the first paint, not one a file.
import { createHash } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

const SHEET = /<link\b[^>]*\brel=["']?stylesheet\b[^>]*>/g;
const HREF = /\bhref=["']?(?:\.\/)?([^"'\s>]+)/;

export async function joinStyles(folder) {
  const page = join(folder, "index.html");
  const html = await readFile(page, "utf8");
  const names = (html.match(SHEET) ?? []).map((tag) => HREF.exec(tag)[1]);
  const sheets = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
  const joined = sheets.join("\n");
  if (/@(import|charset)\b/.test(joined)) throw new Error("a style sheet begins with what only the first may begin with");
  const name = `style-${createHash("sha256").update(joined).digest("hex").slice(0, 16)}.css`;
  await writeFile(join(folder, name), joined);
  await Promise.all(names.map((old) => rm(join(folder, old))));
  let first = true;
  await writeFile(page, html.replace(SHEET, () => (first ? ((first = false), `<link rel="stylesheet" href="./${name}">`) : "")));
}
