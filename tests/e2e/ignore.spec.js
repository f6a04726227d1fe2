// What is meant to be as it is: a button writes the comment, and the page keeps quiet and lists it.
import { findings, paste, text, verdict } from "./page.js";
import { expect, test } from "./support.js";

const TOOL = 'FROM debian:12\nRUN useradd -m -u 1200 app\nUSER root\nCMD ["parted"]\n';

test("a finding is silenced with a reason, and comes back on undo", async ({ open, page }) => {
  await open();
  await paste(page, TOOL);
  const found = findings(page).filter({ hasText: "explicit-root" });
  await expect(found).toHaveCount(1);
  if (!(await found.getByText("Leave it as it is, and say why").isVisible())) {
    await found.getByRole("heading").getByRole("button").click();
  }
  await found.getByText("Leave it as it is, and say why").click();
  const write = found.getByRole("button", { name: "Write the comment" });
  await expect(write).toBeDisabled();
  await found.getByRole("textbox").fill('it sets up "disks"');
  await found.getByRole("textbox").press("Enter");

  const comment = `# unroot ignore=explicit-root reason="it sets up 'disks'"\n`;
  expect(await text(page)).toBe(TOOL.replace("USER root", `${comment}USER root`));
  await expect(found).toHaveCount(0);
  await expect(verdict(page)).toContainText("Starts as root");
  const ignored = page.getByRole("region", { name: "Ignored" });
  await expect(ignored).toContainText("it sets up 'disks'");
  await expect(ignored.getByRole("button", { name: "line 3" })).toBeVisible();

  await page.getByRole("button", { name: "Undo" }).click();
  expect(await text(page)).toBe(TOOL);
  await expect(found).toHaveCount(1);
  await expect(ignored).toHaveCount(0);
});

test("a comment that silences nothing is a finding with a repair", async ({ open, page }) => {
  await open();
  const quiet = 'FROM node:22-slim\nUSER 1000\nCMD ["node"]\n';
  await paste(page, quiet.replace("USER", '# unroot ignore=explicit-root reason="once"\nUSER'));
  const found = findings(page).filter({ hasText: "ineffective-ignore" });
  await found.getByRole("button", { name: "Apply" }).click();
  expect(await text(page)).toBe(quiet);
});
