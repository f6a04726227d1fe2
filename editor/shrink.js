// Minifies the glue between WebAssembly and JavaScript, which Trunk's own minifier can't read. Trunk calls
// this after each build (Trunk.toml), and names the folder that it builds in.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { transform } from "esbuild";

const folder = process.env.TRUNK_STAGING_DIR;
const names = (await readdir(folder)).filter((name) => /^playground-.*\.js$/.test(name));
if (process.env.TRUNK_PROFILE !== "debug") {
  for (const path of names.map((name) => join(folder, name))) {
    const { code } = await transform(await readFile(path, "utf8"), { minify: true, format: "esm", target: "es2022" });
    await writeFile(path, code);
  }
}
