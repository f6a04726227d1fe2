// The page carries the course.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "./support.js";

const LESSONS = fileURLToPath(new URL("../../lessons", import.meta.url));

test("the course lies beside the page, with every lesson", async ({ request }) => {
  const answer = await request.get("./course.json");
  expect(answer.headers()["content-type"]).toBe("application/json");
  const { lessons } = await answer.json();
  const folders = readdirSync(LESSONS, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(lessons.map(({ id }) => id)).toEqual(folders.map(({ name }) => name).sort());
  for (const { id, text, start, solution } of lessons) {
    const file = (name) => readFileSync(`${LESSONS}/${id}/${name}`, "utf8");
    expect({ text, start, solution }, id).toEqual({
      text: file("lesson.md"),
      start: file("start.Dockerfile"),
      solution: file("solution.Dockerfile"),
    });
  }
});
