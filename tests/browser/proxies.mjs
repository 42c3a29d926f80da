// HAProxy and nginx before a service that answers no page, with the very lines that the guide gives to operators.

import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const GUIDE = readFileSync(new URL("../../site/guide/connect.md", import.meta.url), "utf8");

/** Where Debian has servers, and people's PATH may not lead. */
const PATH = `${process.env.PATH}:/usr/sbin`;

const kinds = {
  haproxy: {
    lines: /```\n(acl cors_origin[^]*?)```/,
    file: (lines, port, upstream) => `defaults\n mode http\n timeout connect 9s\n timeout client 99s\n timeout server 99s\nfrontend front\n bind 127.0.0.1:${port}\n${lines} default_backend back\nbackend back\n server one ${upstream}\n`,
    words: (file) => ["-db", "-f", file],
  },
  nginx: {
    lines: /```nginx\n([^]*?)```/,
    file: (lines, port, upstream, folder) => {
      const [map, location] = lines.replace("127.0.0.1:1234", upstream).split(/^(?=location)/m);
      const places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind) => `${kind}_temp_path ${folder}/${kind};`).join(" ");
      return `daemon off;\npid ${folder}/pid;\nerror_log stderr;\nevents {}\nhttp { access_log off; ${places}\n${map}server { listen 127.0.0.1:${port};\n${location} } }\n`;
    },
    words: (file) => ["-c", file],
  },
};

/** Whether this machine has both. */
export const installed = () => Object.keys(kinds).every((kind) => spawnSync(kind, ["-v"], { env: { ...process.env, PATH } }).status === 0);

async function freePort() {
  const server = createServer();
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

/** Starts one of them for pages of that origin: `{address, stop}`. */
export async function proxy(kind, origin, upstream) {
  const { lines, file, words } = kinds[kind];
  const folder = mkdtempSync(join(tmpdir(), "hotplate-proxy-"));
  const port = await freePort();
  const path = join(folder, "conf");
  writeFileSync(path, file(lines.exec(GUIDE)[1].replaceAll("https://the.page", origin), port, upstream, folder));
  const child = spawn(kind, words(path), { env: { ...process.env, PATH }, stdio: ["ignore", "ignore", "inherit"] });
  const ended = new Promise((end) => child.once("exit", end));
  const address = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 200 && child.exitCode === null; tries += 1) {
    if (await fetch(address).then(() => true, () => false)) break;
    await new Promise((soon) => setTimeout(soon, 50));
  }
  return {
    address,
    async stop() {
      child.kill();
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}
