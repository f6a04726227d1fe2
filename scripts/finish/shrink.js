// Makes the WebAssembly and its glue smaller, with npm's binaryen and esbuild.
import { execFile } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { joinGlue } from "./glue.js";
import { LINK } from "./split.js";

const run = promisify(execFile);
const WASM_OPT = fileURLToPath(new URL("../../node_modules/.bin/wasm-opt", import.meta.url));

/** What Rust compiles for, and every browser since 2021 has. */
const FEATURES = [
  "bulk-memory",
  "bulk-memory-opt",
  "call-indirect-overlong",
  "multivalue",
  "mutable-globals",
  "nontrapping-float-to-int",
  "reference-types",
  "sign-ext",
].map((feature) => `--enable-${feature}`);
const SMALL = ["-Oz", "--one-caller-inline-max-function-size=5", "--converge", "--strip-debug", "--strip-producers"];

/** Optimizes the module at `path` in place. */
const optimize = (path) => run(WASM_OPT, [...FEATURES, ...SMALL, path, "-o", path]);

/** Works on the page `name` in `folder` and its `parts`, as split.js left them; `NAME.js` has all glue afterwards. */
export async function shrink(folder, name, parts) {
  const glue = joinGlue(join(folder, `${name}.js`), { minify: true });
  await Promise.all([glue, optimize(join(folder, `${name}_bg.wasm`)), ...parts.map(optimize)]);
  await rm(join(folder, LINK));
}
