// What any interpreter's run is held to: how much it writes and opens, a clock and dice that are always the same, and an
// end from the outside that no script can catch.

const MOST_FILES = 10_000;
/** 2024-01-01, as the agent's `date` says it. */
const NOW = 1704067200000;

/** What ends a run from the outside: no script can catch it. */
export class Halt {
  constructor(kind, reason, call = []) {
    Object.assign(this, { kind, reason, call });
  }
}

/** A clock and dice that are always the same; what lets milliseconds pass. */
export function settle() {
  let ticks = 0;
  let seed = 1;
  Date.now = () => NOW + (ticks += 1);
  performance.now = () => (ticks += 1);
  const next = () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0);
  Math.random = () => next() / 2 ** 32;
  if (globalThis.crypto) {
    crypto.getRandomValues = (array) => {
      for (const index of array.keys()) array[index] = next() >>> 8;
      return array;
    };
  }
  return (milliseconds) => (ticks += milliseconds);
}

/** The start of a run that may write a number of bytes. */
export function begin(limit) {
  return { limit, input: [], read: 0, written: 0, files: 0, streams: { 1: [], 2: [] }, remarks: [], asked: 0, status: 0, halt: null };
}

/** Ends the run at hand. */
export function stop(machine, reason, kind = "stopped") {
  throw (machine.run.halt = new Halt(kind, reason));
}

/** The next byte of standard input; `null` when there is none. */
export const nextByte = ({ run }) => (run.read < run.input.length ? run.input[run.read++] : null);

/** Ends the run that has written too much. */
export const tooMuch = (machine) => stop(machine, `it wrote more than ${machine.run.limit.toLocaleString("en")} bytes`);

/** Counts what a call is about to open or make. */
export const counted = (machine, call) => (...args) => {
  if ((machine.run.files += 1) > MOST_FILES) stop(machine, `it opened more than ${MOST_FILES.toLocaleString("en")} files`);
  return call(...args);
};

/** A place in a file, or its length, within what may be written. */
export const placed = (machine, which, call) => (...args) => {
  if (Number(args[which]) > machine.run.limit) tooMuch(machine);
  return call(...args);
};

/** What is written counts; what goes to standard output and error is kept apart. */
export const written = (machine, write) => (fd, vectors, count, result) => {
  const { buffer } = machine.memory;
  const view = new DataView(buffer);
  let total = 0;
  for (let index = 0; index < count; index += 1) {
    const start = view.getUint32(vectors + 8 * index, true);
    const length = view.getUint32(vectors + 8 * index + 4, true);
    total += length;
    if ((machine.run.written += length) > machine.run.limit) tooMuch(machine);
    if (fd === 1 || fd === 2) machine.run.streams[fd].push(new Uint8Array(buffer).slice(start, start + length));
  }
  if (fd !== 1 && fd !== 2) return write(fd, vectors, count, result);
  view.setUint32(result, total, true);
  return 0;
};
