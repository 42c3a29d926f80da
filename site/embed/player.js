// What the instances of a template tell each other, worked out where it holds up no page: hot-plate.js starts this as a
// worker, gives it one message at a time, and is answered each.
//
//   ["stage", text]             {html, style}: who is going to tell whom what, by a program that only plans
//   ["play"]                    {lacking, jobs, beyond, left, html}: what is to be done next, by the program that plays it
//   ["files", [[name, text]]]   the same, once the files that lacked are there, or known not to be (null)
//   ["take", answer]            the same, once the worker that runs scripts has answered to the jobs
//   ["stop", why]               the same, once the jobs were given up
//
// Without jobs the exchange is played, and the HTML tells all of it. An answer that is a string says what went wrong.

const load = async (name) => {
  const code = await import(name);
  await code.default();
  return code;
};

let text = "";
let playing = null;

/** What is to be done next. */
function next() {
  const [lacking, jobs] = [playing.lacking(), playing.jobs() ?? null];
  return { lacking, jobs, beyond: playing.beyond(), left: playing.left(), html: lacking.length > 0 || jobs ? "" : playing.told() };
}

const TASKS = {
  async stage(given) {
    const code = await load("../hotplate-staged.js");
    text = given;
    return { html: code.stage(text), style: code.style() };
  },
  async play() {
    const code = await load("../hotplate-played.js");
    playing = new code.Playing(text);
    return next();
  },
  files(found) {
    for (const [name, content] of found) playing.put(name, content ?? undefined);
    playing.set_up();
    return next();
  },
  take(answer) {
    playing.take(answer);
    return next();
  },
  stop(why) {
    playing.stop(why);
    return next();
  },
};

onmessage = async ({ data: [task, given] }) => {
  try {
    postMessage(await TASKS[task](given));
  } catch (error) {
    postMessage(error.message);
  }
};
postMessage("ready");
