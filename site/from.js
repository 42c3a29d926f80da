// Asks another host for a template that a link names, in a worker of its own: the page's policy lets the page itself ask
// nobody but its own host.
//
//   { address }                             asks for that address, and for nothing else
//   { address, version, file, sha256 }      asks Trovi what an artifact is, and tells where that version keeps the file
//
// The answer is a pair: "text" and the template, "link" and the link that names the file, or "fault" and why there is
// neither. Nothing goes along: no cookie, no referrer, no word of what is open.

/** Heat takes a mebibyte in all. */
const MOST_BYTES = 1 << 20;

/** In milliseconds. */
const PATIENCE = 20_000;

/** What a person can be told as it is. */
class Fault extends Error {}

/** The text at an address. */
async function textAt(address) {
  const { host } = new URL(address);
  const signal = AbortSignal.timeout(PATIENCE);
  const lost = ({ name }) => {
    if (name === "TimeoutError") throw new Fault(`\`${host}\` took longer than ${PATIENCE / 1000} seconds: try again later`);
    throw new Fault(`\`${host}\` was not reached, or lets no page of another site read this file (no \`Access-Control-Allow-Origin\`): download the file and drop it here`);
  };
  // What lies at another address would be asked of somebody whom nobody has agreed to.
  const answer = await fetch(address, { credentials: "omit", referrerPolicy: "no-referrer", redirect: "manual", signal }).catch(lost);
  if (answer.type === "opaqueredirect") throw new Fault(`\`${host}\` sends on to another address, which it does not tell a page: name the file's own address`);
  if (answer.status === 404) throw new Fault(`\`${host}\` has no such file (status 404)`);
  if (!answer.ok) throw new Fault(`\`${host}\` refuses the file (status ${answer.status})`);
  const parts = [];
  let size = 0;
  for (const from = answer.body.getReader(); ; ) {
    const { done, value } = await from.read().catch(lost);
    if (done) break;
    size += value.length;
    if (size > MOST_BYTES) {
      await from.cancel();
      throw new Fault("the file is larger than 1 MiB, which no Heat takes");
    }
    parts.push(value);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await new Blob(parts).arrayBuffer());
  } catch {
    throw new Fault("the file is no text in UTF-8");
  }
}

/** What a version's contents are called that lie in a repository of GitHub: its owner, its name, and the commit. */
const REPOSITORY = /^urn:trovi:contents:git:https:\/\/github\.com\/([\w.-]+)\/([\w.-]+?)(?:\.git)?(?:@([\w./-]+))?$/i;

/** The link that names a file of an artifact's version. */
async function inArtifact({ address, version, file, sha256 }) {
  let versions;
  try {
    ({ versions } = JSON.parse(await textAt(address)));
    versions = versions.map(({ slug, contents }) => ({ slug: String(slug), urn: String(contents.urn) }));
  } catch (failure) {
    throw failure instanceof Fault ? failure : new Fault("Trovi’s answer cannot be read");
  }
  const found = versions.find(({ slug }) => slug.toLowerCase() === version.toLowerCase());
  if (!found) throw new Fault(`the artifact has no version \`${version}\`; it has ${versions.map(({ slug }) => `\`${slug}\``).join(", ") || "none"}`);
  const [, owner, name, commit = "HEAD"] = REPOSITORY.exec(found.urn) ?? [];
  if (!owner) throw new Fault("the files of this version are in an archive or at a place that a page cannot look into: download them from Trovi, and drop them here");
  return `#from=https://raw.githubusercontent.com/${owner}/${name}/${commit}/${file}${sha256 ? `&sha256=${sha256}` : ""}`;
}

addEventListener("message", async ({ data }) => {
  try {
    postMessage(data.file ? ["link", await inArtifact(data)] : ["text", await textAt(data.address)]);
  } catch (failure) {
    postMessage(["fault", failure instanceof Fault ? failure.message : String(failure)]);
  }
});
