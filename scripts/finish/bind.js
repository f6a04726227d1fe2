// Ties the WebAssembly that cargo made to JavaScript, once more after Trunk: with what the linker exports, which the chunks need.
import { execFile } from "node:child_process";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The file that cargo made last in one of `profiles`, before wasm-bindgen saw it. */
export async function compiled(profiles) {
  const { stdout } = await run("cargo", ["metadata", "--format-version", "1", "--no-deps", "--offline"], { maxBuffer: 1 << 24 });
  const root = join(JSON.parse(stdout).target_directory, "wasm32-unknown-unknown");
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

/** Makes `NAME.js` and `NAME_bg.wasm` in `folder` of the module at `path`. */
export const bind = (path, folder, name) =>
  run("wasm-bindgen", ["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-dir", folder, "--out-name", name, path]);
