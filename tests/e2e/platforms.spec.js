// What Kubernetes, OpenShift and others make of the image, and the rule's own text.
import { findings, paste } from "./page.js";
import { expect, test } from "./support.js";

const sheet = (page, name) => page.locator(`#${name}`);

test("each platform answers with its own message and where it was read", async ({ open, page }) => {
  await open();
  await paste(page, 'FROM node:22-slim\nWORKDIR /app\nEXPOSE 80\nUSER node\nCMD ["node", "server.js"]\n');
  await page.getByRole("button", { name: /runAsNonRoot rejected/ }).click();
  await expect(sheet(page, "kubernetes-says")).toContainText("image has non-numeric user (node), cannot verify");
  await expect(sheet(page, "kubernetes-says")).toContainText("Pod Security");
  await expect(sheet(page, "kubernetes-says").locator("cite").first()).toContainText("kubernetes/kubernetes");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /OpenShift can't write/ }).click();
  await expect(sheet(page, "openshift-says")).toContainText("/app");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /port 80/ }).click();
  await expect(sheet(page, "ports-say").getByRole("row", { name: /Podman/ })).toContainText("root");
  await page.keyboard.press("Escape");
  await paste(page, "FROM node:22-slim\nUSER 1000\n");
  await expect(page.getByRole("button", { name: /runAsNonRoot admitted/ })).toBeVisible();
  await expect(page.getByRole("button", { name: /port 80/ })).toHaveCount(0);
});

test("a rule's text comes when it is asked for", async ({ open, page }) => {
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await open();
  await paste(page, "FROM node:22-slim\nUSER nobody-made-me\n");
  expect(asked.filter((path) => path.includes("/rules/"))).toEqual([]);
  await expect(findings(page).first()).toBeVisible();
  await page.getByRole("tab", { name: "Guide" }).click();
  const rule = page.locator("details.rule");
  await rule.locator("summary").click();
  await expect(rule).toContainText("Follows who is created on the way to each");
  expect(asked.filter((path) => path.endsWith("/rules/user-not-found.md"))).toHaveLength(1);
});

test("a rule's text that can't be had is said to be missing", async ({ open, page, trouble }) => {
  trouble.allow(/rules\/|ERR_FAILED/);
  await page.route("**/rules/*.md", (route) => route.abort());
  await open();
  await paste(page, "FROM node:22-slim\nUSER nobody-made-me\n");
  await page.getByRole("tab", { name: "Guide" }).click();
  await page.locator("details.rule summary").click();
  await expect(page.locator("details.rule")).toContainText("can't be read now");
});
