// Starts the page, and lends it what a browser has (src/browser). editor/build.js bundles it with boot/.
import { broke } from "./boot/broke.js";
import { keepOffline } from "./boot/offline.js";
import "./boot/kept.js";
import "./boot/zlib.js";

const [glue, wasm] = document.querySelector('meta[name="app"]').content.split(" ");

import(new URL(glue, document.baseURI))
  .then((app) => app.default({ module_or_path: new URL(wasm, document.baseURI) }))
  .catch(broke)
  // After all that the page needs by itself.
  .finally(keepOffline);
