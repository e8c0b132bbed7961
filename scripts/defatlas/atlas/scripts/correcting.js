// Corrections: the rows of corrections.csv as the user makes them, with undo, kept in this browser.
// `given` are those of the corpus that the study was run with; they stay in the file unless they are taken out.

const COLUMNS = ["definition_id", "action", "value", "reason", "who", "date"];
const ACTIONS = ["accept", "reject", "edit", "merge", "split", "recode"];
const CORRECTIONS_KEY = `defatlas:corrections:${data.study}`;

const given = data.corrections;
const sameRow = (a, b) => a.definition_id === b.definition_id && a.action === b.action && a.value === b.value;

let work = { rows: [], removed: [], who: "", date: "" };
const undone = [];
let storing = true;

const loadWork = () => {
  try {
    const saved = JSON.parse(kept(CORRECTIONS_KEY) ?? "null");
    if (saved && Array.isArray(saved.rows) && Array.isArray(saved.removed)) work = { ...work, ...saved };
  } catch { /* what cannot be read is not kept */ }
  work.rows = work.rows.filter((row) => !given.some((other) => sameRow(row, other)));
  storing = Boolean(storage);
};

const saveWork = () => { storing = keep(CORRECTIONS_KEY, JSON.stringify(work)); };

const change = (next) => {
  undone.push(JSON.stringify(work));
  work = { ...work, ...next };
  saveWork();
  render();
};

const undo = () => {
  const { who, date } = work;
  if (undone.length) work = { ...JSON.parse(undone.pop()), who, date };
  saveWork();
  render();
};

const isRemoved = (row) => work.removed.some((other) => sameRow(row, other));
const allRows = () => [...given.filter((row) => !isRemoved(row)), ...work.rows];
const correctionsOf = (id) => work.rows.filter((row) => row.definition_id === id);
const isPending = () => work.rows.length + work.removed.length;

const opposite = (row) => {
  if (row.action === "recode") return { ...row, value: (row.value[0] === "+" ? "-" : "+") + row.value.slice(1) };
  return null;
};

// What a new row takes the place of: the same part edited before, the other answer to the same question.
const replaces = (row, other) => {
  if (row.definition_id !== other.definition_id) return false;
  if (sameRow(row, other)) return true;
  const either = (...actions) => actions.includes(row.action) && actions.includes(other.action);
  if (either("accept", "reject") || either("merge", "split")) return true;
  const part = (value) => value.split(":", 1)[0];
  return row.action === "edit" && other.action === "edit" && part(row.value) === part(other.value);
};

const correct = (id, action, value, reason, said) => {
  const row = { definition_id: id, action, value, reason, who: work.who, date: work.date || today() };
  const back = opposite(row);
  const cancelled = back && work.rows.some((other) => sameRow(back, other));
  const rows = work.rows.filter((other) => !replaces(row, other) && !(back && sameRow(back, other)));
  const contrary = given.filter((other) => !isRemoved(other) && (replaces(row, other) || (back && sameRow(back, other))));
  change({ rows: cancelled ? rows : [...rows, row], removed: [...work.removed, ...contrary] });
  say(said, "Undo", undo);
};

const takeBack = (row) => {
  if (given.includes(row)) change({ removed: isRemoved(row) ? work.removed.filter((other) => !sameRow(row, other)) : [...work.removed, row] });
  else change({ rows: work.rows.filter((other) => other !== row) });
};

const today = () => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
};

// The file to drop into the corpus. Values of codes start with + or -, so no cell is changed here.
const correctionsFile = () =>
  csvOf([COLUMNS, ...allRows().map((row) => COLUMNS.map((name) => row[name] || (name === "who" ? work.who : "")))], (text) => text);

// Returns the rows of a file and what is wrong in it, by line.
const readCorrections = (text) => {
  const [head = [], ...lines] = parseCsv(text);
  const names = head.map((name) => name.trim());
  const missing = ["definition_id", "action"].filter((name) => !names.includes(name));
  if (missing.length) return { rows: [], problems: [`The file has no column ${missing.join(" and ")}; its first line must be ${COLUMNS.join(",")}.`] };
  const rows = [], problems = [];
  lines.forEach((cells, index) => {
    const row = Object.fromEntries(COLUMNS.map((name) => [name, (cells[names.indexOf(name)] ?? "").trim()]));
    if (!row.definition_id) problems.push(`Row ${index + 1} names no definition.`);
    else if (!ACTIONS.includes(row.action)) problems.push(`Row ${index + 1}: the action “${row.action}” is none of ${ACTIONS.join(", ")}.`);
    else {
      if (!row.reason) problems.push(`Row ${index + 1} gives no reason; the study asks for one.`);
      rows.push(row);
    }
  });
  return { rows, problems };
};

const loadCorrections = (text) => {
  const { rows, problems } = readCorrections(text);
  const fresh = rows.filter((row) => !allRows().some((other) => sameRow(row, other)));
  const back = given.filter((row) => isRemoved(row) && rows.some((other) => sameRow(row, other)));
  if (fresh.length || back.length) change({ rows: [...work.rows, ...fresh], removed: work.removed.filter((row) => !back.some((other) => sameRow(row, other))) });
  return { read: rows.length, fresh: fresh.length + back.length, problems };
};

const saidRow = (row) => {
  const label = dimensionOf.get(row.value.slice(1))?.label ?? row.value.slice(1);
  if (row.action === "accept") return "Accepted as a definition";
  if (row.action === "reject") return "Rejected: not a definition";
  const ofSource = !/^[0-9a-f]{12}$/.test(row.definition_id);
  if (row.action === "split") return ofSource ? "Is no copy: kept as a source of its own" : "Leaves its family";
  if (row.action === "merge" && ofSource) return `Is a copy of ${documents[row.value]?.citation ?? setAside.get(row.value)?.title ?? row.value}`;
  if (row.action === "merge") return `Joins the family of ${entryOf.get(row.value)?.source.citation ?? row.value}`;
  if (row.action === "recode") return `${row.value[0] === "+" ? "Code added" : "Code removed"}: ${label}`;
  return `Span corrected, ${row.value}`;
};
