// The sources: all of them, those set aside as duplicates, and the means to merge two or keep them apart.

const sourceName = (id) => {
  const source = documents[id];
  if (source) return `${source.citation}: ${source.title}`;
  const aside = setAside.get(id);
  return aside ? aside.title || aside.path : id;
};

// What the corrections made here will do with a source, in words.
const pendingFor = (id) => {
  const row = work.rows.find((other) => other.definition_id === id);
  return row ? saidRow(row) : "";
};

const sourceTable = () => {
  const rows = Object.entries(documents).map(([id, source]) => [source.citation, source.title, String(source.year ?? "–"), source.type, source.wording, source.checked ? "yes" : "no", String(bySource.get(id)?.length ?? 0), id]);
  const table = { title: "All sources", headings: ["Source", "Title", "Year", "Type", "Wording", "Checked", "Definitions", "Identifier"], rows, total: rows.length };
  byId("source-list").replaceChildren(
    make("p", {}, `${plural(rows.length, "source")}, of which ${rows.filter((row) => row[6] === "0").length.toLocaleString("en")} define none of the concepts of this study.`),
    sortable(table, "sources", (record, row) => (row[6] === "0" ? {} : { source: row[7] })));
};

const asideItem = (aside) => {
  const state = pendingFor(aside.id);
  const box = make("details", { class: "correct" }, make("summary", {}, "Keep apart"));
  const reason = make("input", { type: "text", autocomplete: "off" });
  box.append(make("div", { class: "row" }, make("label", { class: "grow" }, "Reason, kept with the correction", reason),
    button("It is no copy: keep it", () => correctWith(reason, aside.id, "split", "", "Kept apart."), { "aria-label": `Keep ${sourceName(aside.id)}: it is no copy` })), make("p", { class: "error why", role: "alert" }));
  return make("li", { id: `aside-${aside.id}` }, make("strong", {}, sourceName(aside.id)), ` (${aside.path}) stands behind `,
    make("a", { href: linkTo("definitions", { source: aside.kept }) }, sourceName(aside.kept)), `: ${aside.why}.`,
    state ? make("p", { class: "notice" }, `${state}. The next run applies it.`) : null, box);
};

const showAside = () => {
  const list = data.duplicates.length
    ? make("ul", { class: "aside-list" }, data.duplicates.map(asideItem))
    : make("p", {}, "None: no two files or records were taken for the same work.");
  byId("duplicate-list").replaceChildren(list);
};

// Two sources, found by their words; the first is set aside, the second stands for both.
const showMerge = () => {
  const items = Object.keys(documents).map((id) => [id, sourceName(id)]).sort((a, b) => collator.compare(a[1], b[1]));
  const copyOf = chooser("This source", items, state.merge ?? "");
  const kept = chooser("is a copy or version of", items, "");
  const reason = make("input", { type: "text", autocomplete: "off" });
  const problem = make("p", { class: "error why", role: "alert" });
  const merge = () => {
    if (!copyOf.value() || !kept.value()) problem.textContent = "Choose both sources first.";
    else if (copyOf.value() === kept.value()) problem.textContent = "These are one and the same; choose two different sources.";
    else correctWith(reason, copyOf.value(), "merge", kept.value(), "Merged.");
  };
  const done = work.rows.filter((row) => documents[row.definition_id]);
  byId("source-merge").replaceChildren(make("div", { class: "correct" },
    make("p", {}, "In the next run the second stands for both; the first and its definitions are set aside."),
    copyOf.element, kept.element,
    make("div", { class: "row" }, make("label", { class: "grow" }, "Reason, kept with the correction", reason), button("Merge these sources", merge)), problem,
    done.length ? make("p", { class: "notice" }, done.map((row) => `${sourceName(row.definition_id)}: ${saidRow(row)}`).join(". ") + ". The next run applies it.") : null));
};

const showSources = () => {
  sourceTable();
  redrawn(byId("duplicate-list"), byId("duplicates-title"), showAside);
  redrawn(byId("source-merge"), byId("merge-title"), showMerge);
};
