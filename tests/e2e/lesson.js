// Words for the course, so that the tests read like what somebody does in it.
import { readFileSync } from "node:fs";
import { DIST } from "./server.js";
import { expect } from "./support.js";

export const COURSE = JSON.parse(readFileSync(`${DIST}/course.json`, "utf8"));

/** A small course of a teacher's own. */
export const OWN_COURSE = {
  version: 1,
  title: "An afternoon",
  language: "en",
  lessons: ["01-first", "02-second"].map((id, at) => ({
    id,
    text: `# Number ${at + 1}\n\n## Story\n\nWhy.\n\n## Task\n\nDo.\n\n## Hints\n\n- Think.\n\n## Learnt\n\n- It is so.\n\n## Guide\n\ncreate-user\n`,
    start: "FROM debian:12\n",
    solution: "FROM debian:12\nUSER 1200:1200\n",
    goals: [{ says: `It starts with UID \`1200\`.`, is: "uid", number: 1200 }],
  })),
};

export const lessonTitle = (page) => page.locator("#lesson-title");
export const goals = (page) => page.locator(".goals li");
export const metGoals = (page) => page.locator('.goals li[data-reached="met"]');
export const button = (page, name) => page.getByRole("button", { name, exact: true });

/** Opens the course by its button, and waits for a lesson. */
export async function openCourse(page) {
  await button(page, "Lessons").click();
  await expect(lessonTitle(page)).toBeVisible();
}

/** Opens the sheet with the lessons, unless it is open. */
export async function openSheet(page) {
  if (await page.locator("#course:popover-open").count()) return;
  await page.locator('[popovertarget="course"]').first().click();
}

/** Chooses a file in the field of that label. */
export async function chooseFile(page, label, name, text) {
  const buffer = Buffer.from(typeof text === "string" ? text : JSON.stringify(text));
  await page.getByLabel(label).setInputFiles({ name, mimeType: "application/json", buffer });
}
