// Serves folders over HTTP on the loopback, with the types and the refusals of a careful static host.

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { createGzip } from "node:zlib";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".yaml": "text/plain; charset=utf-8",
};

/** The file that an address means, or null. */
async function find(folders, path) {
  for (const [prefix, folder] of folders) {
    if (!path.startsWith(prefix)) continue;
    const file = join(folder, normalize(`/${path.slice(prefix.length)}`));
    const found = await stat(file).catch(() => null);
    if (found?.isFile()) return file;
    if (found?.isDirectory() && path.endsWith("/")) return join(file, "index.html");
  }
  return null;
}

/**
 * Serves `folders`, pairs of address prefix and folder, the longest prefix first; resolves to `{origin, close}`. With
 * `packed` it packs what it sends, as a real host does; otherwise it saves the time.
 */
export async function serve(folders, headers = {}, packed = false) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://site").pathname);
    const file = await find(folders, path);
    if (!file) {
      response.writeHead(404, { "content-type": "text/plain" }).end("not found");
      return;
    }
    response.writeHead(200, {
      "content-type": TYPES[extname(file)] ?? "application/octet-stream",
      "cache-control": "no-cache",
      "x-content-type-options": "nosniff",
      ...(packed && { "content-encoding": "gzip" }),
      ...headers,
    });
    const content = createReadStream(file).on("error", () => response.destroy());
    (packed ? content.pipe(createGzip()) : content).pipe(response);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((closed) => (server.closeAllConnections(), server.close(closed))),
  };
}
