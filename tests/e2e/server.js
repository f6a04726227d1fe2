// Serves a folder of static files under a sub-path, the way GitHub Pages does: no rewriting, no headers of
// our own. By hand, `node tests/e2e/server.js [FOLDER [PORT]]` serves dist/.
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const DIST = fileURLToPath(new URL("../../dist", import.meta.url));
export const SUB_PATH = "/some/sub/path/";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/** The file a request is for, or nothing: outside of the folder or the sub-path, or not there. */
async function file(folder, url) {
  const path = decodeURIComponent(new URL(url, "http://localhost").pathname);
  if (!path.startsWith(SUB_PATH)) return undefined;
  const root = resolve(folder);
  let found = resolve(root, path.slice(SUB_PATH.length));
  if (path.endsWith("/")) found = resolve(found, "index.html");
  if (!found.startsWith(root + sep)) return undefined;
  const info = await stat(found).catch(() => undefined);
  return info?.isFile() ? { path: found, size: info.size } : undefined;
}

/** Listens on a free port, unless one is given; answers with the page's address and a way to stop. */
export async function serve({ folder = DIST, port = 0 } = {}) {
  const server = createServer(async (request, response) => {
    const found = await file(folder, request.url).catch(() => undefined);
    if (!found) {
      response.writeHead(404, { "Content-Type": "text/plain; charset=utf-8" }).end("Not found\n");
      return;
    }
    response.writeHead(200, {
      "Content-Type": TYPES[extname(found.path)] ?? "application/octet-stream",
      "Content-Length": found.size,
      "Cache-Control": "no-cache",
    });
    if (request.method === "HEAD") response.end();
    else createReadStream(found.path).pipe(response);
  });
  await new Promise((done, failed) => {
    server.once("error", failed).listen(port, "127.0.0.1", done);
  });
  return {
    url: `http://127.0.0.1:${server.address().port}${SUB_PATH}`,
    stop() {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { url } = await serve({ folder: process.argv[2], port: Number(process.argv[3] ?? 0) });
  console.log(url);
}
