// The course: goals are judged while somebody writes, and nothing that was done is lost.
import { readFileSync } from "node:fs";
import { COURSE, OWN_COURSE, button, chooseFile, goals, lessonTitle, metGoals, openCourse, openSheet } from "./lesson.js";
import { editor, paste, text, verdict } from "./page.js";
import { expect, expectNoSidewaysScroll, ready, test } from "./support.js";

const OWN = "FROM node:22\nUSER 1000\n";

const progress = (page, course) => page.evaluate((title) => localStorage.getItem(`unroot.progress.${title}`), course.title);

test("the whole course is solved by keyboard", async ({ open, page }) => {
  test.slow();
  await open();
  await button(page, "Lessons").focus();
  await page.keyboard.press("Enter");
  for (const [at, lesson] of COURSE.lessons.entries()) {
    await expect(lessonTitle(page)).toBeFocused();
    expect(await text(page)).toBe(lesson.start);
    await expect(goals(page)).toHaveCount(lesson.goals.length);
    expect(await metGoals(page).count()).toBeLessThan(lesson.goals.length);
    await editor(page).focus();
    await page.keyboard.press("ControlOrMeta+a");
    await page.evaluate((solution) => navigator.clipboard.writeText(solution), lesson.solution);
    await page.keyboard.press("ControlOrMeta+v");
    await expect(metGoals(page)).toHaveCount(lesson.goals.length);
    await expect(page.locator(".cheer")).toContainText("Solved.");
    const next = button(page, "Next");
    if (at + 1 === COURSE.lessons.length) {
      await expect(next).toBeDisabled();
    } else {
      await next.focus();
      await page.keyboard.press("Enter");
    }
  }
  await expect(page.locator(".counted")).toHaveText(`${COURSE.lessons.length} solved`);
  await expect(page.locator(".solved")).toContainText("That was the last lesson.");
});

test("goals say why they are missed, and tell who listens when they are met", async ({ open, page }) => {
  await open("#lesson=03-create-a-user");
  await expect(goals(page).first()).toContainText("Not met:");
  await expect(goals(page).first().locator("p")).not.toBeEmpty();
  const { solution } = COURSE.lessons.find(({ id }) => id === "03-create-a-user");
  await paste(page, solution.replace("--uid 1200", "--uid 1300"));
  await expect(metGoals(page)).toHaveCount(3);
  const heard = page.locator('[role="status"].unseen', { hasText: /^Goals? met/ });
  await expect(heard).toContainText("The container starts as app.");
  await expect(heard).not.toContainText("The lesson is solved.");
  await paste(page, solution);
  await expect(heard).toHaveText("Goal met: Its UID is 1200. The lesson is solved.");
  await paste(page, "FROM debian:13-slim\n");
  await expect(page.locator(".cheer")).toHaveCount(0);
  await expect(page.locator(".solved")).toContainText("What you know now");
  await button(page, "In the guide: Creating the user").click();
  await expect(page.locator("#guide-create-user")).toBeInViewport();
});

test("hints come one at a time, and the solution behind the last", async ({ open, page }) => {
  const [lesson] = COURSE.lessons;
  const all = lesson.text.split("## Hints")[1].split("##")[0].match(/^- /gm).length;
  await open(`#lesson=${lesson.id}`);
  const hints = page.locator(".hints li");
  await expect(hints).toHaveCount(0);
  await button(page, "A hint").click();
  await expect(hints).toBeInViewport({ ratio: 1 });
  for (let shown = 1; shown < all; shown++) {
    await expect(hints).toHaveCount(shown);
    await button(page, `Another hint (${shown + 1} of ${all})`).click();
  }
  await button(page, "Show the solution").click();
  expect(await text(page)).toBe(lesson.solution);
  await expect(metGoals(page)).toHaveCount(lesson.goals.length);
  await button(page, "Start again").click();
  expect(await text(page)).toBe(lesson.start);
  await page.getByRole("button", { name: "Undo" }).click();
  expect(await text(page)).toBe(lesson.solution);
  await button(page, "Next").click();
  await expect(hints).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Undo" })).toBeDisabled();
});

test("a link opens a lesson without hints, and loading anew comes back to it", async ({ open, page }) => {
  await open("#lesson=03-create-a-user&hints=off");
  await expect(lessonTitle(page)).toContainText("A user of your own");
  await expect(button(page, "A hint")).toHaveCount(0);
  await button(page, "Next").click();
  await expect(lessonTitle(page)).toContainText("4 · ");
  expect(new URL(page.url()).hash).toBe("#lesson=04-alpine-and-red-hat&hints=off");
  await page.reload();
  await ready(page);
  await expect(lessonTitle(page)).toContainText("4 · ");
  await expect(button(page, "A hint")).toHaveCount(0);
  await page.evaluate(() => (location.hash = "lesson=17-none"));
  await expect(page.locator(".notice")).toContainText("has no lesson 17-none");
});

test("leaving gives the own text back, also after loading anew", async ({ open, page }) => {
  await open();
  await paste(page, OWN);
  await page.getByRole("button", { name: /^builder/ }).click();
  await page.getByLabel("Builder").selectOption("Podman");
  await page.keyboard.press("Escape");
  await openCourse(page);
  await expect(page.getByRole("button", { name: /^builder Podman/ })).toHaveCount(0);
  await paste(page, "FROM alpine:3.20\n");
  await page.reload();
  await ready(page);
  await expect(lessonTitle(page)).toBeVisible();
  expect(await text(page)).toBe("FROM alpine:3.20\n");
  await button(page, "Leave the course").click();
  await expect.poll(() => text(page)).toBe(OWN);
  await expect(page.getByRole("button", { name: /^builder Podman/ })).toBeVisible();
  await expect(page.getByRole("tab", { name: /^Lesson/ })).toHaveCount(0);
  await expect(page.getByRole("tab", { name: /^Findings/ })).toHaveAttribute("aria-selected", "true");
  expect(new URL(page.url()).hash).toBe("");
  await expect(button(page, "Lessons")).toBeFocused();
  await openCourse(page);
  expect(await text(page)).toBe("FROM alpine:3.20\n");
});

test("the own Dockerfile can be held against the goals, and counts for nothing", async ({ open, page }) => {
  const lesson = COURSE.lessons.find(({ id }) => id === "03-create-a-user");
  await open();
  await paste(page, lesson.solution);
  await page.evaluate((id) => (location.hash = `lesson=${id}`), lesson.id);
  await expect(lessonTitle(page)).toBeVisible();
  await expect(metGoals(page)).toHaveCount(0);
  const free = page.getByLabel("My own Dockerfile with this lesson's goals");
  await free.check();
  expect(await text(page)).toBe(lesson.solution);
  await expect(metGoals(page)).toHaveCount(lesson.goals.length);
  await expect(page.locator(".counted")).toHaveText("0 solved");
  await paste(page, OWN);
  await free.uncheck();
  expect(await text(page)).toBe(lesson.start);
  await button(page, "Leave the course").click();
  await expect.poll(() => text(page)).toBe(OWN);
});

test("the question is answered by the simulation", async ({ open, page }) => {
  await open("#lesson=03-create-a-user");
  await page.getByText("A question", { exact: true }).click();
  await button(page, "Check").click();
  const told = page.locator(".quiz [role=status]");
  await expect(told).toHaveText("Choose an answer first.");
  await page.getByRole("radio", { name: "0777" }).check();
  await button(page, "Check").click();
  await expect(told).toHaveText("Not 0777: the simulation says 0700.");
  await page.getByRole("radio", { name: "0700" }).check();
  await expect(told).toHaveText("");
  await button(page, "Check").click();
  await expect(told).toHaveText("Right.");
});

test("progress goes into a file, and comes back", async ({ open, page }) => {
  await open("#lesson=01-why-root-matters");
  await expect(lessonTitle(page)).toBeVisible();
  await paste(page, COURSE.lessons[0].solution);
  await expect(page.locator(".counted")).toHaveText("1 solved");
  await openSheet(page);
  const [download] = await Promise.all([page.waitForEvent("download"), button(page, "Save as a file").click()]);
  expect(download.suggestedFilename()).toBe("unroot-progress.json");
  const saved = readFileSync(await download.path(), "utf8");
  await page.evaluate(() => localStorage.clear());
  await page.goto("about:blank");
  await open("#lesson=02-who-am-i");
  await expect(page.locator(".counted")).toHaveText("0 solved");
  await openSheet(page);
  await chooseFile(page, "Read from a file", "unroot-progress.json", saved);
  await expect(page.locator("#course [role=status]")).toHaveText("Read: 1 lesson is now solved.");
  await expect(page.locator("#course [data-solved]")).toHaveCount(1);
  await page.locator("#course li").first().getByRole("button").click();
  await expect.poll(() => text(page)).toBe(COURSE.lessons[0].solution);
});

test("two tabs add up, and each keeps the text that it works on", async ({ open, page, context }) => {
  const [first, second] = COURSE.lessons;
  await open(`#lesson=${first.id}`);
  const other = await context.newPage();
  await other.goto(`./#lesson=${second.id}`);
  await ready(other);
  await expect(lessonTitle(other)).toBeVisible();
  await paste(other, second.solution);
  await expect(other.locator(".counted")).toHaveText("1 solved");
  await paste(page, first.solution);
  await expect(page.locator(".counted")).toHaveText("2 solved");
  const { solved, texts } = JSON.parse(await progress(page, COURSE));
  expect(solved).toEqual([first.id, second.id]);
  expect(texts).toMatchObject({ [first.id]: first.solution, [second.id]: second.solution });

  // The other tab comes to a lesson whose text was written here.
  await button(other, "Previous").click();
  await expect.poll(() => text(other)).toBe(first.solution);
  await expect(other.locator(".counted")).toHaveText("2 solved");
});

for (const [what, file, words] of [
  ["damaged", '{"version":1,"course":"', "damaged"],
  ["a course", OWN_COURSE, "this is a course"],
  ["of another course", { version: 1, course: "Another", solved: [], texts: {} }, "It is progress in “Another”"],
]) {
  test(`a file that is ${what} is no progress, and takes none away`, async ({ open, page }) => {
    await open("#lesson=01-why-root-matters");
    await expect(lessonTitle(page)).toBeVisible();
    await paste(page, COURSE.lessons[0].solution);
    await expect(page.locator(".counted")).toHaveText("1 solved");
    const before = await progress(page, COURSE);
    await openSheet(page);
    await chooseFile(page, "Read from a file", "p.json", file);
    await expect(page.locator(".notice")).toContainText(words);
    await expect(page.locator(".counted")).toHaveText("1 solved");
    expect(await progress(page, COURSE)).toBe(before);
  });
}

test("a course beside the page is opened by its name", async ({ open, page }) => {
  await page.route("**/my-course.json", (route) => route.fulfill({ json: OWN_COURSE }));
  await open("?course=my-course.json#lesson=02-second");
  await expect(lessonTitle(page)).toHaveText("2 · Number 2");
  await paste(page, OWN_COURSE.lessons[1].solution);
  await expect(metGoals(page)).toHaveCount(1);
  await page.goto("about:blank");
  await open("?course=my-course.json");
  await expect(lessonTitle(page)).toHaveText("1 · Number 1");
  await expect(page.locator(".counted")).toHaveText("1 solved");
  expect(new URL(page.url()).search).toBe("?course=my-course.json");
});

for (const path of ["https://example.org/c.json", "//example.org/c.json", "../c.json", "/c.json", "a/../c.json", "%2e%2e/c.json"]) {
  test(`a course elsewhere is not fetched: ${path}`, async ({ open, page }) => {
    await open(`?course=${path}`);
    await expect(page.locator(".notice")).toContainText("it has to lie beside the page");
    await expect(lessonTitle(page)).toHaveCount(0);
  });
}

test("a course from a file is opened, and a damaged one takes nothing away", async ({ open, page }) => {
  await open("#lesson=01-why-root-matters");
  await expect(lessonTitle(page)).toBeVisible();
  await paste(page, COURSE.lessons[0].solution);
  await expect(page.locator(".counted")).toHaveText("1 solved");
  await openSheet(page);
  const damaged = structuredClone(OWN_COURSE);
  damaged.lessons[1].goals[0].is = "won";
  await chooseFile(page, "Open a course", "damaged.json", damaged);
  await expect(page.locator(".notice")).toContainText("The course can't be opened.");
  await expect(page.locator(".notice")).toContainText("lesson 2");
  await expect(page.locator(".counted")).toHaveText("1 solved");
  expect(await text(page)).toBe(COURSE.lessons[0].solution);
  await chooseFile(page, "Open a course", "own.json", OWN_COURSE);
  await expect(page.locator(".notice")).toHaveCount(0);
  await expect(lessonTitle(page)).toHaveText("1 · Number 1");
  await expect(page.locator(".counted")).toHaveText("0 solved");
  expect(new URL(page.url()).hash).toBe("");
  await openSheet(page);
  await expect(page.locator("#course")).toContainText("open until the page is loaded anew");
  await button(page, "Unroot's own course").click();
  await expect(lessonTitle(page)).toContainText("2 · ");
  await expect(page.locator(".counted")).toHaveText("1 solved");
});

test("a course from a file takes the place of a longer text", async ({ open, page }) => {
  await open("#lesson=04-alpine-and-red-hat");
  await expect(lessonTitle(page)).toBeVisible();
  await openSheet(page);
  await chooseFile(page, "Open a course", "own.json", OWN_COURSE);
  await expect(lessonTitle(page)).toHaveText("1 · Number 1");
  await expect(lessonTitle(page)).toBeInViewport();
  expect(await text(page)).toBe(OWN_COURSE.lessons[0].start);
});

test("a projector shows one pane in large letters", async ({ open, page }) => {
  const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
  await open("#lesson=03-create-a-user");
  const before = await size();
  await button(page, "Projector").click();
  expect(await size()).toBeGreaterThan(before * 1.3);
  await expect(editor(page)).toBeHidden();
  await button(page, "Dockerfile").click();
  await expect(editor(page)).toBeVisible();
  await expect(lessonTitle(page)).toBeHidden();
  await page.reload();
  await ready(page);
  await expect(page.locator("html")).toHaveAttribute("data-projector", "lesson");
  await button(page, "Leave projector mode").click();
  await expect(page.locator("html")).not.toHaveAttribute("data-projector");
  await expect(editor(page)).toBeVisible();
});

for (const [name, sheets] of [["Print this lesson", 1], ["Print the course", COURSE.lessons.length]]) {
  test(`a handout: ${name}`, async ({ open, page }) => {
    await page.addInitScript(() => (window.print = () => (window.printed = (window.printed ?? 0) + 1)));
    await open("#lesson=03-create-a-user");
    await expect(lessonTitle(page)).toBeVisible();
    await openSheet(page);
    await button(page, name).click();
    await expect.poll(() => page.evaluate(() => window.printed)).toBe(1);
    await page.emulateMedia({ media: "print" });
    await expect(page.locator(".handout article")).toHaveCount(sheets);
    await expect(page.locator(".handout")).toContainText("Create a user app with UID 1200");
    await expect(page.locator("main")).toBeHidden();
    await page.emulateMedia({ media: "screen" });
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    await expect(page.locator(".handout article")).toHaveCount(0);
    await expect(verdict(page)).toBeVisible();
  });
}

test.describe("360 px", () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test("nothing sticks out of a lesson", async ({ open, page }) => {
    await open("#lesson=16-all-of-it");
    await expect(lessonTitle(page)).toBeVisible();
    await expectNoSidewaysScroll(page);
    await button(page, "A hint").click();
    await openSheet(page);
    await expectNoSidewaysScroll(page);
    await page.keyboard.press("Escape");
    await button(page, "Projector").click();
    await expectNoSidewaysScroll(page);
  });
});
