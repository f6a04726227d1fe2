// Starts the page, and lends it what a browser has (src/browser). editor/build.js bundles it with boot/.
import { broke } from "./boot/broke.js";
import { keepOffline } from "./boot/offline.js";
import { painted } from "./boot/painted.js";
import "./boot/kept.js";
import "./boot/zlib.js";

const [glue, wasm] = document.querySelector('meta[name="app"]').content.split(" ");

async function start() {
  await painted();
  // Both at once.
  const module_or_path = fetch(new URL(wasm, document.baseURI));
  const app = await import(new URL(glue, document.baseURI));
  await app.default({ module_or_path });
}

start()
  .catch(broke)
  // After all that the page needs by itself.
  .finally(keepOffline);
