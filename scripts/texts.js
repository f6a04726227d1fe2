// Puts what the page fetches only when somebody asks for it where Trunk takes it from (index.html): the texts of the
// rules, and the course.
import { cpSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { pack } from "./course.js";

const from = new URL("../crates/unroot/src/rules/", import.meta.url);
const to = new URL("../target/texts/", import.meta.url);

rmSync(to, { recursive: true, force: true });
for (const name of readdirSync(from).filter((name) => name.endsWith(".md"))) {
  cpSync(fileURLToPath(new URL(name, from)), fileURLToPath(new URL(`rules/${name}`, to)));
}
writeFileSync(new URL("course.json", to), JSON.stringify(pack()));
