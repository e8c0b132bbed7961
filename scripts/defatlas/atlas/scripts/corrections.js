// The desk of corrections: who and when, what was done, and the file to take along.

const field = (label, type, name) => {
  const input = make("input", { type, value: work[name] || (name === "date" ? today() : ""), autocomplete: name === "who" ? "name" : "off", id: `correction-${name}` });
  input.addEventListener("change", () => { work[name] = input.value.trim(); saveWork(); });
  return make("label", {}, `${label} `, input);
};

const ready = () => {
  const who = byId("correction-who");
  work.who = who.value.trim();
  work.date = byId("correction-date").value;
  saveWork();
  byId("correction-problem").textContent = work.who ? "" : "Say who corrects: a name or initials stand beside every correction.";
  if (!work.who) who.focus();
  return Boolean(work.who);
};

const askFile = () => {
  const input = make("input", { type: "file", accept: ".csv,text/csv", hidden: true, id: "correction-file" });
  input.addEventListener("change", async () => {
    const [file] = input.files;
    if (!file) return;
    const { read, fresh, problems } = loadCorrections(await file.text());
    byId("correction-report").replaceChildren(make("p", {}, `${plural(read, "correction")} read, ${fresh.toLocaleString("en")} of them new.`), problems.length ? make("ul", { class: "error" }, problems.slice(0, 20).map((problem) => make("li", {}, problem))) : "");
    input.value = "";
  });
  return input;
};

const statusOf = (row) => {
  if (isRemoved(row)) return "will be taken out";
  if (given.includes(row)) return row.status || "in the corpus";
  return entryOf.has(row.definition_id) || documents[row.definition_id] || setAside.has(row.definition_id) ? "new" : "new; not in this study";
};

const correctionRow = (row) => {
  const entry = entryOf.get(row.definition_id);
  const takeOut = button(isRemoved(row) ? "Keep" : "Remove", () => takeBack(row), { "aria-label": `${isRemoved(row) ? "Keep" : "Remove"}: ${saidRow(row)}, ${row.definition_id}` });
  return make("tr", {},
    make("td", {}, entry ? entryLink(entry, `${entry.source.citation}: ${entry.definiens.slice(0, 80)}${entry.definiens.length > 80 ? "…" : ""}`) : sourceName(row.definition_id)),
    ...[saidRow(row), row.reason, row.who || work.who, row.date, statusOf(row)].map((text) => make("td", {}, text)), make("td", {}, takeOut));
};

const buildDesk = () => {
  const file = askFile();
  byId("correction-desk").append(
    make("p", { class: "notice", id: "correction-storage", hidden: true }, "This browser keeps nothing for this page: save the file before you close it."),
    make("div", { class: "table-tools" }, field("Who corrects", "text", "who"), field("Date", "date", "date")),
    make("p", { class: "error", id: "correction-problem", role: "alert" }),
    make("div", { class: "actions" },
      button("Save corrections.csv", () => { if (ready()) { download("corrections.csv", correctionsFile()); render(); } }, { class: "main", id: "correction-save" }),
      button("Copy as CSV", () => { if (ready()) copy(correctionsFile(), "Corrections"); }),
      button("Load corrections.csv", () => file.click()), file,
      button("Undo", undo, { id: "correction-undo" }),
      button("Discard all that is new", () => change({ rows: [], removed: [] }), { id: "correction-discard" })),
    make("div", { id: "correction-report", role: "status" }),
    make("div", { id: "correction-rows" }));
};

const showRows = () => {
  const rows = [...work.rows, ...given];
  if (!rows.length) { byId("correction-rows").replaceChildren(make("p", {}, "No corrections yet. ", make("a", { href: linkTo("definitions") }, "Go to the definitions"), ", or ", make("a", { href: linkTo("sources") }, "to the sources"), data.candidatesTotal ? [", or to the ", make("a", { href: linkTo("definitions", { set: "rejected" }) }, `${plural(data.candidatesTotal, "sentence")} not taken`)] : "", ".")); return; }
  byId("correction-rows").replaceChildren(
    make("p", { role: "status" }, `${plural(allRows().length, "correction")} in the file, ${isPending().toLocaleString("en")} of them new or changed here.`),
    make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "All corrections" },
      make("table", {}, make("thead", {}, make("tr", {}, ["Definition or source", "Correction", "Reason", "Who", "Date", "State", "Take out"].map((name) => make("th", { scope: "col" }, name)))), make("tbody", {}, rows.map(correctionRow)))));
};

const showCorrections = () => {
  if (!byId("correction-save")) buildDesk();
  byId("correction-storage").hidden = storing;
  byId("correction-undo").disabled = !undone.length;
  byId("correction-discard").disabled = !isPending();
  redrawn(byId("correction-rows"), byId("corrections-title"), showRows);
};

const showNumber = () => {
  const badge = byId("corrections-number");
  badge.hidden = !isPending();
  badge.textContent = isPending();
};

addEventListener("beforeunload", (event) => { if (!storing && isPending()) event.preventDefault(); });
