// What a cold load of dist/ weighs, gzipped: against the budget, and against the weights recorded in benches/page/weight.json.
// `make size` prints it, and a test enforces the budget. `node scripts/size.js --record` records the weights anew: commit them
// with the change that made the difference.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const DIST = fileURLToPath(new URL("../dist", import.meta.url));
const RECORD = new URL("../benches/page/weight.json", import.meta.url);

/**
 * The parts of the page, the most each may weigh in kB (of 1000 bytes), and the files that belong to it. The WebAssembly and its glue have
 * 5 % of room above what they weighed when the budget was set.
 */
const PARTS = [
  // Of this the analyzer with its texts and facts is about half; see the README.
  { part: "WebAssembly", most: 726, owns: (name) => name.endsWith("_bg.wasm") },
  // Not of a cold load: fetched when somebody asks for it (scripts/finish/split.js).
  { part: "parts", most: 202, owns: (name) => name.endsWith(".wasm") },
  { part: "editor", most: 115, owns: (name) => /(^|\/)editor[^/]*\.js$|(^|\/)editor\/.*\.js$/.test(name) },
  // It loads after the page works, and in the background.
  { part: "service worker", most: Infinity, owns: (name) => /^(sw|service-worker)[^/]*\.js$/.test(name) },
  { part: "glue", most: 11, owns: (name) => name.endsWith(".js") },
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

/** The bytes of each part when they were last recorded. */
export const recorded = () => JSON.parse(readFileSync(RECORD, "utf8"));

/** The bytes of each part, as they are recorded. */
const weights = (rows) => Object.fromEntries(rows.map(({ part, bytes }) => [part, bytes]));

/** The difference to the recorded bytes, in kB with its sign. */
function change(bytes, before) {
  if (before === undefined) return "new";
  if (bytes === before) return "same";
  return `${bytes > before ? "+" : "-"}${(Math.abs(bytes - before) / 1000).toFixed(2)}`;
}

export function table(rows, before = recorded()) {
  const line = (part, is, changed, may, files) =>
    `${part.padEnd(15)}${is.padStart(8)}${changed.padStart(9)}${may.padStart(8)}  ${files}`.trimEnd();
  const kilo = (bytes) => (bytes / 1000).toFixed(1);
  const all = rows.reduce((sum, { bytes }) => sum + bytes, 0);
  const allBefore = Object.values(before).reduce((sum, bytes) => sum + bytes, 0);
  return [
    line("kB, gzip -9", "is", "change", "may be", ""),
    ...rows.map(({ part, most, bytes, files, over }) =>
      line(
        part,
        kilo(bytes),
        change(bytes, before[part]),
        most === Infinity ? "–" : String(most),
        (over ? "TOO MUCH  " : "") + files.join(" "),
      ),
    ),
    line("all", kilo(all), change(all, allBefore), "", ""),
  ].join("\n");
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const rows = measure();
  console.log(table(rows));
  if (process.argv.includes("--record")) writeFileSync(RECORD, `${JSON.stringify(weights(rows), undefined, 2)}\n`);
  process.exitCode = rows.some(({ over }) => over) ? 1 : 0;
}
