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

// A choice among many: words typed above narrow what can be chosen. items: [value, label], the likeliest first.
const MOST_CHOICES = 40;
const chooser = (label, items, chosen) => {
  const choice = make("select", { "aria-label": label });
  const find = make("input", { type: "search", autocomplete: "off", placeholder: "type to narrow", "aria-label": `${label}: find` });
  const fillChoice = () => {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = items.filter(([value, text]) => value === choice.value || words.every((word) => `${text} ${value}`.toLowerCase().includes(word)));
    const before = choice.value || chosen;
    const rest = found.length - MOST_CHOICES;
    choice.replaceChildren(...options([["", `choose one of ${found.length.toLocaleString("en")}`]]), ...options(found.slice(0, MOST_CHOICES), before));
    const kept = found.find(([value]) => value === before);
    if (kept && !found.slice(0, MOST_CHOICES).includes(kept)) choice.append(...options([kept], before));
    if (rest > 0) choice.append(make("option", { disabled: true }, `and ${rest.toLocaleString("en")} more: narrow them`));
    choice.value = kept ? before : "";
    if (words.length && found.length === 1) [[choice.value]] = found;
  };
  find.addEventListener("input", fillChoice);
  fillChoice();
  const element = make("div", { class: "row" }, make("label", { class: "grow" }, `${label}: find`, find), make("label", { class: "grow" }, label, choice));
  return { element, value: () => choice.value };
};

const plural = (count, one, many = one + "s") => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

// Draw anew what may hold the focus: who works with the keyboard goes on from the heading instead of from the top.
const redrawn = (container, heading, show) => {
  const inside = container.contains(document.activeElement);
  show();
  if (inside && !container.contains(document.activeElement)) { heading.setAttribute("tabindex", "-1"); heading.focus({ preventScroll: true }); }
};

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
