// What a Dockerfile can't say, and the reader may.
import { paste, verdict } from "./page.js";
import { expect, ready, test } from "./support.js";

const UNKNOWN = "FROM registry.example/somebody/knows-not:1\nCMD run\n";

test("the user of a base image that nobody knows can be stated, and is kept", async ({ open, page }) => {
  await open();
  await paste(page, UNKNOWN);
  await page.getByRole("button", { name: "base image not known" }).click();
  await page.getByLabel("Starts as").fill("1001");
  await page.getByLabel("Starts as").press("Enter");
  await expect(verdict(page)).toContainText("UID 1001");
  await page.reload();
  await ready(page);
  await expect(verdict(page)).toContainText("UID 1001");
});

test("another stage can be the target", async ({ open, page }) => {
  await open();
  await paste(page, "FROM node:22 AS build\nUSER node\nFROM debian:bookworm-slim\nCMD id\n");
  await expect(verdict(page)).toContainText("root");
  await page.getByRole("button", { name: "target last stage" }).click();
  await page.getByRole("combobox", { name: "Target" }).selectOption("build");
  await expect(verdict(page)).toContainText("node");
});

test("a build argument decides", async ({ open, page }) => {
  await open();
  await paste(page, "FROM node:22\nARG WHO=root\nUSER $WHO\n");
  await expect(verdict(page)).toContainText("root");
  await page.getByRole("button", { name: /^arguments/ }).click();
  await page.getByRole("textbox", { name: "WHO" }).fill("node");
  await page.getByRole("textbox", { name: "WHO" }).press("Enter");
  await expect(verdict(page)).toContainText("node");
});

test("where the verdict can't be told, it leads to the field that is missing", async ({ open, page }) => {
  await open();
  await paste(page, UNKNOWN);
  await page.getByRole("button", { name: "State what the base image is" }).click();
  await expect(page.getByLabel("Starts as")).toBeFocused();
  await paste(page, "FROM node:22\nARG FIRST=1\nARG WHO\nUSER $WHO\n");
  await page.getByRole("button", { name: "Give WHO a value" }).click();
  await expect(page.getByRole("textbox", { name: "WHO" })).toBeFocused();
  await page.keyboard.type("node");
  await page.keyboard.press("Enter");
  await expect(verdict(page)).toContainText("node");
  await expect(page.locator("#ask")).toHaveCount(0);
});

test("an argument that is set and gone from the text can be emptied", async ({ open, page }) => {
  await open();
  await paste(page, "FROM node:22\nARG WHO=root\nUSER $WHO\n");
  await page.getByRole("button", { name: /^arguments/ }).click();
  await page.getByRole("textbox", { name: "WHO" }).fill("node");
  await page.getByRole("textbox", { name: "WHO" }).press("Enter");
  await page.keyboard.press("Escape");
  await paste(page, "FROM node:22\n");
  await page.getByRole("button", { name: "arguments 1 set" }).click();
  await expect(page.getByRole("textbox", { name: "WHO" })).toHaveValue("node");
  await page.getByRole("textbox", { name: "WHO" }).fill("");
  await page.getByRole("textbox", { name: "WHO" }).press("Enter");
  await expect(page.getByRole("button", { name: /^arguments/ })).toHaveCount(0);
});
