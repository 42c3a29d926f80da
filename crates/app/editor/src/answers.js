// Passes on what the core knows: offers while typing, facts about the word under the pointer, the place of a definition.

import { autocompletion, insertCompletionText, pickedCompletion, startCompletion } from "@codemirror/autocomplete";
import { EditorView, activateHover, hoverTooltip } from "@codemirror/view";
import { element, prose } from "./prose.js";

/** The letter beside an offer, for those who do not tell its colour. */
const LETTER = {
  key: "k",
  function: "ƒ",
  parameter: "p",
  resource: "r",
  type: "T",
  property: "·",
  attribute: "a",
  value: "v",
  condition: "c",
};

/** Inserts an offer, and asks again at once where it leaves a value to fill in. */
function accept(insert) {
  return (view, completion, from, to) => {
    view.dispatch({ ...insertCompletionText(view.state, insert, from, to), annotations: pickedCompletion.of(completion) });
    if (/[\s:[{]$/.test(insert)) startCompletion(view);
  };
}

/** Without being asked, offers come only behind a word or where a value is due, never in the middle of white space. */
function isDue(before) {
  return /[\w$.:[{]$|[:[{,-] $/.test(before);
}

function offersFrom(complete) {
  return async ({ state, pos, explicit }) => {
    const line = state.doc.lineAt(pos);
    if (!explicit && !isDue(line.text.slice(0, pos - line.from))) return null;
    const found = await complete(pos);
    if (!found || found.offers.length === 0) return null;
    const typed = state.sliceDoc(found.from, pos);
    if (!explicit && found.offers.some((offer) => offer.insert === typed || offer.label === typed)) return null;
    const options = found.offers.map(({ label, kind, detail, insert }, at) => ({
      label,
      detail,
      type: kind,
      apply: accept(insert),
      boost: -Math.min(at, 99),
    }));
    return { from: found.from, to: found.to, options };
  };
}

/** Offers on Ctrl+Space and while typing; `complete` answers an offset, in time, with
 * `{from, to, offers}` or nothing. */
export function offers(complete) {
  return autocompletion({
    override: [offersFrom(complete)],
    icons: false,
    tooltipClass: () => "offers",
    addToOptions: [
      {
        position: 20,
        render: ({ type }) => element("span", { class: `kind kind-${type}`, "aria-hidden": "true" }, [LETTER[type] ?? "·"]),
      },
    ],
  });
}

/** Facts on hover; `hover` answers an offset, in time, with `{from, to, title, lines}` or nothing. */
export function facts(hover) {
  const tooltip = hoverTooltip(async (_, pos) => {
    const found = await hover(pos);
    if (!found) return null;
    const create = () => ({
      dom: element("div", { class: "about" }, [
        element("strong", {}, prose(found.title)),
        ...found.lines.map((line) => element("div", {}, prose(line))),
      ]),
    });
    return { pos: found.from, end: found.to, above: true, create };
  });
  const showHere = (view) => {
    const { doc, selection } = view.state;
    const { head } = selection.main;
    Promise.resolve(hover(head)).then((found) => {
      if (!found || view.state.doc !== doc) return;
      activateHover(view, head, 1, { tooltip, until: (transaction) => transaction.docChanged || transaction.selection });
      view.dispatch({ effects: EditorView.announce.of([found.title, ...found.lines].join(". ")) });
    });
    return true;
  };
  return { tooltip, showHere };
}

/** Ctrl+click (Cmd on a Mac) asks for a definition. */
export function definitions(define) {
  return EditorView.domEventHandlers({
    mousedown(event, view) {
      if (event.button !== 0 || !(event.ctrlKey || event.metaKey)) return false;
      const pos = view.posAtCoords({ x: event.clientX, y: event.clientY });
      if (pos === null) return false;
      event.preventDefault();
      define(pos);
      return true;
    },
  });
}
