// Every table of the study: sorted, searched, taken along as CSV; its numbers lead to the definitions they count.

const ROWS = 100;

// The share of "76 % (143/187)", the number that a cell starts with, or its text.
const sortKey = (text) => {
  const share = /\((\d+)\/(\d+)\)/.exec(text);
  if (share) return Number(share[1]) / Number(share[2]);
  const number = /^[-−+]?\d[\d,]*(\.\d+)?/.exec(text);
  return number ? Number(number[0].replace("−", "-").replaceAll(",", "")) : null;
};

const compareCells = (a, b) => {
  const [x, y] = [sortKey(a), sortKey(b)];
  if (x !== null && y !== null && x !== y) return x - y;
  if ((x === null) !== (y === null)) return x === null ? 1 : -1;
  return collator.compare(a, b);
};

const looksNumeric = (text) => /^[-−+]?[\d.,]+( ?%)?( \(\d+\/\d+\))?$/.test(text);
const values = Object.fromEntries(["concept", "term", "wording", "kind"].map((name) => [name, new Set(distinct(name))]));
const frameworkOf = new Map(frameworks.flatMap((framework) => [[framework.id, framework], [framework.title, framework]]));

const dimensionKey = (value, framework) => {
  const fits = (dimension) => !framework || dimension.framework === framework;
  return dimensions.find((dimension) => fits(dimension) && (dimension.label === value || dimension.key === value || dimension.key.split("/")[1] === value))?.key;
};

// Which definitions a row is about, by its columns that name a concept, term, dimension, group or the like.
const filtersOf = (record) => {
  const filters = {};
  let framework;
  for (const [heading, value] of Object.entries(record)) {
    const name = heading.toLowerCase().replaceAll("_", " ");
    if (name === "framework") framework = frameworkOf.get(value);
    if (values.concept.has(value) && /^(concept|family)$/.test(name)) filters.concept = value;
    else if (values.term.has(value) && /^(term|concept)$/.test(name)) filters.term = value;
    else if (values.wording.has(value) && name === "wording") filters.wording = value;
    else if (/^(source type|type|kind of source)$/.test(name) && data.definitions.some((entry) => entry.source.type === value)) filters.type = value;
    else if (/^(group|cluster)$/.test(name) && groupOf.has(value)) filters.group = value;
    else if (/^(period|years?)$/.test(name) && /^\d{4}([-–]\d{4})?$/.test(value)) [filters.from, filters.to = filters.from] = value.split(/[-–]/);
  }
  const dimension = Object.entries(record).find(([heading]) => /^dimension/.test(heading.toLowerCase()));
  const key = dimension && dimensionKey(dimension[1], framework);
  if (key) filters.dimension = key;
  const other = record["And dimension"] && dimensionKey(record["And dimension"], framework);
  if (other) filters.also = other;
  return filters;
};

// A share leaves out what is not counted, as the figures do.
const linkedNumber = (text, filters) => {
  const about = Object.keys(filters).length && looksNumeric(text) && text !== "";
  if (!about) return text;
  const share = /\(\d+\/\d+\)/.test(text);
  return make("a", { href: linkTo("definitions", share && !filters.counted ? { ...filters, counted: "yes" } : filters) }, text);
};

const cellOf = (heading, text, filters, headingIsKey) => {
  const entry = entryOf.get(text);
  if (entry) return make("span", {}, entryLink(entry, text), make("span", { class: "soft" }, ` ${entry.source.citation}`));
  const several = text.includes("; ") ? text.split("; ").map((id) => entryOf.get(id)) : [];
  if (several.length && several.every(Boolean)) {
    const links = several.slice(0, 12).flatMap((each, index) => [index ? ", " : "", entryLink(each)]);
    return make("span", {}, links, several.length > 12 ? ` and ${several.length - 12} more` : "");
  }
  if (documents[text] && /(id|source|document)$/i.test(heading)) return make("a", { href: linkTo("definitions", { source: text }) }, documents[text].citation);
  if (headingIsKey && Object.keys(filters).length) return make("a", { href: linkTo("definitions", filters) }, text);
  return /year/i.test(heading) ? text : linkedNumber(text, filters);
};

// table: {name, title, headings, rows, total}; links: for a row (its record), the filters that it is about.
const sortable = (table, name, links = filtersOf) => {
  const settings = { by: state.table === name || state.view !== "tables" ? Number(state.by ?? -1) : -1, down: state.down === "1", find: state.find ?? "" };
  let limit = ROWS;
  const numeric = table.headings.map((heading, index) => table.rows.some((row) => looksNumeric(row[index])) && table.rows.every((row) => /^[–-]?$/.test(row[index]) || looksNumeric(row[index])));
  const keyColumn = table.headings.findIndex((heading) => /^(dimension|term|group|concept|source)$/i.test(heading));
  const body = make("tbody"), count = make("p", { class: "soft", role: "status" });
  const heads = table.headings.map((heading, index) => {
    const sort = button(heading, () => {
      settings.down = settings.by === index ? !settings.down : false;
      settings.by = index;
      writeAddress({ by: String(index), down: settings.down ? "1" : "" });
      update();
    });
    return make("th", { scope: "col", class: numeric[index] ? "figure" : null }, sort);
  });
  const rows = () => {
    const words = settings.find.toLowerCase().split(/\s+/).filter(Boolean);
    const found = table.rows.filter((row) => { const text = row.join("\n").toLowerCase(); return words.every((word) => text.includes(word)); });
    if (settings.by >= 0) found.sort((a, b) => compareCells(a[settings.by], b[settings.by]) * (settings.down ? -1 : 1));
    return found;
  };
  const more = button("Show more rows", () => { limit += ROWS; update(); });
  const update = () => {
    const found = rows();
    heads.forEach((head, index) => head.setAttribute("aria-sort", settings.by !== index ? "none" : settings.down ? "descending" : "ascending"));
    body.replaceChildren(...found.slice(0, limit).map((row) => {
      const filters = links(Object.fromEntries(table.headings.map((heading, index) => [heading, row[index]])), row);
      return make("tr", {}, row.map((text, index) => make("td", { class: numeric[index] ? "figure" : null }, cellOf(table.headings[index], text, filters, index === keyColumn))));
    }));
    count.textContent = `${found.length.toLocaleString("en")} of ${plural(table.rows.length, "row")}${table.total > table.rows.length ? `; the file has ${table.total.toLocaleString("en")}` : ""}`;
    more.hidden = found.length <= limit;
  };
  const find = make("input", { type: "search", value: settings.find, autocomplete: "off" });
  find.addEventListener("input", () => { settings.find = find.value.trim(); limit = ROWS; writeAddress({ find: settings.find }); update(); });
  update();
  return make("div", { class: "sortable" },
    make("div", { class: "table-tools" }, make("label", {}, `Find in ${table.title.toLowerCase()} `, find),
      button("Download as CSV", () => download(`${name}.csv`, csvOf([table.headings, ...rows()])), { "aria-label": `Download ${table.title} as CSV` })),
    count,
    make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": table.title }, make("table", {}, make("thead", {}, make("tr", {}, heads)), body)), more);
};

const showTables = () => {
  const index = byId("table-index"), chosen = tableNamed(state.table) ?? tables[0];
  const topics = [...new Set(tables.map((table) => table.topic))];
  index.replaceChildren(...topics.flatMap((topic) => [make("h3", {}, topic),
    make("ul", {}, tables.filter((table) => table.topic === topic).map((table) =>
      make("li", {}, make("a", { href: linkTo("tables", { table: table.name }), "aria-current": table === chosen ? "true" : null }, table.title))))]));
  if (innerWidth < 1024 && state.table) byId("table-box").open = false; // there the table would stand below its long index
  if (!chosen) { byId("table-shown").replaceChildren(make("p", {}, "This study has no tables.")); return; }
  byId("table-shown").replaceChildren(make("h3", { id: "table-title" }, chosen.title), chosen.caption ? make("p", { class: "soft" }, chosen.caption) : "", sortable(chosen, chosen.name));
};
