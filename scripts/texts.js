// Puts the texts of the rules where Trunk takes them from (index.html): the page fetches one when somebody opens it.
import { cpSync, readdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

const from = new URL("../src/rules/", import.meta.url);
const to = new URL("../target/texts/rules/", import.meta.url);

rmSync(to, { recursive: true, force: true });
for (const name of readdirSync(from).filter((name) => name.endsWith(".md"))) {
  cpSync(fileURLToPath(new URL(name, from)), fileURLToPath(new URL(name, to)));
}
