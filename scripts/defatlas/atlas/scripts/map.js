// The map: one dot per place, linked with the list. Drawn by hand, as SVG, so that the strict policy needs no exception.

const MAP_WIDTH = 600, MAP_HEIGHT = 440, MAP_EDGE = 26;

const places = (() => {
  const found = new Map();
  for (const entry of data.definitions) {
    if (entry.x === undefined) continue;
    const key = `${entry.x},${entry.y},${entry.group}`;
    if (!found.has(key)) found.set(key, { x: entry.x, y: entry.y, group: entry.group, entries: [] });
    found.get(key).entries.push(entry);
  }
  return [...found.values()].sort((a, b) => b.entries.length - a.entries.length || a.x - b.x || a.y - b.y);
})();

const scaleOf = (values, from, to) => {
  const least = Math.min(...values), most = Math.max(...values), span = most - least || 1;
  return { to: (value) => from + ((value - least) / span) * (to - from), back: (place) => least + ((place - from) / (to - from)) * span };
};

let mapSvg = null, mapArea = null, mapActive = -1, mapCorner = null;
const mapX = places.length ? scaleOf(places.map((place) => place.x), MAP_EDGE, MAP_WIDTH - MAP_EDGE) : null;
const mapY = places.length ? scaleOf(places.map((place) => place.y), MAP_HEIGHT - MAP_EDGE, MAP_EDGE) : null;

const describePlace = (place) => {
  const [first, ...rest] = place.entries;
  const more = rest.length ? `, and ${plural(rest.length, "other definition")} naming the same` : "";
  return `${first.source.citation}: “${first.definiens.slice(0, 110)}${first.definiens.length > 110 ? "…" : ""}”${more}. ${groupName(place.group)}.`;
};

const activate = (index) => {
  if (mapActive >= 0) places[mapActive].dot.classList.remove("active");
  mapActive = index;
  mapSvg.setAttribute("aria-activedescendant", index >= 0 ? `dot-${index}` : "");
  if (index < 0) return;
  places[index].dot.classList.add("active");
  byId("map-status").textContent = describePlace(places[index]);
};

const openPlace = (place) => {
  const found = selected();
  const inside = found.filter((entry) => place.entries.includes(entry));
  const target = inside[0] ?? place.entries[0];
  openEntry(target.id, inside.length ? {} : clearedFilters());
};

// Two corners in the units of the drawing become an area of the map's own axes.
const setArea = (a, b) => {
  const x = [mapX.back(a.x), mapX.back(b.x)].sort((p, q) => p - q);
  const y = [mapY.back(a.y), mapY.back(b.y)].sort((p, q) => p - q);
  mapCorner = null;
  filterBy({ area: [x[0], y[0], x[1], y[1]].map((value) => value.toFixed(4)).join(",") });
};

const outline = (a, b) => {
  const box = { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
  for (const [name, value] of Object.entries(box)) mapArea.setAttribute(name, Math.max(value, 2).toFixed(1));
  mapArea.removeAttribute("visibility");
};

const corner = (point) => {
  if (mapCorner) { setArea(mapCorner, point); return; }
  mapCorner = point;
  outline(point, point);
  byId("map-status").textContent = "First corner set; choose the opposite corner of the area.";
};

const pointOf = (event) => {
  const box = mapSvg.getBoundingClientRect();
  return { x: ((event.clientX - box.left) / box.width) * MAP_WIDTH, y: ((event.clientY - box.top) / box.height) * MAP_HEIGHT };
};

const nearest = (index, dx, dy) => {
  const from = places[Math.max(index, 0)];
  if (index < 0) return 0;
  let best = index, least = Infinity;
  places.forEach((place, other) => {
    const along = (mapX.to(place.x) - mapX.to(from.x)) * dx + (mapY.to(place.y) - mapY.to(from.y)) * dy;
    const across = (mapX.to(place.x) - mapX.to(from.x)) * dy + (mapY.to(place.y) - mapY.to(from.y)) * dx;
    if (other === index || along <= 0.5) return;
    const cost = along + 2.5 * Math.abs(across);
    if (cost < least) { least = cost; best = other; }
  });
  return best;
};

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const mapKey = (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (STEPS[event.key]) activate(nearest(mapActive, ...STEPS[event.key]));
  else if (event.key === "Home") activate(0);
  else if (event.key === "Enter" && mapActive >= 0) openPlace(places[mapActive]);
  else if (event.key.toLowerCase() === "b" && mapActive >= 0) corner({ x: mapX.to(places[mapActive].x), y: mapY.to(places[mapActive].y) });
  else if (event.key === "Escape") { mapCorner = null; filterBy({ area: "" }); }
  else return;
  event.preventDefault();
};

const watchPointer = () => {
  let start = null, dragged = false;
  mapSvg.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    start = event.pointerType === "touch" ? null : pointOf(event);
    dragged = false;
  });
  mapSvg.addEventListener("pointermove", (event) => {
    const over = event.target.closest("circle");
    if (over && !dragged) byId("map-status").textContent = describePlace(places[Number(over.dataset.index)]);
    if (!start) return;
    const point = pointOf(event);
    if (!dragged && Math.hypot(point.x - start.x, point.y - start.y) > 6) { dragged = true; mapSvg.setPointerCapture(event.pointerId); }
    if (dragged) outline(start, point);
  });
  mapSvg.addEventListener("pointerup", (event) => {
    if (start && dragged) setArea(start, pointOf(event));
    start = null;
  });
  mapSvg.addEventListener("click", (event) => {
    if (dragged) { dragged = false; return; }
    const dot = event.target.closest("circle");
    if (dot) { activate(Number(dot.dataset.index)); openPlace(places[mapActive]); } else corner(pointOf(event));
  });
};

const buildMap = () => {
  mapArea = draw("rect", { class: "area", visibility: "hidden" });
  mapSvg = draw("svg", { class: "map", viewBox: `0 0 ${MAP_WIDTH} ${MAP_HEIGHT}`, role: "listbox", tabindex: 0, "aria-label": `Map of ${plural(places.length, "place")}, by the dimensions that definitions name` });
  places.forEach((place, index) => {
    const size = Math.min(4 + 2.2 * Math.sqrt(place.entries.length - 1), 17);
    place.dot = draw("circle", { id: `dot-${index}`, role: "option", "aria-selected": "false", "data-index": index, class: `g${place.group % 9}`, cx: mapX.to(place.x).toFixed(1), cy: mapY.to(place.y).toFixed(1), r: size.toFixed(1), "aria-label": describePlace(place) });
    mapSvg.append(place.dot);
  });
  mapSvg.append(mapArea);
  mapSvg.addEventListener("keydown", mapKey);
  mapSvg.addEventListener("focus", () => { if (mapActive < 0 && mapSvg.matches(":focus-visible")) activate(0); });
  watchPointer();
  byId("map").append(mapSvg);
  byId("legend").append(...groups.map((group) =>
    make("a", { href: "#", "data-group": group.number }, make("span", { class: `swatch g${group.number % 9}`, "aria-hidden": "true" }), `${groupName(group.number)} (${group.size})`)));
};

const showMap = (found) => {
  byId("map-panel").hidden = !places.length || state.set === "rejected";
  if (byId("map-panel").hidden) return;
  if (!mapSvg) buildMap();
  const inside = new Set(found);
  let shown = 0;
  for (const place of places) {
    const some = place.entries.some((entry) => inside.has(entry));
    const open = place.entries.some((entry) => entry.id === state.open);
    place.dot.classList.toggle("out", !some);
    place.dot.classList.toggle("open", open);
    place.dot.setAttribute("aria-selected", String(open));
    shown += some ? place.entries.filter((entry) => inside.has(entry)).length : 0;
  }
  for (const link of byId("legend").children) link.href = linkTo("definitions", { ...state, view: "", open: "", group: link.dataset.group });
  if (state.area) {
    const [x0, y0, x1, y1] = state.area.split(",").map(Number);
    outline({ x: mapX.to(x0), y: mapY.to(y0) }, { x: mapX.to(x1), y: mapY.to(y1) });
  } else if (!mapCorner) mapArea.setAttribute("visibility", "hidden");
  const opened = entryOf.get(state.open);
  byId("map-status").textContent = opened && opened.x !== undefined
    ? `Open: ${opened.source.citation}.`
    : `${shown} of the ${plural(found.length, "definition")} listed stand on the map: it shows those that figures on ${data.concept} count.`;
};
