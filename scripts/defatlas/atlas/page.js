"use strict";
(() => {
  const entries = JSON.parse(document.getElementById("data").textContent);
  const filters = ["concept", "type", "wording", "kind", "group", "dimension"];
  const byId = (id) => document.getElementById(id);
  const step = 40;
  let shown = step;

  const make = (tag, text, className) => {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    if (className) element.className = className;
    return element;
  };

  const dimensions = (entry) => new Set(entry.evidence.map((item) => item.dimension));

  const matches = (entry, state) => {
    if (state.search) {
      const text = [entry.definiens, entry.context, entry.source, entry.title, entry.cited].join(" ").toLowerCase();
      if (!state.search.toLowerCase().split(/\s+/).every((word) => text.includes(word))) return false;
    }
    return filters.every((name) => {
      if (!state[name]) return true;
      return name === "dimension" ? dimensions(entry).has(state[name]) : entry[name] === state[name];
    });
  };

  const orders = {
    year: (a, b) => (a.year ?? 9999) - (b.year ?? 9999) || a.source.localeCompare(b.source, "en"),
    source: (a, b) => a.source.localeCompare(b.source, "en") || (a.year ?? 9999) - (b.year ?? 9999),
    named: (a, b) => dimensions(b).size - dimensions(a).size || (a.year ?? 9999) - (b.year ?? 9999),
  };

  const readState = () => {
    const state = { search: byId("search").value.trim(), order: byId("order").value };
    for (const name of filters) state[name] = byId(name).value;
    return state;
  };

  const writeAddress = (state, open) => {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(state)) if (value && !(name === "order" && value === "year")) parameters.set(name, value);
    if (open) parameters.set("open", open);
    const text = parameters.toString();
    history.replaceState(null, "", text ? "#" + text : location.pathname + location.search);
  };

  const highlighted = (entry) => {
    const quote = make("blockquote");
    if (entry.lead) quote.append(make("span", entry.lead + " "));
    const cuts = new Set([0, entry.context.length, ...entry.span]);
    for (const item of entry.evidence) { cuts.add(item.start); cuts.add(item.end); }
    const points = [...cuts].filter((n) => n >= 0 && n <= entry.context.length).sort((a, b) => a - b);
    for (let i = 0; i + 1 < points.length; i += 1) {
      const [start, end] = [points[i], points[i + 1]];
      const text = entry.context.slice(start, end);
      const named = entry.evidence.filter((item) => item.start <= start && end <= item.end);
      if (named.length) {
        const mark = make("mark", text, "evidence");
        mark.title = [...new Set(named.map((item) => item.dimension))].join(", ");
        quote.append(mark);
      } else if (entry.span[0] <= start && end <= entry.span[1]) {
        quote.append(make("mark", text));
      } else {
        quote.append(text);
      }
    }
    return quote;
  };

  const facts = (entry) => {
    const list = make("dl");
    const frameworks = {};
    for (const item of entry.evidence) (frameworks[item.framework] ??= new Map()).set(item.dimension, item.words);
    const rows = [
      ["Defines", entry.concept], ["Source", `${entry.source}: ${entry.title}`], ["Place", [entry.page, entry.section].filter(Boolean).join("; ")],
      ["Cited for it", entry.cited], ["Group", entry.group], ["Form", entry.pattern + (entry.negated ? ", also says what it is not" : "")],
      ["File", entry.path], ["Identifier", entry.id],
      ...Object.entries(frameworks).map(([name, found]) => [name, [...found].map(([label, words]) => `${label} (${words})`).join(", ")]),
    ];
    for (const [term, value] of rows) if (value) list.append(make("dt", term), make("dd", value));
    return list;
  };

  const item = (entry) => {
    const details = make("details");
    details.id = "d-" + entry.id;
    const summary = make("summary", entry.definiens);
    const remark = entry.wording === "verbatim" ? "quoted" : entry.checked ? "our words" : "our words, not checked";
    summary.append(make("span", [entry.source, entry.concept, entry.page, remark].filter(Boolean).join(" · "), "meta"));
    details.append(summary);
    details.addEventListener("toggle", () => {
      if (details.open && details.childElementCount === 1) {
        const body = make("div", undefined, "body");
        body.append(highlighted(entry), facts(entry));
        details.append(body);
      }
      writeAddress(readState(), details.open ? entry.id : "");
    });
    return details;
  };

  const selected = () => {
    const state = readState();
    return entries.filter((entry) => matches(entry, state)).sort(orders[state.order]);
  };

  const show = () => {
    const found = selected();
    byId("count").textContent = `${found.length} of ${entries.length} definitions`;
    byId("list").replaceChildren(...found.slice(0, shown).map(item));
    byId("more").hidden = found.length <= shown;
  };

  const download = () => {
    const columns = ["id", "concept", "definiens", "source", "year", "page", "section", "cited", "wording", "kind", "group"];
    const cell = (value) => {
      const text = String(value ?? "");
      const safe = /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
      return `"${safe.replaceAll('"', '""')}"`;
    };
    const rows = [columns, ...selected().map((entry) => columns.map((name) => entry[name]))];
    const link = make("a");
    link.href = URL.createObjectURL(new Blob([rows.map((row) => row.map(cell).join(",")).join("\n") + "\n"], { type: "text/csv" }));
    link.download = "definitions.csv";
    link.click();
    URL.revokeObjectURL(link.href);
  };

  const changed = () => { shown = step; writeAddress(readState(), ""); show(); };

  const given = new URLSearchParams(location.hash.slice(1));
  for (const name of ["search", "order", ...filters]) if (given.get(name)) byId(name).value = given.get(name);
  for (const name of ["order", ...filters]) byId(name).addEventListener("change", changed);
  byId("search").addEventListener("input", changed);
  byId("download").addEventListener("click", download);
  byId("more").addEventListener("click", () => { shown += step; show(); });
  document.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  const open = given.get("open");
  if (open) shown = Math.max(step, selected().findIndex((entry) => entry.id === open) + 1);
  show();
  const target = open && byId("d-" + open);
  if (target) { target.open = true; target.scrollIntoView(); }
})();
