// Making elements. Text from the study only ever becomes text nodes and attribute values, never markup.

const byId = (id) => document.getElementById(id);
const SVG = "http://www.w3.org/2000/svg";

const fill = (element, attributes, children) => {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in { value: 1, checked: 1, hidden: 1 }) element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== ""));
  return element;
};

const make = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);
const draw = (tag, attributes = {}, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

const button = (label, onclick, attributes = {}) => make("button", { type: "button", onclick, ...attributes }, label);

const options = (choices, chosen = "") =>
  choices.map(([value, label]) => make("option", { value, selected: value === chosen }, label));

const plural = (count, one, many = one + "s") => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

// A message at the edge of the window, with something to do about it.
let toastTimer = 0;
const say = (message, label, action) => {
  const toast = byId("toast");
  clearTimeout(toastTimer);
  const clear = () => toast.replaceChildren();
  toast.replaceChildren(make("span", {}, message));
  if (label) toast.append(button(label, () => { clear(); action(); }));
  toastTimer = setTimeout(clear, label ? 10000 : 5000);
};
