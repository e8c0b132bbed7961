// Side by side: definitions, or initiatives.

const COMMON = new Set("a an and are as at be been being but by can do for from has have in into is it its more most not of on one or other others so such than that the their them they this those through to use used uses using was well which who whose will with within".split(" "));
const WORD = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu;
const wordsOf = (text) => new Set((text.toLowerCase().match(WORD) ?? []).filter((word) => !COMMON.has(word)));

const sharedBy = (sets) => new Set([...(sets[0] ?? [])].filter((value) => sets.every((set) => set.has(value))));

const withMarks = (text, shared) => {
  const parts = [];
  let last = 0;
  for (const match of text.matchAll(WORD)) {
    if (!shared.has(match[0].toLowerCase())) continue;
    parts.push(text.slice(last, match.index), make("mark", { class: "shared" }, match[0]));
    last = match.index + match[0].length;
  }
  return [...parts, text.slice(last)];
};

// A table with one column per thing compared. Rows: [heading, cells, whether they differ].
const versus = (caption, heads, rows) =>
  make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": caption },
    make("table", { class: "versus" },
      make("thead", {}, make("tr", {}, make("td", {}), heads.map((head) => make("th", { scope: "col" }, head)))),
      make("tbody", {}, rows.map(([heading, cells, differs]) =>
        make("tr", { class: differs ? "differs" : null }, make("th", { scope: "row" }, heading), cells.map((cell) => make("td", {}, cell)))))));

const distances = (chosen, framework) => {
  const sets = chosen.map((entry) => new Set([...entry.named].filter((key) => key.startsWith(`${framework.id}/`))));
  const pairs = [];
  for (let i = 0; i < sets.length; i += 1) {
    for (let j = i + 1; j < sets.length; j += 1) {
      const union = new Set([...sets[i], ...sets[j]]).size;
      if (union) pairs.push(1 - [...sets[i]].filter((key) => sets[j].has(key)).length / union);
    }
  }
  return pairs.length ? pairs.reduce((a, b) => a + b, 0) / pairs.length : null;
};

const frameworkRows = (chosen, framework) => {
  const rows = [];
  for (const { id, label } of framework.dimensions) {
    const key = `${framework.id}/${id}`;
    if (!chosen.some((entry) => entry.named.has(key))) continue;
    const cells = chosen.map((entry) => {
      const words = entry.codes.filter((code) => dimensions[code[0]].key === key && code[1] >= 0).map((code) => entry.context.slice(code[1], code[2]));
      return entry.named.has(key) ? `✓ ${[...new Set(words)].join(", ")}` : "–";
    });
    rows.push([label, cells, !chosen.every((entry) => entry.named.has(key))]);
  }
  return rows;
};

const shortName = (entry) => [entry.source.citation, shortPlace(entry.page)].filter(Boolean).join(", ");

const showComparison = () => {
  const target = byId("comparison");
  const chosen = idsIn(state.pick).map((id) => entryOf.get(id)).filter(Boolean);
  if (chosen.length < 2) {
    target.replaceChildren(make("p", {}, chosen.length ? "One definition is picked. " : "No definitions are picked. ", make("a", { href: linkTo("definitions") }, "Tick “Compare” at two or more of them"), "."));
    return;
  }
  const shared = sharedBy(chosen.map((entry) => wordsOf(entry.definiens)));
  const heads = chosen.map((entry) => make("div", {}, entryLink(entry, shortName(entry)), " ", button("Remove", () => { pick(entry.id, false); showComparison(); }, { "aria-label": `Remove ${entry.source.citation}` })));
  const differs = (cells) => new Set(cells).size > 1;
  const plain = (heading, cells) => [heading, cells, differs(cells)];
  const rows = [
    ["Words that define", chosen.map((entry) => make("span", {}, withMarks(entry.definiens, shared))), true],
    plain("Defines", chosen.map((entry) => entry.term)),
    plain("Year", chosen.map((entry) => String(entry.source.year ?? "–"))),
    plain("Source type", chosen.map((entry) => entry.source.type)),
    plain("Group", chosen.map((entry) => groupName(entry.group) || "–")),
    plain("Wording", chosen.map((entry) => entry.wording)),
  ];
  const sections = [];
  for (const framework of frameworks) {
    const found = frameworkRows(chosen, framework);
    if (!found.length) continue;
    const distance = distances(chosen, framework);
    const common = found.filter(([, , differing]) => !differing).length;
    sections.push(make("h3", {}, framework.title),
      make("p", {}, `Named by all of them: ${common} of ${plural(found.length, "dimension")}${distance === null ? "" : `; mean Jaccard distance ${distance.toFixed(2)}`}.`),
      versus(framework.title, chosen.map(shortName), found));
  }
  const words = shared.size ? `They share the words ${[...shared].sort().join(", ")}.` : "They share no word but the commonest.";
  target.replaceChildren(make("p", {}, `${words} A bar at the left marks the rows in which they differ.`), versus("Definitions side by side", heads, rows), ...sections);
};

// Initiatives -------------------------------------------------------------------------------------------------------

const HIDDEN = new Set(["initiative_id", "name"]);
const headingOf = (name) => name.replaceAll("_", " ").replace(/^./, (first) => first.toUpperCase());

const initiativeEvidence = (id) =>
  tables.filter((table) => table.name !== "initiatives" && table.headings.includes("initiative_id"))
    .flatMap((table) => recordsOf(table).filter((row) => row.initiative_id === id).map((row) => [table, row]));

const initiativeCell = (initiative, name) => {
  const value = initiative[name];
  const place = initiative[`${name}_place`];
  if (!value) return "–";
  return place ? make("span", {}, value, make("span", { class: "soft" }, ` (${place})`)) : value;
};

const showInitiatives = () => {
  const target = byId("initiative-list");
  if (!initiatives.length) { target.replaceChildren(make("p", {}, "This study has no initiatives.")); return; }
  const chosen = new Set(idsIn(state.initiative));
  const boxes = initiatives.map((initiative) => {
    const box = make("input", { type: "checkbox", checked: chosen.has(initiative.initiative_id) });
    box.addEventListener("change", () => {
      if (box.checked) chosen.add(initiative.initiative_id); else chosen.delete(initiative.initiative_id);
      writeAddress({ initiative: [...chosen].join(",") });
      showInitiativeTable(chosen);
    });
    return make("label", {}, box, initiative.name);
  });
  target.replaceChildren(
    make("p", {}, "Smart city cluster initiatives of the source paper, coded from its section 4. Tick two or more to see them side by side."),
    make("fieldset", { class: "choices" }, make("legend", {}, "Compare"), boxes), make("div", { id: "initiative-table" }));
  showInitiativeTable(chosen);
};

const showInitiativeTable = (chosen) => {
  const found = initiatives.filter((initiative) => chosen.has(initiative.initiative_id));
  const names = Object.keys(initiatives[0]).filter((name) => !HIDDEN.has(name) && !name.endsWith("_place") );
  if (found.length) {
    const rows = names.filter((name) => found.some((initiative) => initiative[name])).map((name) =>
      [headingOf(name), found.map((initiative) => initiativeCell(initiative, name)), new Set(found.map((initiative) => initiative[name])).size > 1]);
    const evidence = found.map((initiative) => initiativeEvidence(initiative.initiative_id).slice(0, 12).map(([, row]) => make("p", {}, Object.entries(row).filter(([name, value]) => value && name !== "initiative_id").map(([name, value]) => `${headingOf(name)}: ${value}`).join(". "))));
    if (evidence.some((cells) => cells.length)) rows.push(["Evidence in the corpus", evidence, true]);
    byId("initiative-table").replaceChildren(versus("Initiatives side by side", found.map((initiative) => initiative.name), rows));
    return;
  }
  const brief = names.filter((name) => name !== "aim" && name !== "remark");
  const rows = initiatives.map((initiative) => [initiative.name, ...brief.map((name) => initiative[name])]);
  const table = { title: "All initiatives", headings: ["Name", ...brief.map(headingOf)], rows, total: rows.length };
  byId("initiative-table").replaceChildren(sortable(table, "initiatives", () => ({})));
};
