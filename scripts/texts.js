// Puts what the page fetches only when somebody asks for it where Trunk takes it from (index.html): the texts of the
// rules, and the course.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const path = (relative) => fileURLToPath(new URL(`../${relative}`, import.meta.url));
const RULES = path("crates/unroot/src/rules");
const TO = path("target/texts");

function copyRules() {
  rmSync(`${TO}/rules`, { recursive: true, force: true });
  for (const name of readdirSync(RULES).filter((name) => name.endsWith(".md"))) cpSync(`${RULES}/${name}`, `${TO}/rules/${name}`);
}

/** What the packed course depends on: the lessons, and the code that packs them. */
function sourceOfCourse() {
  const hash = createHash("sha256");
  for (const folder of ["lessons", "crates/lesson/src", "xtask/src"].map(path)) {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const files = entries.map((entry) => `${entry.parentPath ?? entry.path}/${entry.name}`).sort();
    for (const file of files) hash.update(`${file}\0`).update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

/** Has Rust pack the course, unless that was done for the very same source: a change elsewhere must not wait for a second compilation. */
function packCourse() {
  const [course, mark] = [`${TO}/course.json`, `${TO}/course.source`];
  const source = sourceOfCourse();
  if (existsSync(course) && existsSync(mark) && readFileSync(mark, "utf8") === source) return;
  const options = { cwd: path("."), maxBuffer: 1 << 26, stdio: ["ignore", "pipe", "inherit"] };
  writeFileSync(course, execFileSync("cargo", ["xtask", "pack"], options));
  writeFileSync(mark, source);
}

mkdirSync(TO, { recursive: true });
copyRules();
packCourse();
