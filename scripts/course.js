// Packs a folder of lessons into the one JSON text that the page fetches, the same that `unroot lesson pack` prints
// (tests/lessons.rs holds that). The page's build needs no compiled command this way. It checks nothing: `unroot lesson check`
// does. By hand, `node scripts/course.js [FOLDER]` prints it.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parse } from "smol-toml";

export const LESSONS = fileURLToPath(new URL("../lessons", import.meta.url));

const VERSION = 1;

/** The course in `folder`, as its JSON form has it. */
export function pack(folder = LESSONS) {
  const read = (...path) => readFileSync(join(folder, ...path), "utf8");
  const lesson = (id) => {
    const { goal, quiz } = parse(read(id, "goals.toml"));
    const [text, start, solution] = ["lesson.md", "start.Dockerfile", "solution.Dockerfile"].map((name) => read(id, name));
    return { id, text, start, solution, goals: goal, quiz };
  };
  const { title, language } = parse(read("course.toml"));
  const folders = readdirSync(folder).filter((name) => existsSync(join(folder, name, "lesson.md")));
  return { version: VERSION, title, language, lessons: folders.sort().map(lesson) };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(JSON.stringify(pack(process.argv[2]), null, 2));
}
