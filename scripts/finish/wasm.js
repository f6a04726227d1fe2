// The WebAssembly as small as it gets, by npm's binaryen.
import { execFile } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { named } from "./order.js";

const run = promisify(execFile);
const tool = (name) => fileURLToPath(new URL(`../../node_modules/.bin/${name}`, import.meta.url));

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
const SMALL = ["-Oz", "--one-caller-inline-max-function-size=5", "--converge"];

const STRIPPED = ["--strip-debug", "--strip-producers"];

const binaryen = (name, args) => run(tool(name), [...FEATURES, ...args], { maxBuffer: 1 << 24 });

/** Works on the file of a part, at `path`. */
export async function optimise(path) {
  await binaryen("wasm-opt", [...SMALL, ...STRIPPED, path, "-o", path]);
  await inOrder(path);
}

/**
 * Works on the file of the page itself, at `path`, of whose exports only those in `used` stay. Gives the new, short names: of
 * the imports left and of the exports by their old ones, and of the module that the imports come from.
 */
export async function optimiseMain(path, used) {
  const graph = `${path}.graph`;
  const nodes = used.map((name) => ({ name, export: name }));
  await writeFile(graph, JSON.stringify([{ name: "page", root: true, reaches: used }, ...nodes]));
  await binaryen("wasm-metadce", [path, "-o", path, "--graph-file", graph]);
  await rm(graph);
  await binaryen("wasm-opt", [...SMALL, ...STRIPPED, path, "-o", path]);
  const { imports, exports } = JSON.parse(await inOrder(path, "--minify-imports-and-exports-and-modules"));
  const [{ module }] = WebAssembly.Module.imports(new WebAssembly.Module(await readFile(path)));
  return { imports: new Map(imports.map(([, old, short]) => [old, short])), exports: new Map(exports), module };
}

/** Sorts the functions (order.js), and gives what is printed meanwhile. */
async function inOrder(path, ...more) {
  await writeFile(path, named(await readFile(path)));
  return (await binaryen("wasm-opt", ["--reorder-functions-by-name", ...more, "--strip-debug", path, "-o", path])).stdout;
}
