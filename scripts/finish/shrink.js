// Minifies the glue between WebAssembly and JavaScript, which Trunk's own minifier can't read.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { transform } from "esbuild";

export async function shrinkGlue(folder) {
  const names = (await readdir(folder)).filter((name) => /^playground-.*\.js$/.test(name));
  for (const path of names.map((name) => join(folder, name))) {
    const { code } = await transform(await readFile(path, "utf8"), { minify: true, format: "esm", target: "es2022" });
    await writeFile(path, code);
  }
}
