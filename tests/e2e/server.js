// Serves a folder of static files under a sub-path, the way GitHub Pages does: no rewriting, no headers of
// our own. By hand, `node tests/e2e/server.js [FOLDER [PORT]]` serves dist/.
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

/** The page that is tested: `UNROOT_PAGE` is another folder than dist/. */
export const DIST = resolve(process.env.UNROOT_PAGE ?? fileURLToPath(new URL("../../dist", import.meta.url)));
export const SUB_PATH = "/some/sub/path/";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".md": "text/markdown; charset=utf-8",
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
  return info?.isFile() ? { path: found, name: found.slice(root.length + 1), size: info.size } : undefined;
}

const PACKED = new Set([".css", ".html", ".js", ".json", ".md", ".svg", ".txt", ".wasm", ".webmanifest"]);

/** Sends a file packed, as GitHub Pages does where the browser can unpack it. */
async function sendPacked({ path }, head, response) {
  const packed = gzipSync(await readFile(path));
  response.writeHead(200, { ...head, "Content-Length": packed.length, "Content-Encoding": "gzip", Vary: "Accept-Encoding" });
  response.end(packed);
}

/**
 * Listens on a free port, unless one is given; answers with the page's address and a way to stop. Whoever runs it may later
 * set another `folder`, other content `types`, which paths to `hold`: those get no answer, and texts to send `instead` of files.
 */
export async function serve({ folder = DIST, port = 0, gzip = false, types = {} } = {}) {
  const site = { folder, types, hold: () => false, instead: {} };
  const server = createServer(async (request, response) => {
    if (site.hold(request.url)) return;
    const found = await file(site.folder, request.url).catch(() => undefined);
    if (!found) {
      response.writeHead(404, { "Content-Type": "text/plain; charset=utf-8" }).end("Not found\n");
      return;
    }
    const extension = extname(found.path);
    const head = {
      "Content-Type": site.types[extension] ?? TYPES[extension] ?? "application/octet-stream",
      "Access-Control-Allow-Origin": "*",
      "Cache-Control": "no-cache",
    };
    const instead = site.instead[found.name];
    if (instead !== undefined) {
      response.writeHead(200, { ...head, "Content-Length": Buffer.byteLength(instead) }).end(instead);
      return;
    }
    if (gzip && PACKED.has(extension) && request.method === "GET") return sendPacked(found, head, response);
    response.writeHead(200, { ...head, "Content-Length": found.size });
    if (request.method === "HEAD") response.end();
    else createReadStream(found.path).pipe(response);
  });
  await new Promise((done, failed) => {
    server.once("error", failed).listen(port, "127.0.0.1", done);
  });
  return Object.assign(site, {
    url: `http://127.0.0.1:${server.address().port}${SUB_PATH}`,
    stop() {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { url } = await serve({ folder: process.argv[2], port: Number(process.argv[3] ?? 0) });
  console.log(url);
}
