// A development build is not cut into chunks: all functions with `#[wasm_split]` are in the one module. This gives the module
// what the chunks' loader would: each load succeeds at once, and each call goes back into the module.
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bind, compiled } from "./bind.js";
import { joinGlue } from "./glue.js";

/** The name under which Leptos' macro imports what wasm-split would fill in. */
const PLACEHOLDER = "__wasm_split_placeholder__";
const LOAD = /^__wasm_split_load_/;
/** The linker's name for the table of functions, which scripts/build asks it to export. */
const TABLE = "__indirect_function_table";

function loaderOf(module, glue) {
  const exported = new Set(WebAssembly.Module.exports(module).map(({ name }) => name));
  if (!exported.has(TABLE)) throw new Error(`the page does not export ${TABLE}`);
  const lines = WebAssembly.Module.imports(module)
    .filter((each) => each.module === PLACEHOLDER)
    .map(({ name }) => {
      if (LOAD.test(name)) return `export const ${name} = (then, data) => initSync().${TABLE}.get(then)(data, true);`;
      const own = name.replace("00_import_", "00_export_");
      if (own === name || !exported.has(own)) throw new Error(`the page has no function for ${name}`);
      return `export const ${name} = (...given) => initSync().${own}(...given);`;
    });
  // Once the module runs, `initSync` returns what it exports.
  return [`import { initSync } from ${JSON.stringify(glue)};`, ...lines, ""].join("\n");
}

/** Joins the glue of the page `name` in `folder` with a loader for a module in one piece. */
export async function joinUnsplit(folder, name) {
  await bind(await compiled(["debug"]), folder, name);
  const glue = join(folder, `${name}.js`);
  const module = await WebAssembly.compile(await readFile(join(folder, `${name}_bg.wasm`)));
  const loader = join(folder, "unsplit.js");
  await writeFile(loader, loaderOf(module, glue));
  await joinGlue(glue, { alias: { [PLACEHOLDER]: loader } });
  await rm(loader);
}
