// Mounts the editor with hooks that write down what they hear, and answer about one word: `port`.

import { mount } from "/editor/editor.js";

const heard = [];
const note = (kind) => (...details) => {
  heard.push([kind, ...details]);
};

function around(text, offset) {
  const from = text.slice(0, offset).search(/\w*$/);
  return { from, to: offset + text.slice(offset).search(/\W|$/) };
}

const texts = new Map();
const hooks = {
  changed(name, text, whole) {
    texts.set(name, text);
    heard.push(["changed", name, text, whole]);
  },
  moved: note("moved"),
  pointed: note("pointed"),
  define: note("define"),
  download: note("download"),
  check: note("check"),
  complete(name, offset) {
    const { from } = around(texts.get(name) ?? "", offset);
    return {
      from,
      to: offset,
      offers: [
        { label: "get_param", kind: "function", detail: "a parameter's value", insert: "get_param: " },
        { label: "get_resource", kind: "function", detail: "a resource's reference", insert: "get_resource: " },
        { label: "port", kind: "resource", detail: "OS::Neutron::Port", insert: "port" },
      ],
    };
  },
  hover(name, offset) {
    const text = texts.get(name) ?? "";
    const { from, to } = around(text, offset);
    return text.slice(from, to) === "port" ? { from, to, title: "`port` · resource", lines: ["OS::Neutron::Port"] } : null;
  },
};

const editor = mount(document.getElementById("editor"), { functions: ["get_param", "get_resource"], placeholder: "Paste a template" }, hooks);
const setText = editor.setText;
editor.setText = (name, text) => {
  texts.set(name, text);
  setText(name, text);
};
window.bench = { editor, heard, texts };
