// Cuts the page's WebAssembly where the code says `#[wasm_split]`: what few need at once becomes a module of its own, fetched
// when somebody asks for it. The tool is Leptos' own; it wants the file that cargo made, before wasm-bindgen has seen it.
import { execFile } from "node:child_process";
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { bind, compiled } from "./bind.js";

const run = promisify(execFile);
/** The file that fetches the chunks. */
export const LINK = "__wasm_split.js";
/** A part, or what several parts have in common. */
const PART = /^(?:split_)?(\w+)\.wasm$/;

/**
 * Puts the cut page in place of what Trunk put into `folder`: `NAME.js`, `NAME_bg.wasm`, a `NAME-PART.wasm` for each part,
 * and the file that fetches them, which the glue imports. Gives the paths of the parts.
 */
export async function split(folder, name) {
  const work = await mkdtemp(join(tmpdir(), "unroot-"));
  await run("wasm-split-cli", [await compiled(["page", "release"]), work, "--out-name", name]);
  await bind(join(work, `${name}.wasm`), folder, name);

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
