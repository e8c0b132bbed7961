// The study, as the page was built with it.

const data = JSON.parse(byId("data").textContent);
const { documents, frameworks, groups, tables, initiatives } = data;

const dimensions = frameworks.flatMap((framework) =>
  framework.dimensions.map((dimension) => ({ key: `${framework.id}/${dimension.id}`, label: dimension.label, framework })),
);
const dimensionOf = new Map(dimensions.map((dimension) => [dimension.key, dimension]));
const groupOf = new Map(groups.map((group) => [String(group.number), group]));
const groupName = (number) => {
  const group = groupOf.get(String(number));
  return group ? (group.number ? `${group.number}: ${group.label}` : group.label) : "";
};

for (const entry of data.candidates) entry.codes = [];
const entries = [...data.definitions, ...data.candidates];
const entryOf = new Map();
for (const entry of entries) {
  entry.source = documents[entry.document];
  entry.named = new Set(entry.codes.map((code) => dimensions[code[0]].key));
  entryOf.set(entry.id, entry);
}

const lineages = new Map();
const bySource = new Map();
for (const entry of data.definitions) {
  if (!lineages.has(entry.lineage)) lineages.set(entry.lineage, []);
  lineages.get(entry.lineage).push(entry);
  if (!bySource.has(entry.document)) bySource.set(entry.document, []);
  bySource.get(entry.document).push(entry);
}

const setAside = new Map(data.duplicates.map((aside) => [aside.id, aside]));
const relatives = (entry) => (lineages.get(entry.lineage) ?? []).filter((other) => other !== entry);
const tableNamed = (name) => tables.find((table) => table.name === name);
const recordsOf = (table) =>
  table ? table.rows.map((row) => Object.fromEntries(table.headings.map((heading, index) => [heading, row[index]]))) : [];

const sentenceOf = (entry) => {
  const lead = entry.context.slice(0, entry.lead);
  return lead + entry.context.slice(...entry.sentence);
};
const placeOf = (entry) => [entry.page, entry.section.split(" > ").pop()].filter(Boolean).join("; ");
const shortPlace = (page) => (/^\d/.test(page) ? `p. ${page}` : page);

const citation = (entry) => {
  const { citation: cited, title } = entry.source;
  return [`${cited}: ${title}`, shortPlace(entry.page)].filter(Boolean).join(", ") + ".";
};

const bibtex = (entry) => {
  const { title, authors, year } = entry.source;
  const plain = (text) => text.replace(/[{}\\]/g, "").replace(/([&%$#_])/g, "\\$1");
  const fields = [["author", plain(authors).replaceAll("; ", " and ")], ["title", plain(title)], ["year", year]];
  const lines = fields.filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}}`);
  return `@misc{${entry.document},\n${lines.join(",\n")}\n}\n`;
};
