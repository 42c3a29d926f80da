// The editor's looks, all from the page's tokens, so that light, dark and contrast themes need nothing here.

import { EditorView } from "@codemirror/view";

const MARK = { content: "normal", width: "9px", height: "9px", margin: "auto", forcedColorAdjust: "none" };
const BUTTON = {
  font: "500 12.5px var(--sans)",
  color: "var(--ink)",
  background: "var(--panel)",
  border: "1px solid var(--line-strong)",
  borderRadius: "6px",
  padding: "4px 10px",
  minHeight: "24px",
  cursor: "pointer",
  textTransform: "none",
};
const FIELD = { ...BUTTON, cursor: "text", font: "400 12.5px var(--mono)" };

/** A wavy line drawn by the text itself: the library's pictures are `data:` addresses, which a strict page refuses. */
const wavy = (colour) => ({
  backgroundImage: "none",
  textDecoration: `underline wavy ${colour} 1px`,
  textUnderlineOffset: "3px",
  textDecorationSkipInk: "none",
});

export const theme = EditorView.theme({
  "&": { height: "100%", color: "var(--ink)", backgroundColor: "var(--panel)", fontSize: "12.6px" },
  // Drawn above gutters and marked lines, which would cover an outline.
  "&.cm-focused": { outline: "none" },
  "&.cm-focused:after": {
    content: '""',
    position: "absolute",
    inset: "0",
    zIndex: "250",
    border: "1px solid var(--ember)",
    pointerEvents: "none",
  },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.62" },
  ".cm-content": { padding: "8px 0", caretColor: "var(--ink)" },
  ".cm-line": { padding: "0 12px 0 4px" },
  ".cm-placeholder": { color: "var(--ink-2)" },
  "@media (pointer: coarse)": { "&": { fontSize: "16px" } },
  // On paper nothing can be scrolled: long lines go on below.
  "@media print": {
    "&": { fontSize: "8.5pt" },
    "&.cm-focused:after": { display: "none" },
    ".cm-scroller": { overflow: "visible" },
    ".cm-content": { whiteSpace: "break-spaces", overflowWrap: "anywhere", flexShrink: "1", minWidth: "0" },
  },

  ".cm-gutters, &.cm-focused .cm-gutters": { backgroundColor: "var(--panel)", color: "var(--ink-2)", border: "0" },
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 6px 0 4px", minWidth: "28px" },
  ".cm-activeLineGutter": { backgroundColor: "transparent", color: "var(--ink)", fontWeight: "600" },
  ".cm-foldGutter .cm-gutterElement": { color: "var(--ink-3)", cursor: "pointer", padding: "0 3px" },
  ".cm-foldPlaceholder": {
    backgroundColor: "var(--sunken)",
    border: "1px solid var(--line-strong)",
    color: "var(--ink-2)",
    borderRadius: "4px",
    padding: "0 6px",
    margin: "0 4px",
  },

  ".cm-content ::selection, .cm-line::selection": { backgroundColor: "var(--server-soft)" },
  ".cm-selectionMatch": { backgroundColor: "var(--server-soft)" },
  ".cm-searchMatch": { backgroundColor: "var(--out-soft)", outline: "1px solid var(--out)" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--out-soft)", outline: "2px solid var(--ember)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "transparent", outline: "1px solid var(--line-strong)" },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "transparent", outline: "1px solid var(--bad)" },
  ".line-selected": { backgroundColor: "var(--ember-soft)" },
  ".line-lit": { boxShadow: "inset 3px 0 0 var(--ember)" },

  ".hot-function, .hot-function > *": { color: "var(--ember-ink)", fontWeight: "600" },
  ".hot-type, .hot-type > *": { color: "var(--config)" },

  // One shape for each severity, the same as in the list of problems: colour alone tells nothing to many.
  ".finding-gutter": { width: "14px" },
  ".finding-gutter .cm-gutterElement": { display: "flex", alignItems: "center", cursor: "pointer" },
  ".finding-mark": MARK,
  ".finding-mark-error": {
    backgroundColor: "var(--bad)",
    clipPath: "polygon(20% 0, 50% 30%, 80% 0, 100% 20%, 70% 50%, 100% 80%, 80% 100%, 50% 70%, 20% 100%, 0 80%, 30% 50%, 0 20%)",
  },
  ".finding-mark-warning": { backgroundColor: "var(--warn)", clipPath: "polygon(50% 0, 100% 100%, 0 100%)" },
  ".finding-mark-info": { backgroundColor: "var(--server)", borderRadius: "50%" },
  ".cm-lintRange": { paddingBottom: "0" },
  ".cm-lintRange-error": wavy("var(--bad)"),
  ".cm-lintRange-warning": wavy("var(--warn)"),
  ".cm-lintRange-info": wavy("var(--server)"),
  ".cm-lintRange-active": { backgroundColor: "var(--out-soft)" },
  ".cm-lintPoint:after": { borderBottomColor: "var(--bad)" },
  ".cm-lintPoint-warning:after": { borderBottomColor: "var(--warn)" },
  ".cm-lintPoint-info:after": { borderBottomColor: "var(--server)" },

  ".cm-tooltip": {
    backgroundColor: "var(--panel)",
    color: "var(--ink)",
    border: "1px solid var(--line-strong)",
    borderRadius: "8px",
    boxShadow: "var(--shadow)",
    font: "13px/1.45 var(--sans)",
    maxWidth: "min(520px, 92vw)",
    overflow: "hidden",
    zIndex: "30",
  },
  ".cm-tooltip code, .cm-panel code": { fontFamily: "var(--mono)", fontSize: ".94em" },
  ".cm-diagnostic": { padding: "8px 12px", margin: "0", border: "0", borderLeft: "3px solid var(--bad)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--warn)" },
  ".cm-diagnostic-info": { borderLeftColor: "var(--server)" },
  ".cm-diagnostic + .cm-diagnostic": { borderTop: "1px solid var(--line)" },
  ".finding p": { margin: "0" },
  ".finding .help": { color: "var(--ink-2)", marginTop: "2px" },
  ".finding .code": { color: "var(--ink-2)", font: "12px var(--mono)", display: "inline-block", marginTop: "4px" },
  ".cm-diagnosticAction": { ...BUTTON, margin: "6px 8px 0 0" },
  ".cm-diagnosticAction:hover": { borderColor: "var(--ember)" },
  ".cm-diagnosticAction u": { textDecoration: "none" },
  ".about": { padding: "8px 12px" },
  ".about strong": { display: "block", fontWeight: "620" },
  ".about div": { color: "var(--ink-2)", overflowWrap: "anywhere" },

  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)", fontSize: "12.6px", maxHeight: "16em", maxWidth: "min(520px, 92vw)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "3px 10px 3px 6px", minHeight: "24px", display: "flex", gap: "8px", alignItems: "baseline" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--ember-soft)", color: "var(--ink)" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700", color: "var(--ember-ink)" },
  ".cm-completionDetail": { marginLeft: "auto", paddingLeft: "16px", fontStyle: "normal", font: "12px var(--sans)", color: "var(--ink-2)", overflow: "hidden", textOverflow: "ellipsis" },
  ".kind": { width: "1.4em", textAlign: "center", font: "600 11px var(--sans)", color: "var(--ink-2)" },
  ".kind-function": { color: "var(--ember-ink)" },
  ".kind-parameter, .kind-key, .kind-property": { color: "var(--server)" },
  ".kind-type, .kind-resource": { color: "var(--config)" },
  ".kind-attribute, .kind-value, .kind-condition": { color: "var(--flow)" },

  ".cm-panels": { backgroundColor: "var(--sunken)", color: "var(--ink)", font: "13px var(--sans)" },
  ".cm-panels-top": { borderBottom: "1px solid var(--line)" },
  ".cm-panels-bottom": { borderTop: "1px solid var(--line)" },
  ".cm-panel.cm-search": { padding: "8px 34px 8px 10px", display: "flex", flexWrap: "wrap", gap: "6px", alignItems: "center" },
  ".cm-panel.cm-search br, .cm-panel.cm-search [name=select]": { display: "none" },
  // So wide that what follows starts a new row: field and its buttons, switches, field and its buttons.
  ".cm-panel.cm-search .cm-textfield": { flex: "1 1 52%" },
  ".cm-panel.cm-search label": { fontSize: "12.5px", margin: "0", display: "inline-flex", gap: "4px", alignItems: "center", minHeight: "24px" },
  ".cm-panel.cm-search input[type=checkbox]": { margin: "0" },
  ".cm-textfield": { ...FIELD, margin: "0" },
  ".cm-button": { ...BUTTON, backgroundImage: "none", margin: "0" },
  ".cm-button:active": { backgroundImage: "none", backgroundColor: "var(--sunken)" },
  ".cm-panel.cm-search [name=close], .cm-panel.cm-panel-lint [name=close]": { top: "6px", right: "6px", minWidth: "24px", minHeight: "24px", color: "var(--ink-2)", cursor: "pointer" },
  ".cm-panel.cm-panel-lint ul [aria-selected]": { backgroundColor: "var(--ember-soft)", color: "inherit" },
  ".cm-dialog": { padding: "8px 34px 8px 10px" },
  "button:focus-visible, input:focus-visible, a:focus-visible": { outline: "2px solid var(--ember)", outlineOffset: "1px" },
});
