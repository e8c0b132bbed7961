// What is looked at stands behind # in the address, so that a view can be shared, kept and gone back to.

const VIEWS = ["overview", "definitions", "compare", "initiatives", "figures", "tables", "sources", "corrections"];
const DEFAULTS = { view: "overview", order: "year" };

let state = {};

const readAddress = () => {
  const hash = location.hash.slice(1);
  if (hash && !hash.includes("=")) return false; // an anchor within the page
  state = { ...DEFAULTS, ...Object.fromEntries(new URLSearchParams(hash)) };
  if (!VIEWS.includes(state.view)) state.view = "overview";
  return true;
};

const addressOf = (parameters) => {
  const kept = Object.entries(parameters).filter(([name, value]) => value && DEFAULTS[name] !== value);
  return "#" + new URLSearchParams(kept);
};

// The address of another view; what is picked for comparison stays picked.
const linkTo = (view, parameters = {}) => addressOf({ view, ...parameters, pick: state.pick }) || "#view=overview";

const writeAddress = (changes, push = false) => {
  state = { ...state, ...changes };
  for (const name of Object.keys(state)) if (!state[name]) delete state[name];
  const address = addressOf(state);
  const target = address === "#" ? location.pathname + location.search : address;
  if (push) history.pushState(null, "", target);
  else history.replaceState(null, "", target);
};

const idsIn = (text) => (text ? text.split(",").filter(Boolean) : []);
