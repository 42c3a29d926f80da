// Colours a template: YAML's own shapes, HOT's functions, resource types, and the shell and Python scripts inside.

import { yamlLanguage } from "@codemirror/lang-yaml";
import { HighlightStyle, LanguageSupport, StreamLanguage, syntaxHighlighting, syntaxTree } from "@codemirror/language";
import { python } from "@codemirror/legacy-modes/mode/python";
import { shell } from "@codemirror/legacy-modes/mode/shell";
import { Decoration, ViewPlugin } from "@codemirror/view";
import { parseMixed } from "@lezer/common";
import { tags } from "@lezer/highlight";

const SCRIPTS = [
  [/^#!.*python/, StreamLanguage.define(python).parser],
  [/^#!.*sh\b/, StreamLanguage.define(shell).parser],
];

/** The parser of a block scalar that says by its first line what it is written in. */
function scriptParser(node, input) {
  if (node.name !== "BlockLiteralContent") return null;
  const start = input.read(node.from, Math.min(node.to, node.from + 200)).trimStart();
  const script = SCRIPTS.find(([shebang]) => shebang.test(start));
  return script ? { parser: script[1] } : null;
}

const template = yamlLanguage.configure({ wrap: parseMixed(scriptParser) }, "hot");

const colours = HighlightStyle.define([
  { tag: tags.definition(tags.propertyName), color: "var(--server)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--flow)" },
  { tag: tags.comment, color: "var(--ink-2)", fontStyle: "italic" },
  { tag: [tags.labelName, tags.typeName, tags.meta], color: "var(--config)" },
  { tag: tags.keyword, color: "var(--server)" },
  { tag: [tags.standard(tags.name), tags.standard(tags.variableName), tags.definition(tags.variableName)], color: "var(--config)" },
  { tag: tags.invalid, color: "var(--bad)" },
]);

const functionMark = Decoration.mark({ class: "hot-function" });
const typeMark = Decoration.mark({ class: "hot-type" });

/** A call is a mapping of one pair, so a property that happens to be named `filter` is none. */
function isCall(key) {
  const pair = key.parent;
  return pair?.name === "Pair" && !pair.prevSibling?.type.is("Pair") && !pair.nextSibling?.type.is("Pair");
}

function templateMarks(view, functions) {
  const marks = [];
  for (const { from, to } of view.visibleRanges) {
    syntaxTree(view.state).iterate({
      from,
      to,
      enter(node) {
        if (node.name === "BlockLiteralContent") return false;
        if (node.name === "Key" && functions.has(view.state.sliceDoc(node.from, node.to)) && isCall(node.node)) {
          marks.push(functionMark.range(node.from, node.to));
        } else if (node.name === "Literal" && /^[A-Z]\w*::/.test(view.state.sliceDoc(node.from, node.from + 40))) {
          marks.push(typeMark.range(node.from, node.to));
        }
      },
    });
  }
  return Decoration.set(marks, true);
}

/** Marks the functions and resource types on screen, which YAML's grammar cannot tell from other text. */
function templateMarker(functions) {
  return ViewPlugin.define(
    (view) => ({
      marks: templateMarks(view, functions),
      tree: syntaxTree(view.state),
      update(update) {
        const tree = syntaxTree(update.state);
        if (!update.docChanged && !update.viewportChanged && tree === this.tree) return;
        this.tree = tree;
        this.marks = templateMarks(update.view, functions);
      },
    }),
    { decorations: (plugin) => plugin.marks },
  );
}

/** Everything that colours, folds and indents a template whose functions have these names. */
export function templateLanguage(functions) {
  return [new LanguageSupport(template), syntaxHighlighting(colours), templateMarker(new Set(functions))];
}
