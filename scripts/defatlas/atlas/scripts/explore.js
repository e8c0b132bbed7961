// The list of definitions with its filters.

const STEP = 40;
let shown = STEP;

const clearedFilters = () => Object.fromEntries(["search", ...Object.keys(FILTERS)].map((name) => [name, ""]));

const filterBy = (changes) => {
  shown = STEP;
  writeAddress({ open: "", ...changes });
  showDefinitions();
};

const control = (name, { label, choices }) => {
  let field;
  const first = make("option", { value: "" }, name === "set" ? `definitions (${data.definitions.length.toLocaleString("en")})` : "all");
  if (name === "dimension" || name === "also") {
    field = codeChoice();
    field.firstChild.textContent = "all";
  } else if (choices) field = make("select", {}, first, options(choices));
  else field = make("input", { type: "number", min: 0, max: 3000, inputmode: "numeric" });
  field.id = name;
  field.addEventListener("change", () => filterBy({ [name]: field.value }));
  return make("label", {}, label, " ", field);
};

const buildFilters = () => {
  for (const [name, filter] of Object.entries(FILTERS)) {
    if (filter.hidden || (filter.choices && !filter.choices.length)) continue;
    byId("filters").append(control(name, filter));
  }
  byId("order").append(...options(Object.entries(ORDERS).map(([name, [label]]) => [name, label])));
  byId("order").addEventListener("change", (event) => filterBy({ order: event.target.value }));
  byId("search").addEventListener("input", (event) => filterBy({ search: event.target.value.trim() }));
  byId("search").form.addEventListener("submit", (event) => event.preventDefault());
  byId("download").addEventListener("click", downloadEntries);
  byId("more").addEventListener("click", () => {
    const first = byId("list").childElementCount;
    shown += STEP;
    showDefinitions();
    byId("list").children[first]?.querySelector("summary").focus();
  });
  for (const name of ["filter-box", "map-box"]) byId(name).open = innerWidth > 640;
};

const downloadEntries = () => {
  const columns = ["id", "concept", "term", "definiens", "sentence", "source", "document_id", "year", "page", "section", "cited", "wording", "kind", "group", "family_id", "dimensions"];
  const row = (entry) => [entry.id, entry.concept, entry.term, entry.definiens, sentenceOf(entry), entry.source.citation, entry.document, entry.source.year, entry.page, entry.section, entry.cited, entry.wording, entry.kind, groupName(entry.group), entry.lineage, [...entry.named].join("; ")];
  download("definitions.csv", csvOf([columns, ...selected().map(row)]));
};

const pick = (id, on) => {
  const ids = idsIn(state.pick).filter((other) => other !== id);
  writeAddress({ pick: (on ? [...ids, id] : ids).join(",") });
  showTray();
};

const remarkOn = (entry) => (entry.wording === "verbatim" ? "quoted" : entry.source.checked ? "our words" : "our words, not checked");

const markStates = (article, entry) => {
  const rows = correctionsOf(entry.id);
  const words = rows.some((row) => row.action === "reject") ? "rejected by you" : rows.some((row) => row.action === "accept") ? "accepted by you" : rows.length ? "corrected by you" : "";
  article.querySelector(".state").textContent = words ? ` · ${words}` : "";
  article.querySelector(".pending")?.replaceChildren(...[pending(entry)].filter(Boolean));
};

const item = (entry) => {
  const summary = make("summary", {}, entry.definiens,
    make("span", { class: "meta" }, [entry.source.citation, entry.term, shortPlace(entry.page), remarkOn(entry)].filter(Boolean).join(" · "), make("span", { class: "state" })),
    entry.why ? make("span", { class: "meta" }, `Not taken: ${entry.why}`) : null);
  const details = make("details", {}, summary);
  const fillBody = () => { if (details.childElementCount === 1) details.append(bodyOf(entry)); };
  details.addEventListener("toggle", () => {
    if (details.open) fillBody();
    article.classList.toggle("open", details.open);
    if (details.open === (state.open === entry.id)) return;
    if (details.open || state.open === entry.id) writeAddress({ open: details.open ? entry.id : "" });
    showMap(lastFound);
  });
  const box = make("input", { type: "checkbox", checked: idsIn(state.pick).includes(entry.id), "aria-label": `Compare ${entry.source.citation}: ${entry.definiens.slice(0, 60)}` });
  box.addEventListener("change", () => pick(entry.id, box.checked));
  const article = make("article", { class: "card", id: `d-${entry.id}` }, details,
    entry.why === undefined ? make("label", { class: "pick" }, box, "Compare") : null);
  markStates(article, entry);
  if (state.open === entry.id) { details.open = true; fillBody(); }
  return article;
};

let lastFound = [], lastKey = "";

const showChips = () => {
  const active = ["search", ...Object.keys(FILTERS)].filter((name) => state[name]);
  const said = (name) => (name === "search" ? `“${state.search}”` : `${FILTERS[name].label}: ${(FILTERS[name].said ?? String)(state[name])}`);
  byId("chips").replaceChildren(...active.map((name) => button(`${said(name)} ×`, () => filterBy({ [name]: "" }), { "aria-label": `Remove the filter ${said(name)}` })));
  if (active.length > 1) byId("chips").append(button("Clear all", () => filterBy(clearedFilters())));
  byId("filter-box").querySelector("summary").textContent = active.length ? `Filters (${active.length})` : "Filters";
};

const fitControls = () => {
  for (const name of ["search", "order", ...Object.keys(FILTERS)]) {
    const field = byId(name);
    if (field?.matches("input, select") && field !== document.activeElement) field.value = state[name] ?? (name === "order" ? "year" : "");
  }
};

const countOf = (found) => {
  if (state.set !== "rejected") return `${found.length.toLocaleString("en")} of ${plural(pool(state.set).length, "definition")}`;
  const rest = data.candidatesTotal > data.candidates.length ? `, the likeliest of ${data.candidatesTotal.toLocaleString("en")}; all are in rejected_candidates.csv` : "";
  return `${found.length.toLocaleString("en")} of ${plural(data.candidates.length, "sentence")} not taken${rest}`;
};

const showDefinitions = () => {
  fitControls();
  showChips();
  const found = selected();
  const open = found.findIndex((entry) => entry.id === state.open);
  if (open >= shown) shown = open + 1;
  byId("count").textContent = countOf(found);
  const key = found.slice(0, shown).map((entry) => entry.id).join();
  if (found.length && key === lastKey) {
    for (const article of byId("list").children) {
      const entry = entryOf.get(article.id.slice(2));
      markStates(article, entry);
      article.querySelector(".pick input")?.toggleAttribute("checked", idsIn(state.pick).includes(entry.id));
      const box = article.querySelector(".pick input");
      if (box) box.checked = idsIn(state.pick).includes(entry.id);
      if (entry.id === state.open) article.firstElementChild.open = true;
    }
  } else byId("list").replaceChildren(...found.slice(0, shown).map(item));
  if (!found.length) byId("list").replaceChildren(make("p", {}, "Nothing fits all of this. Remove a filter above."));
  lastKey = key;
  lastFound = found;
  byId("more").hidden = found.length <= shown;
  showMap(found);
};

const openEntry = (id, changes = {}) => {
  writeAddress({ ...changes, view: "definitions", open: id });
  if (Object.keys(changes).length) shown = STEP;
  showDefinitions();
  scrollToEntry(id);
};

const scrollToEntry = (id) => {
  const article = byId(`d-${id}`);
  if (!article) return;
  for (const other of byId("list").querySelectorAll(".card > details[open]")) if (!article.contains(other)) other.open = false;
  article.firstElementChild.open = true;
  article.scrollIntoView({ block: "nearest" });
  const top = article.getBoundingClientRect().top;
  if (top < 100 || top > innerHeight * 0.6) article.scrollIntoView({ block: "start" });
  article.querySelector("summary").focus({ preventScroll: true });
};

const showTray = () => {
  const ids = idsIn(state.pick).filter((id) => entryOf.has(id));
  const badge = byId("compare-number");
  badge.hidden = !ids.length;
  badge.textContent = ids.length;
  byId("tray").hidden = !ids.length || state.view !== "definitions";
  byId("tray").replaceChildren(
    make("span", { role: "status" }, `${plural(ids.length, "definition")} picked`),
    ids.length > 1 ? make("a", { class: "button", href: linkTo("compare") }, "Compare them") : "Pick one more to compare",
    button("Clear", () => { writeAddress({ pick: "" }); showDefinitions(); showTray(); }),
  );
};
