// Makes the WebAssembly and its glue smaller together: what the one has no use for goes from the other.
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bundled, exportsUsed, renamed, withoutClasses } from "./glue.js";
import { optimise, optimiseMain } from "./wasm.js";

/** Works on the page `name` in `folder` and its `parts`, as split.js left them; `NAME.js` holds all glue afterwards. */
export async function shrink(folder, name, parts) {
  const [glue, link, main] = [`${name}.js`, "__wasm_split.js", `${name}_bg.wasm`].map((file) => join(folder, file));
  const [text, linking] = await Promise.all([readFile(glue, "utf8"), readFile(link, "utf8")]);
  const needed = withoutClasses(text);
  const [short] = await Promise.all([optimiseMain(main, exportsUsed(needed, linking)), ...parts.map(optimise)]);
  const files = renamed(needed, linking, short);
  await Promise.all([writeFile(glue, files.glue), writeFile(link, files.link)]);
  await writeFile(glue, await bundled(glue));
  await rm(link);
}
