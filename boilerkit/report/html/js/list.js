// The list of pages: search, filters, order, fifty at a time.
const PER_LIST = 50;
const ONLY = { failed: FAILED, textless: NO_TEXT, events: EVENTS, doubtful: DOUBTFUL, odd: ODD };
const ORDER = {
  most: (one, other) => share(other) - share(one),
  least: (one, other) => share(one) - share(other),
  cuts: (one, other) => other.cuts - one.cuts,
  long: (one, other) => other.length - one.length,
  name: (one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0),
};
const share = (page) => (page.length ? page.removed / page.length : 0);

const list = { pages: [], found: [], at: 0, turn: 0, index: null };

function startList(index) {
  list.index = index;
  list.pages = index.rows.map(pageOf);
  const form = byId("filters");
  for (const [name, values] of [["category", index.categories], ["rule", index.rules], ["site", index.sites]]) {
    form.elements[name].append(...values.map((value) => make("option", { value }, visible(value))));
  }
  // Some ways to drive a browser tell of a choice by `change` alone.
  for (const kind of ["input", "change"]) form.addEventListener(kind, () => filterChanged());
  form.addEventListener("reset", () => setTimeout(() => filterChanged()));
  form.addEventListener("submit", (event) => event.preventDefault());
  byId("list-back").addEventListener("click", () => turnList(-1));
  byId("list-on").addEventListener("click", () => turnList(1));
}

/** The filters as the address has them. */
function filtersFrom(parameters) {
  const form = byId("filters");
  for (const field of form.elements) {
    if (!field.name) continue;
    if (field.type === "checkbox") field.checked = parameters.get(field.name) === "on";
    else field.value = parameters.get(field.name) || "";
  }
}

function filtersToAddress() {
  const parameters = new URLSearchParams({ view: "pages" });
  for (const [name, value] of new FormData(byId("filters"))) if (value) parameters.set(name, value);
  return "#" + parameters;
}

let waiting = 0;
function filterChanged() {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    history.replaceState(null, "", filtersToAddress());
    findPages();
  }, 120);
}

/** Find the pages the filters let through; those whose text holds the words come in as the texts are read. */
async function findPages() {
  const turn = ++list.turn;
  const fields = Object.fromEntries(new FormData(byId("filters")));
  const words = (fields.q || "").toLowerCase();
  const passing = list.pages.filter(testOf(fields));
  const named = passing.filter((page) => !words || (page.id + "\n" + page.title).toLowerCase().includes(words));
  list.at = 0;
  showFound(named, fields, "");
  if (!words || !fields.text) return;
  const found = new Set(named);
  let piece = -1, shown = performance.now();
  for (const page of [...passing].sort((one, other) => one.piece - other.piece)) {
    if (page.piece !== piece && performance.now() - shown > 250) {
      showFound(passing.filter((each) => found.has(each)), fields, ", searching …");
      shown = performance.now();
    }
    piece = page.piece;
    const record = await recordOf(page);
    if (turn !== list.turn) return;
    if (record.source && record.source.toLowerCase().includes(words)) found.add(page);
  }
  showFound(passing.filter((each) => found.has(each)), fields, "");
}

function testOf(fields) {
  const { index } = list;
  const at = (names, name) => (name ? names.indexOf(name) : null);
  const category = at(index.categories, fields.category), rule = at(index.rules, fields.rule), site = at(index.sites, fields.site);
  const least = fields.min ? Number(fields.min) / 100 : null, most = fields.max ? Number(fields.max) / 100 : null;
  const flag = ONLY[fields.only];
  return (page) =>
    (category === null || page.categories.includes(category)) &&
    (rule === null || page.rules.includes(rule)) &&
    (site === null || page.site === site) &&
    (least === null || (share(page) >= least && !(page.flags & FAILED))) &&
    // A range from a chart ends before the next one begins, but for the last.
    (most === null || (most >= 1 || least === null ? share(page) <= most : share(page) < most)) &&
    (flag === undefined || page.flags & flag) &&
    (fields.only !== "marked" || marksByPage.has(page.number));
}

function showFound(pages, fields, note) {
  const order = ORDER[fields.sort];
  list.found = order ? [...pages].sort((one, other) => order(one, other) || one.number - other.number) : pages;
  byId("count").textContent = many(list.found.length, "page") + " of " + list.pages.length.toLocaleString("en") + note;
  showList();
}

function turnList(step) {
  list.at = Math.max(0, Math.min(list.at + step * PER_LIST, Math.max(0, list.found.length - 1)));
  list.at -= list.at % PER_LIST;
  showList();
  byId("h-pages").focus();
}

function showList() {
  const shown = list.found.slice(list.at, list.at + PER_LIST);
  byId("list").start = list.at + 1;
  byId("list").replaceChildren(...shown.map(entryOf));
  const last = Math.max(1, Math.ceil(list.found.length / PER_LIST));
  byId("list-place").textContent = "page " + (list.at / PER_LIST + 1).toLocaleString("en") + " of " + last.toLocaleString("en");
  byId("list-back").disabled = list.at === 0;
  byId("list-on").disabled = list.at + PER_LIST >= list.found.length;
}

function entryOf(page) {
  const link = make("a", { href: "#view=page&n=" + page.number, dir: "auto" }, visible(page.id));
  const facts = page.flags & FAILED
    ? make("p", { class: "facts bad" }, "failed")
    : make("p", { class: "facts" },
        make("meter", { min: 0, max: 1, value: share(page).toFixed(3), "aria-label": "removed", class: "share" }),
        make("span", {}, percent(page.removed, page.length) + " removed"),
        make("span", {}, many(page.cuts, "cut")),
        make("span", {}, many(page.length, "character")),
        page.flags & NO_TEXT ? make("span", { class: "bad" }, "no text") : null,
        marksByPage.has(page.number) ? make("span", { class: "good" }, many(marksOf(page.number).length, "correction")) : null);
  const labels = page.categories.slice(0, 5).map((at) => label(list.index.categories[at]));
  return make("li", {},
    make("p", { class: "name" }, link),
    page.title ? make("p", { class: "title", dir: "auto" }, visible(shorten(page.title, 160))) : null,
    facts,
    labels.length ? make("p", { class: "labels" }, ...labels) : null);
}

/** The name of a category in its colour. */
function label(category) {
  return make("span", { class: "label " + colourOf(category) }, visible(category));
}

const colourOf = (category) => (CATEGORY_COLOUR.test(category) ? "c-" + category : "");
