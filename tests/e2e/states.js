// What axe looks at (axe.spec.js): walks from state to state.
import { choose as chooseFile, drag, file, transfer } from "./files.js";
import { COURSE, button, lessonTitle, openSheet } from "./lesson.js";
import { SKELETON, choose, editor, findings, paste, repairAll, verdict } from "./page.js";
import { expect } from "./support.js";

export const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 360, height: 740 };

const tab = (page, name) => page.getByRole("tab", { name }).click();
const escape = (page) => page.keyboard.press("Escape");
const press = (page, name) => page.getByRole("button", { name, exact: true }).click();
const notice = (page) => page.locator(".notice");

/** Opens the sheet `name`, which is the only state it is in. */
const sheet = (name) => [
  name,
  async (page) => {
    await escape(page);
    await press(page, name);
  },
];

const RUN = {
  "an image with its own user": `FROM debian:bookworm-slim
RUN useradd -m -u 1200 app && mkdir /data && chown app:app /data
VOLUME /data
WORKDIR /srv/app
COPY --chown=app:app . .
USER app
EXPOSE 80
CMD ["./run"]
`,
  "an image that starts as root": 'FROM debian:bookworm-slim\nCOPY . /app\nCMD ["/app/run"]\n',
};

export const BANDS = `FROM node:22-slim AS base
WORKDIR /app
RUN useradd --uid 1200 appuser

FROM golang:1.24 AS tools
RUN go install example.org/tool@latest

FROM base
COPY --chown=appuser . .
USER appuser
RUN apt-get update && \\
    apt-get install -y curl
CMD ["node", "server.js"]
`;

export const OWNERS = `FROM debian:bookworm-slim
RUN useradd --uid 1200 app
WORKDIR /srv
RUN mkdir -m 750 data && touch a
# data is the user's
RUN chown app data
RUN rm a
USER app
CMD ["id"]
`;

const TOOL = 'FROM debian:12\nRUN useradd -m -u 1200 app\nUSER root\nCMD ["parted"]\n';

/** What is refused, and a word of the reason. */
const REFUSED = [
  ["a program", [file("run", "\x7fELF\x02\x01\0\0")], "no text"],
  ["another encoding", [file("Dockerfile", Buffer.from("FROM caf\xe9\n", "latin1"))], "not UTF-8"],
  ["UTF-16", [file("Dockerfile", Buffer.from("\u{feff}FROM a\n", "utf16le"))], "UTF-16"],
  ["more than 1 MiB", [file("Dockerfile", `FROM a\n${"#".repeat(1 << 20)}`)], "more than 1 MiB"],
  ["two files", [file("Dockerfile", "FROM a\n"), file("Dockerfile.b", "FROM a\n")], "several files"],
];

const refused = REFUSED.map(([what, files, words]) => [
  `refused: ${what}`,
  async (page) => {
    const data = await transfer(page, files);
    await drag(page.locator("main"), "dragover", data);
    await drag(page.locator("main"), "drop", data);
    await expect(notice(page)).toContainText(words);
  },
]);

/**
 * Each loads the page at `address` once, for each of the `sizes`, pastes `text`, and goes from state to state: a state says how to
 * get there from the one before. `look` is what `page.emulateMedia` takes.
 */
export const WALKS = [
  {
    name: "the page at its start",
    sizes: [NARROW],
    states: [["as it opens", () => {}]],
  },
  {
    name: "tabs, examples and repairs",
    text: SKELETON,
    states: [
      ["Findings", (page) => expect(findings(page).first()).toBeVisible()],
      ["Ownership", (page) => tab(page, "Ownership")],
      ["Run it", (page) => tab(page, "Run it")],
      ["Guide", (page) => tab(page, "Guide")],
      ["Examples", (page) => press(page, "Examples")],
      [
        "all repairs made",
        async (page) => {
          await escape(page);
          await repairAll(page).click();
        },
      ],
      ["many stages", (page) => choose(page, "stages")],
    ],
  },
  {
    name: "what does not last",
    text: SKELETON,
    states: [
      [
        "a preview in the text",
        async (page) => {
          await expect(findings(page).getByRole("button", { name: "Apply" }).first()).toBeVisible();
          await page.locator(".note").first().getByText("Preview").click();
          await expect(page.locator(".come")).toBeVisible();
        },
      ],
      [
        "the changes below a note",
        async (page) => {
          await page.locator(".note").first().getByText("Preview").click();
          await page.locator(".note button.primary").first().hover();
          await expect(page.locator(".note .changes")).toBeVisible();
        },
      ],
      [
        "a reason to be given",
        async (page) => {
          await page.getByRole("heading", { name: "Unroot" }).hover();
          await findings(page).getByText("Leave it as it is, and say why").first().click();
          await expect(findings(page).getByRole("button", { name: "Write the comment" }).first()).toBeVisible();
        },
      ],
      [
        "a file about to be dropped",
        async (page) => {
          await findings(page).getByText("Leave it as it is, and say why").first().click();
          await drag(editor(page), "dragover", await transfer(page, [file("Dockerfile", "FROM a\n")]));
          await expect(page.locator(".drop")).toBeVisible();
        },
      ],
      [
        "a notice",
        async (page) => {
          await drag(editor(page), "dragleave", await transfer(page, [file("Dockerfile", "FROM a\n")]));
          await chooseFile(page, file("picture", Buffer.from([0x89, 0x50, 0, 0, 0xff])));
          await expect(notice(page)).toBeVisible();
        },
      ],
    ],
  },
  {
    name: "what is refused",
    text: "FROM node:22\nUSER 1000\n",
    states: refused,
  },
  {
    name: "what the page tells by itself",
    states: [
      [
        "a broken link, and every notice",
        async (page) => {
          await page.evaluate(() => (location.hash = "#1.broken"));
          await expect(notice(page)).toBeVisible();
          await page.evaluate(() => {
            for (const what of ["offline", "elsewhere", "unkept"]) document.documentElement.setAttribute(`data-${what}`, "");
            document.querySelector("#newer > p").hidden = false;
          });
        },
      ],
    ],
  },
  {
    name: "Run it",
    sizes: [WIDE, NARROW],
    states: Object.entries(RUN).map(([name, dockerfile]) => [
      name,
      async (page) => {
        await paste(page, dockerfile);
        await tab(page, "Run it");
        await page.getByRole("radio", { name: "Kubernetes" }).check();
      },
    ]),
  },
  {
    name: "a finding that is meant to stay",
    text: TOOL,
    states: [
      [
        "its reason",
        async (page) => {
          const found = findings(page).filter({ hasText: "explicit-root" });
          await expect(found).toHaveCount(1);
          const leave = found.getByText("Leave it as it is, and say why");
          if (!(await leave.isVisible())) await found.getByRole("heading").getByRole("button").click();
          await leave.click();
          await found.getByRole("textbox").fill('it sets up "disks"');
        },
      ],
    ],
  },
  {
    name: "Export",
    sizes: [NARROW],
    states: [["all forms", (page) => press(page, "Export")]],
  },
  {
    name: "the build as a picture",
    text: BANDS,
    states: [
      ["a focused step", (page) => page.locator(".strip button").nth(3).focus()],
      [
        "twenty stages",
        async (page) => {
          await paste(page, Array.from({ length: 20 }, (_, at) => `FROM alpine AS s${at}\nRUN id\n`).join(""));
          await press(page, "… and 8 more stages");
          await expect(page.locator(".band")).toHaveCount(20);
        },
      ],
    ],
  },
  {
    name: "owners, step by step",
    text: OWNERS,
    states: [3, 4, 5].map((step) => [
      `step ${step}`,
      async (page) => {
        await tab(page, "Ownership");
        await page.getByRole("slider", { name: "Step" }).fill(String(step));
        await expect(page.locator(".owners [data-change]").first()).toBeVisible();
      },
    ]),
  },
  {
    name: "repairs step by step",
    sizes: [NARROW],
    text: SKELETON,
    states: [
      [
        "the sheet",
        async (page) => {
          await press(page, "Step by step");
          await expect(page.getByRole("dialog", { name: "Step by step" }).getByRole("listitem").first()).toBeVisible();
        },
      ],
    ],
  },
  {
    name: "a lesson",
    address: "#lesson=03-create-a-user",
    states: [
      [
        "a hint and a question",
        async (page) => {
          await expect(lessonTitle(page)).toBeVisible();
          await button(page, "A hint").click();
          await page.getByText("A question", { exact: true }).click();
        },
      ],
      ["the course", openSheet],
      [
        "solved",
        async (page) => {
          await escape(page);
          await paste(page, COURSE.lessons[2].solution);
          await expect(page.locator(".cheer")).toBeVisible();
        },
      ],
      [
        "on a projector",
        async (page) => {
          await button(page, "Projector").click();
          await expect(editor(page)).toBeHidden();
        },
      ],
      [
        "its Dockerfile on a projector",
        async (page) => {
          await button(page, "Dockerfile").click();
          await expect(editor(page)).toBeVisible();
        },
      ],
    ],
  },
  {
    name: "embedded",
    address: "#embed",
    sizes: [{ width: 700, height: 420 }, { width: 360, height: 420 }, { width: 1000, height: 700 }],
    states: [
      ["as it opens", () => {}],
      [
        "all repairs made",
        async (page) => {
          await repairAll(page).click();
          await expect(verdict(page)).toContainText("UID 1200");
        },
      ],
      [
        "a file refused",
        async (page) => {
          await drag(editor(page), "drop", await transfer(page, [file("Dockerfile", "\0\0")]));
          await expect(notice(page)).toContainText("NUL bytes");
        },
      ],
    ],
  },
  {
    name: "at 200 %, at 400 %, on a phone",
    text: SKELETON,
    sizes: [{ width: 640, height: 400 }, { width: 320, height: 256 }, NARROW],
    states: ["Examples", "Share", "Export", "Keys", "Step by step"].map(sheet),
  },
  {
    name: "in the system's own colours",
    look: { forcedColors: "active" },
    text: "FROM node:22\nRUN id\nUSER node\nRUN id\nUSER 77:$NOBODY_KNOWS\nCMD id\n",
    states: [
      ["who runs what", (page) => expect(page.locator(".lane-label:not(:empty)").first()).toHaveText("root")],
      [
        "a preview",
        async (page) => {
          await paste(page, SKELETON);
          await page.locator(".note").first().getByText("Preview").click();
          await expect(page.locator(".come")).toBeVisible();
        },
      ],
    ],
  },
  {
    name: "with motion",
    look: { reducedMotion: "no-preference" },
    // Colours would still be on their way from one theme to the other.
    schemes: ["light"],
    sizes: [{ width: 700, height: 800 }],
    text: SKELETON,
    states: [
      [
        "a step chosen after all repairs",
        async (page) => {
          await repairAll(page).click();
          await page.locator(".band button").last().click();
          await expect(page.locator(".strip [aria-current]")).toBeInViewport();
        },
      ],
    ],
  },
  {
    name: "printed",
    text: SKELETON,
    // A page on paper is light.
    schemes: ["light"],
    states: [
      [
        "a dark page",
        async (page) => {
          await press(page, "Theme: as your system");
          await press(page, "Theme: light");
          await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
          await page.emulateMedia({ media: "print" });
          await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
        },
      ],
    ],
  },
];
