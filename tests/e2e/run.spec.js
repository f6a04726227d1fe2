// "Run it": the line or file for each engine, ready to copy, each part explained.
import { listen, paste } from "./page.js";
import { expect, expectNoSidewaysScroll, test } from "./support.js";

const APP = `FROM debian:bookworm-slim
RUN useradd -m -u 1200 app && mkdir /data && chown app:app /data
VOLUME /data
WORKDIR /srv/app
COPY --chown=app:app . .
USER app
EXPOSE 80
CMD ["./run"]
`;

const ROOT = 'FROM debian:bookworm-slim\nCOPY . /app\nCMD ["/app/run"]\n';

const panel = (page) => page.getByRole("tabpanel", { name: "Run it" });
const snippet = (page) => panel(page).getByRole("region", { name: "Ready to copy" });
const flag = (page, text) => panel(page).locator(".flags > div", { has: page.locator("dt", { hasText: text }) });

async function openTab(page, dockerfile) {
  await paste(page, dockerfile);
  await page.getByRole("tab", { name: "Run it" }).click();
}

const choose = (page, engine) => panel(page).getByRole("radio", { name: engine }).check();

test("each engine has its own line or file, and each part its explanation", async ({ open, page }) => {
  await open();
  await openTab(page, APP);
  await expect(snippet(page)).toContainText("docker run");
  await expect(snippet(page)).toContainText("--user 1200:1200");
  await expect(snippet(page)).toContainText("--tmpfs /home/app:uid=1200,gid=1200,mode=755");
  await expect(snippet(page)).not.toContainText("--cap-add");
  await expect(flag(page, "--read-only")).toContainText("Read-only file system");
  await expect(flag(page, "--cap-drop ALL").locator("cite")).toContainText("moby/moby");

  await choose(page, "Podman");
  await expect(snippet(page)).toContainText("podman run");
  await expect(snippet(page)).toContainText("--cap-add NET_BIND_SERVICE");
  await panel(page).getByText("To mount a directory of your own").click();
  await expect(flag(page, "--userns keep-id:uid=1200,gid=1200")).toBeVisible();

  await choose(page, "Compose");
  await expect(snippet(page)).toContainText("no-new-privileges:true");
  await choose(page, "Kubernetes");
  await expect(snippet(page)).toContainText("runAsUser: 1200");
  await expect(flag(page, "fsGroup: 1200")).toContainText("group");
});

test("what is copied is the text, whole, and that is told", async ({ open, page }) => {
  await open();
  await openTab(page, APP);
  for (const engine of ["Docker", "Kubernetes"]) {
    await choose(page, engine);
    await expect(panel(page).getByRole("status")).toHaveText("");
    await panel(page).getByRole("button", { name: "Copy" }).click();
    await expect(panel(page).getByRole("status")).toHaveText("Copied.");
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(await snippet(page).locator("code").evaluate((code) => code.textContent));
    expect(copied.split("\n").length).toBeGreaterThan(8);
  }
  const heard = await listen(panel(page).getByRole("status"));
  await panel(page).getByRole("button", { name: "Copy" }).click();
  await expect.poll(heard).toEqual(["", "Copied."]);
});

test("a copy that the browser does not allow is told too", async ({ open, page }) => {
  await open();
  await openTab(page, APP);
  await page.evaluate(() => (navigator.clipboard.writeText = () => Promise.reject(new Error("no"))));
  await panel(page).getByRole("button", { name: "Copy" }).click();
  await expect(panel(page).getByRole("status")).toContainText("select the text");
});

test("it follows the text, and the engine stays chosen", async ({ open, page }) => {
  await open();
  await openTab(page, APP);
  await choose(page, "Compose");
  await page.getByRole("tab", { name: "Ownership" }).click();
  await page.getByRole("tab", { name: "Run it" }).click();
  await expect(panel(page).getByRole("radio", { name: "Compose" })).toBeChecked();
  await paste(page, APP.replace("1200", "4711"));
  await expect(snippet(page)).toContainText('user: "4711:4711"');
});

test("what to do first leads to the findings; the line behind a flag, to the editor", async ({ open, page }) => {
  await open();
  await openTab(page, ROOT);
  await expect(panel(page)).toContainText("the image starts as root");
  await expect(snippet(page)).not.toContainText("--user");
  await choose(page, "Kubernetes");
  await expect(snippet(page)).toContainText("runAsUser: <UID>");
  await panel(page).getByRole("button", { name: "See the findings" }).click();
  await expect(page.getByRole("tab", { name: "Findings" })).toHaveAttribute("aria-selected", "true");
  await openTab(page, APP);
  await choose(page, "Docker");
  await flag(page, "--volume app-data:/data").getByRole("button", { name: "line 3" }).click();
  await expect(page.getByRole("textbox", { name: "Dockerfile" })).toBeFocused();
});

test("where there is nothing to run, words say why", async ({ open, page }) => {
  await open();
  await openTab(page, "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nUSER ContainerUser\n");
  await expect(panel(page)).toContainText("Windows image");
  await expect(snippet(page)).toHaveCount(0);
  await paste(page, "# nothing yet\n");
  await expect(panel(page)).toContainText("no FROM");
});

test("all of it by keyboard", async ({ open, page }) => {
  await open();
  await openTab(page, APP);
  await expect(panel(page).getByRole("radio", { name: "Docker" })).toBeVisible();
  await page.getByRole("tab", { name: "Run it" }).focus();
  await page.keyboard.press("Tab");
  await expect(panel(page).getByRole("radio", { name: "Docker" })).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(panel(page).getByRole("radio", { name: "Podman" })).toBeChecked();
  await page.keyboard.press("ArrowRight");
  await expect(snippet(page)).toContainText("services:");
  await page.keyboard.press("Tab");
  await expect(panel(page).getByRole("button", { name: "Copy" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(panel(page).getByRole("status")).toHaveText("Copied.");
  await expect(panel(page).getByRole("button", { name: "Copy" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(snippet(page)).toBeFocused();
});

for (const width of [1280, 360]) {
  test.describe(`${width} px`, () => {
    test.use({ viewport: { width, height: 800 } });

    test("nothing sticks out", async ({ open, page }) => {
      await open();
      for (const dockerfile of [APP, ROOT]) {
        await openTab(page, dockerfile);
        for (const engine of ["Docker", "Podman", "Compose", "Kubernetes"]) {
          await choose(page, engine);
          await expectNoSidewaysScroll(page);
        }
      }
    });
  });
}
