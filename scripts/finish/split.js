// Cuts the page's WebAssembly where the code says `#[wasm_split]`: what few need at once becomes a module of its own, fetched
// when somebody asks for it. The tool is Leptos' own; it wants the file that cargo made, before wasm-bindgen has seen it.
import { execFile } from "node:child_process";
import { copyFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const LINK = "__wasm_split.js";
/** A part, or what several parts have in common. */
const PART = /^(?:split_)?(\w+)\.wasm$/;

/** The file that cargo made last for this kind of build. */
async function compiled() {
  const { stdout } = await run("cargo", ["metadata", "--format-version", "1", "--no-deps", "--offline"], { maxBuffer: 1 << 24 });
  const root = join(JSON.parse(stdout).target_directory, "wasm32-unknown-unknown");
  const profiles = process.env.TRUNK_PROFILE === "debug" ? ["debug"] : ["page", "release"];
  const found = [];
  for (const path of profiles.map((profile) => join(root, profile, "playground.wasm"))) {
    const made = await stat(path).catch(() => undefined);
    if (made) found.push({ path, made: made.mtimeMs });
  }
  if (found.length === 0) throw new Error(`no playground.wasm under ${root}`);
  return found.sort((one, other) => other.made - one.made)[0].path;
}

/** What Trunk called the page: its glue is `NAME.js`, its WebAssembly `NAME_bg.wasm`. */
export async function pageName(folder) {
  const found = (await readdir(folder)).map((name) => /^(playground-\w+)\.js$/.exec(name)?.[1]).filter(Boolean);
  if (found.length !== 1) throw new Error(`${found.length} files are the page's glue`);
  return found[0];
}

/**
 * Puts the cut page in place of what Trunk put into `folder`: `NAME.js`, `NAME_bg.wasm`, a `NAME-PART.wasm` for each part,
 * and the file that fetches them, which the glue imports. Gives the paths of the parts.
 */
export async function split(folder, name) {
  const work = await mkdtemp(join(tmpdir(), "unroot-"));
  await run("wasm-split-cli", [await compiled(), work, "--out-name", name]);
  const bindgen = ["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-dir", folder, "--out-name", name];
  await run("wasm-bindgen", [...bindgen, join(work, `${name}.wasm`)]);

  const parts = (await readdir(work)).filter((file) => PART.test(file));
  const named = (file) => `${name}-${PART.exec(file)[1]}.wasm`;
  let link = await readFile(join(work, LINK), "utf8");
  for (const part of parts) {
    if (!link.includes(`"./${part}"`)) throw new Error(`${LINK} does not fetch ${part}`);
    link = link.replace(`"./${part}"`, `"./${named(part)}"`);
    await copyFile(join(work, part), join(folder, named(part)));
  }
  await writeFile(join(folder, LINK), link);
  await rm(work, { recursive: true });
  return parts.map((part) => join(folder, named(part)));
}
