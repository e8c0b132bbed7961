// What goes out of the page and comes into it: CSV, downloads, the clipboard, the browser's storage.

const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

// A spreadsheet would run a cell that starts like a formula; a plain number is none.
const harmless = (text) => (/^[=+\-@\t\r]/.test(text) && !/^[+-]?[\d.,]+( ?%)?$/.test(text) ? "'" + text : text);

const csvOf = (rows, guard = harmless) =>
  rows.map((row) => row.map((value) => quoted(guard(String(value ?? "")))).join(",")).join("\n") + "\n";

// RFC 4180: rows of cells; quotes may hold commas, quotes and line ends.
const parseCsv = (text) => {
  const rows = [];
  let row = [], cell = "", inside = false;
  const source = text.replace(/^\ufeff/, "");
  for (let i = 0; i < source.length; i += 1) {
    const c = source[i];
    if (inside) {
      if (c !== '"') cell += c;
      else if (source[i + 1] === '"') { cell += c; i += 1; }
      else inside = false;
    } else if (c === '"') inside = true;
    else if (c === ",") { row.push(cell); cell = ""; }
    else if (c === "\n" || c === "\r") {
      if (c === "\r" && source[i + 1] === "\n") i += 1;
      rows.push([...row, cell]);
      row = []; cell = "";
    } else cell += c;
  }
  if (cell || row.length) rows.push([...row, cell]);
  return rows.filter((cells) => cells.some((value) => value.trim()));
};

const download = (name, text) => {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = make("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
};

const copy = async (text, what) => {
  try {
    await navigator.clipboard.writeText(text);
    say(`${what} copied.`);
  } catch {
    const box = make("textarea", { value: text, readonly: true, rows: 4, "aria-label": what });
    byId("toast").replaceChildren(box);
    box.select();
  }
};

// Storage may be refused (private windows, strict settings): the page then works without and says so.
const storage = (() => {
  try {
    localStorage.setItem("defatlas:test", "1");
    localStorage.removeItem("defatlas:test");
    return localStorage;
  } catch {
    return null;
  }
})();

const keep = (key, value) => {
  try {
    storage?.setItem(key, value);
    return Boolean(storage);
  } catch {
    return false;
  }
};
const kept = (key) => storage?.getItem(key) ?? null;
