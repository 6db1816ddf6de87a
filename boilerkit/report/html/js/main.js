// The address says which view is shown; buttons and keys do the rest.
const KEYS = {
  n: () => stepCut(1), p: () => stepCut(-1), j: () => stepLine(1), k: () => stepLine(-1),
  s: () => judge("stay"), g: () => judge("go"), u: () => takeBack(),
};

/** Show the view that the address names. */
async function show(focus) {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const number = Number(parameters.get("n"));
  let name = parameters.get("view");
  if (name === "page" && !list.pages[number]) name = "pages";
  if (!["pages", "page"].includes(name)) name = "overview";
  if (name === "pages") {
    filtersFrom(parameters);
    await findPages();
    byId("back").href = location.hash;
  } else if (name === "page") {
    if (!list.found.some((page) => page.number === number)) list.found = list.pages;
    if (!(await openPage(list.pages[number]))) return;
  }
  for (const each of ["overview", "pages", "page"]) byId("view-" + each).hidden = each !== name;
  for (const link of document.querySelectorAll("nav [data-view]")) {
    if (link.dataset.view === name) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  if (!focus) return;
  const heading = byId("view-" + name).querySelector("h2");
  window.scrollTo(0, 0);
  heading.focus({ preventScroll: true });
}

function listen() {
  window.addEventListener("hashchange", () => {
    if (location.hash !== "#main") show(true).catch((error) => trouble("This view cannot be shown: " + error.message));
  });
  const clicks = {
    download: () => download(list.pages), discard: discardMarks, "page-back": () => stepPage(-1), "page-on": () => stepPage(1),
    "cut-back": () => stepCut(-1), "cut-on": () => stepCut(1), stay: () => judge("stay"), go: () => judge("go"), undo: takeBack,
    "part-back": () => showPart(view.part - 1), "part-on": () => showPart(view.part + 1),
  };
  for (const [id, act] of Object.entries(clicks)) byId(id).addEventListener("click", act);
  const text = byId("text");
  text.addEventListener("keydown", (event) => {
    const act = KEYS[event.key];
    if (!act || event.ctrlKey || event.altKey || event.metaKey || !view.parts.length) return;
    event.preventDefault();
    act();
  });
  text.addEventListener("click", (event) => {
    const element = event.target.closest(".piece");
    if (element && !selected()) choose(Number(element.dataset.at), false);
  });
  text.addEventListener("mouseover", (event) => {
    const element = event.target.closest(".cut");
    if (element && !element.title) element.title = visible(view.record.removals[view.pieces[element.dataset.at].cut].reason);
  });
  document.addEventListener("selectionchange", () => {
    const span = view.record && view.record.source !== undefined && !byId("view-page").hidden ? selected() : null;
    if (!span) return;
    view.selection = span;
    say();
  });
}

function discardMarks() {
  if (!confirm("Discard all corrections?")) return;
  marksByPage.clear();
  saveMarks();
  if (view.page && !byId("view-page").hidden && view.parts.length) again(view.at < 0 ? 0 : view.offsets.points(view.pieces[view.at].from));
}

async function start() {
  if (typeof DecompressionStream === "undefined") throw new Error("this browser cannot unpack them; a newer one can");
  startList(await unpack("index"));
  list.found = list.pages;
  loadMarks();
  showBasket();
  listen();
  await show(false);
  document.documentElement.dataset.ready = "yes";
}

start().catch((error) => trouble("The pages cannot be shown: " + error.message));
