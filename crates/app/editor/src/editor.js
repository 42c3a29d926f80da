// The editor: one view, and a state for each file, so that undo outlives a change of tabs. All offsets are counted in
// UTF-16 units, as the browser counts them. The page talks to it through the object that `mount` returns, and hears of
// it through `hooks`; nothing here knows what a template means.

import { closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab, isolateHistory } from "@codemirror/commands";
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit } from "@codemirror/language";
import { openLintPanel } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Annotation, Compartment, EditorState, Prec, Transaction } from "@codemirror/state";
import { EditorView, highlightActiveLineGutter, highlightSpecialChars, keymap, lineNumbers, placeholder } from "@codemirror/view";
import { definitions, facts, offers } from "./answers.js";
import { isTooDeep } from "./depth.js";
import { findings, fixHere, nextFinding, previousFinding, showFindings } from "./findings.js";
import { templateLanguage } from "./language.js";
import { markLines, markedLines } from "./lines.js";
import { theme } from "./theme.js";

/** How long Escape frees the Tab key, in milliseconds: long enough for slow hands. */
const TAB_LEAVES = 20_000;

/** On a change that the page made itself and need not hear of. */
const fromPage = Annotation.define();

const PHRASES = {
  "No diagnostics": "No problems",
  Diagnostics: "Problems",
  "folded code": "folded lines",
  unfold: "Unfold",
  "by word": "whole words",
  regexp: "regular expression",
};

/** The one replacement that makes `from` into `to`, so that cursor, folds and marks elsewhere stay. */
function replacement(from, to) {
  const least = Math.min(from.length, to.length);
  let start = 0;
  while (start < least && from[start] === to[start]) start += 1;
  let tail = 0;
  while (tail < least - start && from[from.length - 1 - tail] === to[to.length - 1 - tail]) tail += 1;
  return { from: start, to: from.length - tail, insert: to.slice(start, to.length - tail) };
}

/** Whether a person put another text, or none, in place of the whole. */
function isReplaced(update) {
  if (update.transactions.some((transaction) => transaction.isUserEvent("input.fix"))) return false;
  let whole = false;
  update.changes.iterChangedRanges((from, to) => (whole ||= from === 0 && to === update.startState.doc.length));
  return whole;
}

/**
 * Puts the editor into `parent`. It lives in a shadow root: there its styles are adopted sheets, which the page's
 * `style-src 'self'` allows, where a `<style>` element would be refused.
 *
 * `options`: `functions` (names to colour), `placeholder`.
 * `hooks`: `changed(name, text, whole)`, where `whole` says that nothing of the former text stays, `moved(name, offset)`, `pointed(name, offset | null)`, `complete(name, offset)`,
 * `hover(name, offset)`, `define(name, offset)`, `download()`, `check()`.
 */
export function mount(parent, options, hooks) {
  const host = document.createElement("div");
  host.className = "editor-host";
  parent.append(host);
  const root = host.attachShadow({ mode: "open" });

  const states = new Map();
  const scrolls = new Map();
  const locked = new Compartment();
  const coloured = new Compartment();
  let current = null;
  let readOnly = false;

  const { tooltip, showHere } = facts((pos) => hooks.hover(current, pos));
  const define = (pos) => hooks.define(current, pos);
  const done = (act) => (view) => {
    act(view);
    return true;
  };
  const keys = [
    { key: "F8", run: nextFinding, shift: previousFinding },
    { key: "Mod-.", run: fixHere },
    { key: "F12", run: done((view) => define(view.state.selection.main.head)) },
    { key: "Mod-k Mod-i", run: showHere },
    { key: "Mod-s", run: done(() => hooks.download()) },
    { key: "Mod-Enter", run: done(() => hooks.check()) },
    { key: "Mod-Shift-m", run: openLintPanel },
  ];

  function heard(update) {
    if (update.transactions.some((transaction) => transaction.annotation(fromPage))) return;
    if (update.docChanged) hooks.changed(current, update.state.doc.toString(), isReplaced(update));
    if (update.selectionSet) hooks.moved(current, update.state.selection.main.head);
  }

  let pointedLine = null;
  function point(offset, line) {
    if (line === pointedLine) return;
    pointedLine = line;
    hooks.pointed(current, offset);
  }
  const pointing = EditorView.domEventHandlers({
    mousemove(event, view) {
      const pos = view.posAtCoords({ x: event.clientX, y: event.clientY });
      if (pos !== null) point(pos, view.state.doc.lineAt(pos).number);
    },
    mouseleave: () => point(null, null),
  });

  const language = templateLanguage(options.functions ?? []);
  const plain = [];
  const languageOf = (text) => (isTooDeep(text) ? plain : language);
  const follow = EditorState.transactionExtender.of((transaction) => {
    if (!transaction.docChanged) return null;
    const wanted = languageOf(transaction.newDoc.toString());
    return wanted === coloured.get(transaction.startState) ? null : { effects: coloured.reconfigure(wanted) };
  });

  const shared = [
    Prec.high(keymap.of(keys)),
    keymap.of([
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...foldKeymap,
      ...completionKeymap,
      indentWithTab,
    ]),
    Prec.lowest(keymap.of([{ key: "Escape", run: done((view) => view.setTabFocusMode(TAB_LEAVES)) }])),
    findings,
    lineNumbers(),
    highlightActiveLineGutter(),
    highlightSpecialChars(),
    foldGutter({ openText: "▾", closedText: "▸" }),
    history(),
    indentOnInput(),
    indentUnit.of("  "),
    bracketMatching(),
    closeBrackets(),
    search({ top: true }),
    highlightSelectionMatches(),
    placeholder(options.placeholder ?? ""),
    EditorState.phrases.of(PHRASES),
    EditorState.tabSize.of(4),
    follow,
    markedLines,
    offers((pos) => hooks.complete(current, pos)),
    tooltip,
    definitions(define),
    pointing,
    theme,
    EditorView.contentAttributes.of(() => ({
      "aria-label": `${current}, text. Tab indents; Escape, then Tab, leaves.`,
      tabindex: "0",
    })),
    EditorView.updateListener.of(heard),
  ];

  function opened(text) {
    return EditorState.create({
      doc: text,
      extensions: [
        shared,
        locked.of(EditorState.readOnly.of(readOnly)),
        coloured.of(languageOf(text)),
      ],
    });
  }

  const view = new EditorView({ root, parent: root });

  /** Applies a transaction to a file's state, whether it is on screen or not. */
  function dispatch(name, spec) {
    if (name === current) view.dispatch(spec);
    else if (states.has(name)) states.set(name, states.get(name).update(spec).state);
  }

  function stateOf(name) {
    return name === current ? view.state : states.get(name);
  }

  /** Brings a file on screen, as it was left. It has been given its text before. */
  function show(name) {
    if (name === current || !states.has(name)) return;
    if (current !== null) {
      states.set(current, view.state);
      scrolls.set(current, view.scrollSnapshot());
    }
    current = name;
    view.setState(states.get(name));
    if (scrolls.has(name)) view.dispatch({ effects: scrolls.get(name) });
  }

  const clamp = (offset) => Math.min(offset, view.state.doc.length);
  const centre = (from) => EditorView.scrollIntoView(clamp(from), { y: "center" });

  return {
    /** Gives a file this text, as one step that can be undone. */
    setText(name, text) {
      const state = stateOf(name);
      if (!state) {
        states.set(name, opened(text));
      } else if (state.doc.toString() !== text) {
        dispatch(name, {
          changes: replacement(state.doc.toString(), text),
          annotations: [fromPage.of(true), isolateHistory.of("full"), Transaction.userEvent.of("input.load")],
        });
      }
      const kept = stateOf(name).doc;
      if (kept.length !== text.length) hooks.changed(name, kept.toString(), false);
    },

    show,

    /** Gives a file another name; its text, history and place stay. */
    rename(name, to) {
      for (const kept of [states, scrolls]) {
        if (kept.has(name)) kept.set(to, kept.get(name));
        kept.delete(name);
      }
      if (name !== current) return;
      current = to;
      view.dispatch({});
    },

    /** Forgets a file that is not on screen, and its history. */
    forget(name) {
      if (name !== current) states.delete(name);
    },

    setFindings(name, list) {
      const state = stateOf(name);
      if (state) dispatch(name, showFindings(state, list));
    },

    /** Marks the lines of these ranges as `selected` or `lit`, instead of the former ones. */
    mark(name, kind, ranges) {
      dispatch(name, { effects: markLines(kind, ranges) });
    },

    /** Scrolls to an offset of the file on screen, without moving cursor or focus. */
    reveal(name, from) {
      if (name === current) view.dispatch({ effects: centre(from) });
    },

    /** Brings a file on screen, selects a range of it and goes there. */
    jump(name, from, to) {
      show(name);
      view.dispatch({ selection: { anchor: clamp(from), head: clamp(to) }, effects: centre(from), annotations: fromPage.of(true) });
      view.focus();
    },

    /** Replaces ranges of a file's text, as one step. */
    edit(name, changes) {
      dispatch(name, { changes, userEvent: "input.fix", scrollIntoView: true });
      if (name !== current && states.has(name)) hooks.changed(name, states.get(name).doc.toString(), false);
    },

    setReadOnly(value) {
      readOnly = value;
      for (const name of states.keys()) dispatch(name, { effects: locked.reconfigure(EditorState.readOnly.of(value)) });
    },

    focus: () => view.focus(),
    nextFinding: () => (view.focus(), nextFinding(view)),
    previousFinding: () => (view.focus(), previousFinding(view)),

    destroy() {
      view.destroy();
      host.remove();
    },
  };
}
