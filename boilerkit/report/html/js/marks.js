// Corrections: what a person judged, by page, remembered by the browser and downloaded as one file.
const STORE = "boilerkit:" + document.documentElement.dataset.digest;
const marksByPage = new Map();

function loadMarks() {
  try {
    for (const [number, marks] of JSON.parse(localStorage.getItem(STORE) || "[]")) marksByPage.set(number, marks);
  } catch {
    marksByPage.clear(); // no storage for files, or somebody else's data: start afresh
  }
}

function saveMarks() {
  try {
    localStorage.setItem(STORE, JSON.stringify([...marksByPage]));
  } catch {
    // Without storage the marks live as long as the page does.
  }
  showBasket();
}

const marksOf = (number) => marksByPage.get(number) || [];

/** The marks of a page without a stretch; a mark that it cuts in two becomes two. */
function without(marks, start, end) {
  const left = [];
  for (const mark of marks) {
    if (mark.start < start) left.push({ ...mark, end: Math.min(mark.end, start) });
    if (mark.end > end) left.push({ ...mark, start: Math.max(mark.start, end) });
  }
  return left;
}

function setMarks(number, marks) {
  if (marks.length) marksByPage.set(number, marks.sort((one, other) => one.start - other.start));
  else marksByPage.delete(number);
  saveMarks();
}

const addMark = (number, mark) => setMarks(number, [...without(marksOf(number), mark.start, mark.end), mark]);
const dropMark = (number, start, end) => setMarks(number, without(marksOf(number), start, end));

function showBasket() {
  const pages = marksByPage.size;
  const marks = [...marksByPage.values()].reduce((sum, each) => sum + each.length, 0);
  byId("basket").hidden = !marks;
  byId("basket-count").textContent = marks ? many(marks, "correction") + " on " + many(pages, "page") : "";
}

/** The corrections as data: of each page the record with its text, and what was marked. */
async function corrections(pages) {
  const found = [];
  for (const [number, marks] of [...marksByPage].sort((one, other) => one[0] - other[0])) {
    const { problem, ...record } = await recordOf(pages[number]);
    found.push({ record, corrections: marks });
  }
  return { schema: "boilerkit.corrections/1", pages: found };
}

async function download(pages) {
  const data = JSON.stringify(await corrections(pages), null, 1) + "\n";
  const link = make("a", { href: URL.createObjectURL(new Blob([data], { type: "application/json" })), download: "corrections.json" });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
