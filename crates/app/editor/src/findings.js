// Findings in place: underlines, a shape in the gutter, a tooltip with the help and the fix, and the way from one to
// the next.

import { forEachDiagnostic, linter, nextDiagnostic, previousDiagnostic, setDiagnostics } from "@codemirror/lint";
import { RangeSet, StateField } from "@codemirror/state";
import { EditorView, GutterMarker, gutter } from "@codemirror/view";
import { element, prose } from "./prose.js";

/** The library's word for each of Heat's severities. */
const SEVERITY = { error: "error", warning: "warning", note: "info" };
const WEIGHT = { info: 0, warning: 1, error: 2 };

/** A finding as the library wants it. Its fix is left out once the text it was made for has changed. */
function diagnostic(finding, doc) {
  const within = (offset) => Math.min(offset, doc.length);
  const { message, help, code, fix } = finding;
  return {
    from: within(finding.from),
    to: Math.max(within(finding.from), within(finding.to)),
    severity: SEVERITY[finding.severity],
    message,
    renderMessage: () =>
      element("div", { class: "finding" }, [
        element("p", {}, prose(message)),
        ...(help ? [element("p", { class: "help" }, prose(help))] : []),
        element("span", { class: "code" }, [code]),
      ]),
    actions: fix
      ? [
          {
            name: fix.title,
            apply(view) {
              if (!view.state.doc.eq(doc)) return;
              view.dispatch({ changes: fix.edits, userEvent: "input.fix", scrollIntoView: true });
              view.focus();
            },
          },
        ]
      : [],
  };
}

/** The transaction that shows these findings instead of the former ones. */
export function showFindings(state, findings) {
  return setDiagnostics(
    state,
    findings.map((finding) => diagnostic(finding, state.doc)),
  );
}

class FindingMark extends GutterMarker {
  constructor(severity, message) {
    super();
    this.severity = severity;
    this.message = message;
  }

  eq(other) {
    return other.severity === this.severity && other.message === this.message;
  }

  toDOM() {
    return element("div", { class: `finding-mark finding-mark-${this.severity}`, title: this.message });
  }
}

/** One mark for each line that has findings, in the shape of the worst. */
function lineMarks(state) {
  const lines = new Map();
  forEachDiagnostic(state, ({ severity, message }, from) => {
    const line = state.doc.lineAt(from).from;
    const mark = lines.get(line) ?? { severity, messages: [] };
    if (WEIGHT[severity] > WEIGHT[mark.severity]) mark.severity = severity;
    mark.messages.push(message);
    lines.set(line, mark);
  });
  return RangeSet.of(
    [...lines].map(([line, mark]) => new FindingMark(mark.severity, mark.messages.join("\n")).range(line)),
    true,
  );
}

const marks = StateField.define({
  create: () => RangeSet.empty,
  update(value, transaction) {
    return transaction.docChanged || transaction.effects.length ? lineMarks(transaction.state) : value;
  },
});

/** Goes to the finding that follows `offset`, shows its message and says it. */
function goFrom(view, offset) {
  view.dispatch({ selection: { anchor: offset } });
  return nextFinding(view);
}

const findingGutter = gutter({
  class: "finding-gutter",
  markers: (view) => view.state.field(marks),
  initialSpacer: () => new FindingMark("info", ""),
  domEventHandlers: {
    mousedown(view, line) {
      let first = null;
      forEachDiagnostic(view.state, (_, from) => {
        if (from >= line.from && from <= line.to) first = Math.min(from, first ?? from);
      });
      if (first === null) return false;
      goFrom(view, first > 0 ? first - 1 : view.state.doc.length);
      view.focus();
      return true;
    },
  },
});

function say(view) {
  const { from, to } = view.state.selection.main;
  const messages = [];
  forEachDiagnostic(view.state, (finding, start, end) => {
    if (start === from && end === to) messages.push(finding.message);
  });
  view.dispatch({ effects: EditorView.announce.of(messages.join(". ")) });
}

const going = (go) => (view) => {
  if (go(view)) say(view);
  return true;
};

/** Commands: to the next finding, and to the one before, around the ends of the text. */
export const nextFinding = going(nextDiagnostic);
export const previousFinding = going(previousDiagnostic);

/** Command: applies the fix of the finding at the cursor. */
export function fixHere(view) {
  const { head } = view.state.selection.main;
  let action = null;
  forEachDiagnostic(view.state, (finding, from, to) => {
    if (from <= head && head <= to) action ??= finding.actions?.[0];
  });
  action?.apply(view);
  return action !== null;
}

/** What the editor needs to show findings. The null source keeps the library from looking for any by itself. */
export const findings = [linter(null, { hoverTime: 250 }), marks, findingGutter];
