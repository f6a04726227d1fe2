// What a cold load of dist/ weighs, gzipped, against what it may. `make size` prints it; a test holds it.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const DIST = fileURLToPath(new URL("../dist", import.meta.url));

/** The parts of the page, the most each may weigh in kB (of 1000 bytes), and the files that belong to it. */
const PARTS = [
  // Of this the analyzer with its texts and facts is about half; see the README.
  { part: "WebAssembly", most: 450, owns: (name) => name.endsWith("_bg.wasm") },
  // Not of a cold load: fetched when somebody asks for it (scripts/finish/split.js).
  { part: "parts", most: 170, owns: (name) => name.endsWith(".wasm") },
  { part: "editor", most: 115, owns: (name) => /(^|\/)editor[^/]*\.js$|(^|\/)editor\/.*\.js$/.test(name) },
  // It loads after the page works, and in the background.
  { part: "service worker", most: Infinity, owns: (name) => /^(sw|service-worker)[^/]*\.js$/.test(name) },
  { part: "glue", most: 8, owns: (name) => name.endsWith(".js") },
  { part: "CSS", most: 12, owns: (name) => name.endsWith(".css") },
  { part: "HTML", most: 6, owns: (name) => name === "index.html" },
];

export function measure(folder = DIST) {
  const rows = PARTS.map(({ part, most }) => ({ part, most, bytes: 0, files: [] }));
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1))
    .map((name) => name.replaceAll("\\", "/"));
  for (const name of names.sort()) {
    const row = rows[PARTS.findIndex(({ owns }) => owns(name))];
    if (!row) continue;
    row.bytes += gzipSync(readFileSync(join(folder, name)), { level: 9 }).length;
    row.files.push(name);
  }
  return rows.map((row) => ({ ...row, over: row.bytes > row.most * 1000 }));
}

export function table(rows) {
  const line = (part, is, may, files) => `${part.padEnd(15)}${is.padStart(8)}${may.padStart(8)}  ${files}`;
  return [
    line("kB, gzip -9", "is", "may be", ""),
    ...rows.map(({ part, most, bytes, files, over }) =>
      line(
        part,
        (bytes / 1000).toFixed(1),
        most === Infinity ? "–" : String(most),
        (over ? "TOO MUCH  " : "") + files.join(" "),
      ),
    ),
  ].join("\n");
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const rows = measure();
  console.log(table(rows));
  process.exitCode = rows.some(({ over }) => over) ? 1 : 0;
}
