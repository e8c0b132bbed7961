// Start, and going from view to view.

const SHOW = { definitions: showDefinitions, compare: showComparison, initiatives: showInitiatives, tables: showTables, sources: showSources, corrections: showCorrections };

function render() {
  for (const view of VIEWS) byId(view).classList.toggle("current", view === state.view);
  for (const link of document.querySelectorAll("[data-view]")) {
    link.href = linkTo(link.dataset.view);
    if (link.dataset.view === state.view) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  showNumber();
  showTray();
  SHOW[state.view]?.();
}

const arrive = (moved) => {
  const before = state.view;
  if (!readAddress()) return;
  shown = STEP;
  render();
  if (state.view === "definitions" && state.open) scrollToEntry(state.open);
  else if (state.view === "sources" && state.merge) byId("merge-title").scrollIntoView();
  else if (state.view === "figures" && state.figure) byId(`figure-${state.figure}`)?.scrollIntoView();
  else if (moved && before !== state.view) scrollTo(0, 0);
  if (moved && before !== state.view && !state.open) byId(`${state.view}-title`).focus({ preventScroll: true });
};

const buildTheme = () => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const control = byId("theme");
  const isDark = () => (document.documentElement.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";
  const label = () => { control.textContent = isDark() ? "Light" : "Dark"; control.setAttribute("aria-label", isDark() ? "Light colours" : "Dark colours"); };
  const saved = kept("defatlas:theme");
  if (saved === "dark" || saved === "light") document.documentElement.dataset.theme = saved;
  control.addEventListener("click", () => {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark";
    keep("defatlas:theme", document.documentElement.dataset.theme);
    label();
  });
  dark.addEventListener("change", label);
  control.hidden = false;
  label();
};

document.documentElement.classList.add("scripted");
for (const view of VIEWS) byId(`${view}-title`).setAttribute("tabindex", "-1");
buildTheme();
loadWork();
buildFilters();
addEventListener("hashchange", () => arrive(true));
addEventListener("beforeprint", () => { for (const box of document.querySelectorAll("#filter-box")) box.open = false; });
arrive(false);
