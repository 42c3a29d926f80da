// Marks ranges of lines: those of what is selected in another pane, and of what the pointer is on there.

import { RangeSetBuilder, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";

const NONE = { selected: [], lit: [] };
const setLines = StateEffect.define();

const ranges = StateField.define({
  create: () => NONE,
  update(value, transaction) {
    let next = value;
    if (transaction.docChanged && value !== NONE) {
      const moved = (list) => list.map(({ from, to }) => ({ from: transaction.changes.mapPos(from, 1), to: transaction.changes.mapPos(to, -1) }));
      next = { selected: moved(value.selected), lit: moved(value.lit) };
    }
    for (const effect of transaction.effects) {
      if (effect.is(setLines)) next = { ...next, [effect.value.kind]: effect.value.ranges };
    }
    return next;
  },
});

function decorate(state) {
  const kinds = new Map();
  for (const [kind, list] of Object.entries(state.field(ranges))) {
    for (const { from, to } of list) {
      const last = state.doc.lineAt(Math.min(Math.max(from, to), state.doc.length)).number;
      for (let at = state.doc.lineAt(Math.min(from, state.doc.length)).number; at <= last; at += 1) {
        kinds.set(at, new Set(kinds.get(at)).add(kind));
      }
    }
  }
  const builder = new RangeSetBuilder();
  for (const at of [...kinds.keys()].sort((a, b) => a - b)) {
    const start = state.doc.line(at).from;
    builder.add(start, start, Decoration.line({ class: [...kinds.get(at)].map((kind) => `line-${kind}`).join(" ") }));
  }
  return builder.finish();
}

/** The effect that marks the lines of these ranges as `selected` or as `lit`, instead of the former ones. */
export const markLines = (kind, list) => setLines.of({ kind, ranges: list });

export const markedLines = [ranges, EditorView.decorations.compute([ranges], decorate)];
