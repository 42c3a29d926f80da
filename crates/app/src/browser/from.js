// Templates from elsewhere are fetched by a worker that is started for each of them.

/** Asks for what a link names: `told("text" or "link" or "fault", words)`. */
export function askFor(address, version, file, sha256, told) {
  const worker = new Worker("./from.js", { type: "module" });
  worker.onmessage = ({ data }) => {
    worker.terminate();
    told(...data);
  };
  worker.onerror = () => told("fault", "the part of the page that fetches templates did not start");
  worker.postMessage({ address, version, file, sha256 });
}
