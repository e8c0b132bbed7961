// Which definitions are selected by what stands in the address, and in which order.

const distinct = (name) => [...new Set(data.definitions.map((entry) => entry[name]).filter(Boolean))].sort();
const same = (name) => (entry, value) => entry[name] === value;
const listed = (name) => distinct(name).map((value) => [value, value]);

const evidenceOf = (() => {
  const found = new Map();
  return (claim) => {
    if (!found.has(claim)) found.set(claim, new Set(data.claims[claim]?.evidence ?? []));
    return found.get(claim);
  };
})();

// Each filter: its label, its choices (none: a year), whether an entry passes, how a value is said in words.
const FILTERS = {
  concept: { label: "Concept", choices: listed("concept"), passes: same("concept") },
  term: { label: "Term", choices: listed("term"), passes: same("term") },
  type: {
    label: "Source type",
    choices: [...new Set(data.definitions.map((entry) => entry.source.type))].sort().map((value) => [value, value]),
    passes: (entry, value) => entry.source.type === value,
  },
  from: { label: "From year", passes: (entry, value) => (entry.source.year ?? -1) >= Number(value) },
  to: { label: "To year", passes: (entry, value) => (entry.source.year ?? 9999) <= Number(value) },
  dimension: {
    label: "Names dimension",
    passes: (entry, value) => entry.named.has(value),
    said: (value) => dimensionOf.get(value)?.label ?? value,
  },
  also: {
    label: "And names",
    passes: (entry, value) => entry.named.has(value),
    said: (value) => dimensionOf.get(value)?.label ?? value,
  },
  group: {
    label: "Group",
    choices: groups.map((group) => [String(group.number), groupName(group.number)]),
    passes: (entry, value) => String(entry.group) === value,
    said: groupName,
  },
  wording: { label: "Wording", choices: listed("wording"), passes: same("wording") },
  kind: { label: "Kind", choices: listed("kind"), passes: same("kind") },
  counted: {
    label: "Counted in figures",
    choices: [["yes", "counted"], ["no", "not counted"]],
    passes: (entry, value) => Boolean(entry.counted) === (value === "yes"),
    said: (value) => (value === "yes" ? "counted" : "not counted"),
  },
  quoted: {
    label: "Quotation",
    choices: [["shared", "quoted from another or by another"], ["alone", "stands alone"]],
    passes: (entry, value) => relatives(entry).length > 0 === (value === "shared"),
    said: (value) => (value === "shared" ? "in a family" : "stands alone"),
  },
  set: {
    label: "Show",
    choices: [["rejected", `not taken (${data.candidatesTotal.toLocaleString("en")})`], ["corrected", "corrected by you"]],
    said: (value) => (value === "rejected" ? "sentences that were not taken" : "corrected by you"),
    passes: () => true,
  },
  source: { label: "Source", hidden: true, passes: same("document"), said: (value) => documents[value]?.citation ?? value },
  lineage: {
    label: "Family", hidden: true, passes: same("lineage"),
    said: (value) => `${lineages.get(value)?.[0].source.citation ?? value} and those that quote`,
  },
  claim: {
    label: "Evidence for", hidden: true,
    passes: (entry, value) => evidenceOf(value).has(entry.id),
    said: (value) => data.claims[value]?.claim ?? value,
  },
  area: {
    label: "Area of the map", hidden: true, said: () => "drawn",
    passes: (entry, value) => {
      const [x0, y0, x1, y1] = value.split(",").map(Number);
      return entry.x >= x0 && entry.x <= x1 && entry.y >= y0 && entry.y <= y1;
    },
  },
};

const ORDERS = {
  year: ["year", (a, b) => (a.source.year ?? 9999) - (b.source.year ?? 9999)],
  newest: ["year, newest first", (a, b) => (b.source.year ?? -1) - (a.source.year ?? -1)],
  source: ["source", () => 0],
  named: ["dimensions named", (a, b) => b.named.size - a.named.size],
  family: ["size of family", (a, b) => (lineages.get(b.lineage)?.length ?? 0) - (lineages.get(a.lineage)?.length ?? 0)],
  probability: ["probability", (a, b) => (b.probability ?? 2) - (a.probability ?? 2)],
};
const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

const haystack = (entry) => {
  const { citation: cited, title } = entry.source;
  return (entry.text ??= [entry.context, cited, title, entry.cited, entry.term, entry.id].join("\n").toLowerCase());
};

const pool = (set) => {
  if (set === "rejected") return data.candidates;
  if (set === "corrected") return entries.filter((entry) => correctionsOf(entry.id).length);
  return data.definitions;
};

const selected = (parameters = state) => {
  const words = (parameters.search ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const active = Object.keys(FILTERS).filter((name) => parameters[name]);
  const found = pool(parameters.set).filter(
    (entry) => active.every((name) => FILTERS[name].passes(entry, parameters[name])) && words.every((word) => haystack(entry).includes(word)),
  );
  const [, compare] = ORDERS[parameters.order] ?? ORDERS.year;
  return found.sort(
    (a, b) => compare(a, b) || collator.compare(a.source.citation, b.source.citation) || (a.id < b.id ? -1 : 1),
  );
};
