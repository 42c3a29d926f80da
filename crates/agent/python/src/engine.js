// Plays one Python script on one instance's files, and says what came of it.
//
// A script runs from its start each time. When it starts a command that nobody has answered yet, the run is given up
// and the command is what comes of it; with the answer it runs again, to the same place and on from there.

import { Halt } from "./bounds.js";
import { difference, list, put, remove } from "./files.js";
import { pack, pairs, unpack } from "./message.js";
import { fromPython2 } from "./two.js";

const MOST_CALLS = 100;

const encoder = new TextEncoder();

/** One machine for each Python, by its number. */
const machines = new Map();

/** What the library asks while a script runs. */
function host(machine) {
  return {
    given: (name) => machine.given[name] ?? null,
    fact: (name) => machine.facts[name] ?? null,
    exit: (code) => (machine.run.status = code),
    refuse: (reason) => (machine.run.halt ??= new Halt("refused", reason)),
    remark: (line, words) => machine.run.remarks.push(line, words),
    call: (...call) => answer(machine, call),
    sleep: (seconds) => void machine.pass(seconds * 1000),
    from_python2: fromPython2,
    upper: (letters) => letters.toUpperCase(),
    lower: (letters) => letters.toLowerCase(),
    letters: (letters) => /^\p{L}+$/u.test(letters),
  };
}

/** What came of a command that the script starts, as JSON; its files are then in place. */
function answer(machine, [argv, stdin, environment, directory, reads]) {
  const { FS, run, answers } = machine;
  const known = answers[run.asked];
  run.asked += 1;
  if (run.asked > MOST_CALLS) {
    run.halt = new Halt("stopped", `it started more than ${MOST_CALLS} commands`);
    return null;
  }
  if (known === undefined) {
    const call = [JSON.parse(argv), stdin, JSON.parse(environment).flat(), directory, reads ? "reads" : ""];
    run.halt = new Halt("wants", "", call);
    return null;
  }
  const [status, stdout, stderr, files, removed] = unpack(known);
  unpack(removed).forEach((name) => remove(FS, name));
  put(FS, pairs(files));
  return JSON.stringify([Number(status), stdout, stderr]);
}

function text(chunks) {
  const decoder = new TextDecoder();
  return chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join("") + decoder.decode();
}

/**
 * Gives what came of a message's script as a message. `prepare(two, host)` makes the machine for one of the two Pythons;
 * `begun` is told when the script itself begins.
 */
export async function play(message, prepare, begun = () => {}) {
  const [python, script, path, argv, directory, stdin, environment, files, answers, limit, facts] = unpack(message);
  if (!machines.has(python)) machines.set(python, await prepare(python === "2", host));
  const machine = machines.get(python);
  begun();
  machine.reset(Number(limit));
  machine.run.input = encoder.encode(stdin);
  Object.assign(machine, {
    given: { script, path, argv: JSON.stringify(unpack(argv)), environment: JSON.stringify(pairs(environment)) },
    facts: Object.fromEntries(pairs(facts)),
    answers: unpack(answers),
  });
  put(machine.FS, pairs(files));
  machine.FS.chdir(directory);
  const before = list(machine.FS);
  try {
    machine.start();
  } catch (reason) {
    // A halt arrives here as it was thrown, or as a failure of what it went through.
    const words = String(reason?.message ?? reason).trim();
    machine.run.halt ??= new Halt("refused", `the ${machine.name} stopped: ${words}`);
  }
  const { halt, status, streams, remarks } = machine.run;
  const { kind, reason, call } = halt ?? { kind: "ended", reason: "", call: [] };
  const { changed, gone } = difference(before, list(machine.FS));
  if (machine.hasGrown()) machines.delete(python);
  return pack([kind, reason, status, text(streams[1]), text(streams[2]), changed, gone, call, remarks]);
}
