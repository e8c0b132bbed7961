// One definition: its sentence in context with the evidence, its facts, and the means to correct it.

const dimensionsByFramework = (entry) => {
  const found = new Map();
  for (const [number, start, end, coder] of entry.codes) {
    const dimension = dimensions[number];
    if (!found.has(dimension.framework)) found.set(dimension.framework, new Map());
    const inside = found.get(dimension.framework);
    if (!inside.has(dimension)) inside.set(dimension, { words: [], coder });
    if (start >= 0) inside.get(dimension).words.push(entry.context.slice(start, end));
  }
  return found;
};

const highlighted = (entry) => {
  const quote = make("blockquote");
  const evidence = entry.codes.filter(([, start]) => start >= 0);
  const cuts = new Set([0, entry.context.length, entry.lead, ...entry.sentence, ...entry.span]);
  for (const [, start, end] of evidence) { cuts.add(start); cuts.add(end); }
  const points = [...cuts].filter((n) => n >= 0 && n <= entry.context.length).sort((a, b) => a - b);
  for (let i = 0; i + 1 < points.length; i += 1) {
    const [start, end] = [points[i], points[i + 1]];
    const text = entry.context.slice(start, end);
    const named = evidence.filter((code) => code[1] <= start && end <= code[2]).map((code) => dimensions[code[0]]);
    if (named.length) {
      const labels = [...new Set(named.map((dimension) => dimension.label))].join(", ");
      const keys = named.map((dimension) => dimension.key).join(" ");
      quote.append(make("mark", { class: "evidence", title: labels, "data-keys": keys }, text));
    } else if (entry.span[0] <= start && end <= entry.span[1]) quote.append(make("mark", {}, text));
    else if (start < entry.lead || (start >= entry.sentence[0] && end <= entry.sentence[1])) quote.append(text);
    else quote.append(make("span", { class: "around" }, text));
  }
  return quote;
};

const showEvidence = (quote, control, key) => {
  const on = control.getAttribute("aria-pressed") !== "true";
  for (const other of control.closest(".body").querySelectorAll(".codes [aria-pressed]")) other.setAttribute("aria-pressed", "false");
  control.setAttribute("aria-pressed", String(on));
  for (const mark of quote.querySelectorAll("mark.evidence")) mark.classList.toggle("bright", on && mark.dataset.keys.split(" ").includes(key));
};

const codeList = (quote, found) =>
  make("div", { class: "codes" }, [...found].map(([dimension, { words, coder }]) => {
    const shown = [...new Set(words)].join(", ") || "no words recorded";
    const control = button(`${dimension.label}: ${shown}${coder ? ` (${coder})` : ""}`, () => showEvidence(quote, control, dimension.key), { "aria-pressed": "false" });
    return control;
  }));

const entryLink = (entry, label) => make("a", { href: linkTo("definitions", { open: entry.id, set: entry.why === undefined ? "" : "rejected" }) }, label ?? entry.source.citation);

const familyOf = (entry) => {
  const others = relatives(entry);
  if (!others.length) return null;
  const shown = others.slice(0, 12).flatMap((other, index) => [index ? ", " : "", entryLink(other)]);
  const rest = others.length - Math.min(others.length, 12);
  return make("span", {}, ...shown, rest ? ` and ${rest} more` : "", " (", make("a", { href: linkTo("definitions", { lineage: entry.lineage }) }, "list the family"), ")");
};

// Who took over whose definition, from the table of inheritance.
const listOf = (links) => (links.length ? make("span", {}, links.slice(0, 20).flatMap((link, index) => [index ? ", " : "", link])) : null);
const ancestorsOf = (entry) =>
  listOf(data.inheritance.filter((row) => row.definition_id === entry.id).map((row) => {
    const name = documents[row.ancestor_document_id]?.citation ?? row.ancestor;
    return make("span", {}, bySource.has(row.ancestor_document_id) ? make("a", { href: linkTo("definitions", { source: row.ancestor_document_id }) }, name) : name, ` (${row.ground})`);
  }));
const heirsOf = (entry) => {
  const rows = data.inheritance.filter((row) => row.ancestor_document_id === entry.document && row.concept === entry.concept && row.document_id !== entry.document);
  return listOf([...new Set(rows.map((row) => entryOf.get(row.definition_id)))].filter(Boolean).map((other) => entryLink(other)));
};

const facts = (entry, quote) => {
  const list = make("dl");
  const { source } = entry;
  const rows = [
    ["Defines", entry.term === entry.concept ? entry.term : `${entry.term} (counted with ${entry.concept})`],
    ["Source", make("a", { href: linkTo("definitions", { source: entry.document }) }, `${source.citation}: ${source.title}`)],
    ["Place", placeOf(entry)],
    ["Not taken because", entry.why],
    ["Cited for it", entry.cited],
    ["Takes it from", ancestorsOf(entry)],
    ["Source quoted by", heirsOf(entry)],
    ["Family", familyOf(entry)],
    ["Group", entry.group === undefined ? null : make("a", { href: linkTo("definitions", { group: String(entry.group) }) }, groupName(entry.group))],
    ...[...dimensionsByFramework(entry)].map(([framework, found]) => [framework.title, codeList(quote, found)]),
    ["Form", entry.pattern + (entry.negated ? ", also says what it is not" : "")],
    ["Probability", entry.probability],
    ["File", source.path],
    ["Identifier", entry.id],
  ];
  for (const [term, value] of rows) if (value !== null && value !== undefined && value !== "") list.append(make("dt", {}, term), make("dd", {}, value instanceof Node ? value : String(value)));
  return list;
};

const actions = (entry) => {
  const copies = [
    button("Copy citation", () => copy(citation(entry), "Citation")),
    button("Copy BibTeX key", () => copy(entry.document, "BibTeX key")),
    button("Copy link to this", () => copy(location.href.split("#")[0] + linkTo("definitions", { open: entry.id }), "Link")),
  ];
  if (entry.source.media !== "note") copies.splice(2, 0, button("Copy BibTeX entry", () => copy(bibtex(entry), "BibTeX entry")));
  return make("div", { class: "actions" }, copies);
};

const codeChoice = () => {
  const choice = make("select", {}, make("option", { value: "" }, "choose a dimension"));
  for (const framework of frameworks) {
    choice.append(make("optgroup", { label: framework.title }, framework.dimensions.map((dimension) => make("option", { value: `${framework.id}/${dimension.id}` }, dimension.label))));
  }
  return choice;
};

// A correction needs its reason: the study reports both.
const correctWith = (reason, id, action, value, said) => {
  const why = reason.value.trim();
  const problem = reason.closest(".correct").querySelector(".why");
  problem.textContent = why ? "" : "Say why first: the reason is kept with the correction.";
  if (why) correct(id, action, value, why, said);
  else reason.focus();
};

const spanFields = (entry, reason) => {
  const part = make("select", {}, options([["definiens", "the words that define"], ["definiendum", "the words that name what is defined"]]));
  const words = make("textarea", { rows: 3, value: entry.definiens, class: "span-words" });
  const problem = make("p", { class: "error", role: "alert" });
  part.addEventListener("change", () => { words.value = entry[part.value]; });
  const save = () => {
    const text = words.value.trim();
    if (!text || !sentenceOf(entry).includes(text)) problem.textContent = "These words do not stand in the sentence exactly so; select them in the text above.";
    else if (text === entry[part.value]) problem.textContent = "That is the span already; select other words.";
    else { problem.textContent = ""; correctWith(reason, entry.id, "edit", `${part.value}: ${text}`, "Span corrected."); }
  };
  return make("fieldset", {}, make("legend", {}, "Span"),
    make("p", { class: "soft" }, "Select words in the text above, or type them exactly."),
    make("div", { class: "row" }, make("label", { class: "grow" }, "These are", part)),
    make("label", {}, "Words", words), problem,
    make("div", { class: "row" }, button("Keep this span", save)));
};

const codeFields = (entry, reason) => {
  const choice = codeChoice();
  const named = [...entry.named].map((key) => dimensionOf.get(key));
  const add = () => { if (choice.value) correctWith(reason, entry.id, "recode", "+" + choice.value, `Code added: ${dimensionOf.get(choice.value).label}.`); };
  return make("fieldset", {}, make("legend", {}, "Codes"),
    make("div", { class: "codes" }, named.map((dimension) =>
      button(`Remove ${dimension.label} (${dimension.framework.id})`, () => correctWith(reason, entry.id, "recode", "-" + dimension.key, `Code removed: ${dimension.label}.`)))),
    make("div", { class: "row" }, make("label", { class: "grow" }, "Add a code", choice), button("Add", add)));
};

// Those picked for comparison come first, then the others of the concept.
const familyFields = (entry, reason) => {
  const picked = idsIn(state.pick).map((id) => entryOf.get(id)).filter((other) => other && other !== entry && other.why === undefined);
  const others = data.definitions.filter((other) => other !== entry && other.concept === entry.concept && !picked.includes(other));
  const choice = chooser("It says the same as", [...picked, ...others].map((other) => [other.id, `${other.source.citation}: ${other.definiens.slice(0, 60)}`]), picked[0]?.id ?? "");
  const merge = button("Merge", () => { if (choice.value()) correctWith(reason, entry.id, "merge", choice.value(), "Merged into the family."); });
  const split = relatives(entry).length ? make("div", { class: "row" }, button("Leaves its family", () => correctWith(reason, entry.id, "split", "", "Split from its family."))) : null;
  return make("fieldset", {}, make("legend", {}, "Family of quotations"), choice.element, make("div", { class: "row" }, merge), split,
    make("p", { class: "soft" }, "The whole source stands in the corpus twice? ", make("a", { href: linkTo("sources", { merge: entry.document }) }, "Merge it with the other"), "."));
};

const correctionFields = (entry) => {
  const box = make("details", { class: "correct" }, make("summary", {}, "Correct"));
  box.addEventListener("toggle", () => {
    if (!box.open || box.childElementCount > 1) return;
    const reason = make("input", { type: "text", autocomplete: "off" });
    const taken = entry.why === undefined;
    const verdict = taken
      ? button("Not a definition: reject it", () => correctWith(reason, entry.id, "reject", "", "Rejected."))
      : button("It is a definition: accept it", () => correctWith(reason, entry.id, "accept", "", "Accepted."));
    box.append(make("div", { class: "row" }, make("label", { class: "grow" }, "Reason, kept with the correction", reason), verdict), make("p", { class: "error why", role: "alert" }));
    if (taken) box.append(spanFields(entry, reason), codeFields(entry, reason), familyFields(entry, reason));
  });
  return box;
};

const pending = (entry) => {
  const rows = correctionsOf(entry.id);
  return rows.length ? make("p", { class: "notice" }, rows.map(saidRow).join(". ") + ". The next run applies it.") : null;
};

// Words selected in the text go into the field of the span, when that is open.
const takeSelection = (quote, entry) => {
  const chosen = document.getSelection();
  if (!chosen || chosen.isCollapsed || !quote.contains(chosen.anchorNode) || !quote.contains(chosen.focusNode)) return;
  const field = quote.parentElement.querySelector(".span-words");
  const text = chosen.toString().trim();
  if (field && text && sentenceOf(entry).includes(text)) field.value = text;
};

const bodyOf = (entry) => {
  const quote = highlighted(entry);
  quote.addEventListener("pointerup", () => takeSelection(quote, entry));
  quote.addEventListener("keyup", () => takeSelection(quote, entry));
  return make("div", { class: "body" }, make("div", { class: "pending" }, pending(entry)), quote, facts(entry, quote), actions(entry), correctionFields(entry));
};
