// One page: its text with the removals marked, the facts of the stretch at hand, and the verdicts.
const view = { turn: 0, page: null, record: null, offsets: null, pieces: [], parts: [], part: 0, at: -1, selection: null };
const BEFORE_TEXT = "Choose a removal or a line of the text, or select a part of it.";

/** Show a page; false when another one was asked for while its text was unpacked. */
async function openPage(page) {
  const turn = ++view.turn;
  const record = await recordOf(page);
  if (turn !== view.turn) return false;
  Object.assign(view, { page, record, at: -1, selection: null, part: 0 });
  byId("page-title").textContent = visible(page.id);
  byId("page-facts").textContent = factsOf(page, record);
  const categories = new Map();
  for (const cut of record.removals || []) categories.set(cut.category, (categories.get(cut.category) || 0) + cut.end - cut.start);
  byId("page-legend").replaceChildren(...[...categories].sort((one, other) => other[1] - one[1]).map(([name, length]) =>
    make("li", {}, label(name), " " + percent(length, page.length))));
  if (record.source !== undefined) view.offsets = new Offsets(record.source, record.length);
  layOut();
  say();
  moveButtons();
  return true;
}

function factsOf(page, record) {
  if (record.error) return "";
  const facts = [percent(page.removed, page.length) + " removed in " + many(page.cuts, "cut"), many(page.length, "character")];
  if (record.title) facts.push("title: " + visible(shorten(record.title, 160)));
  for (const event of record.events) facts.push(visible(event.kind + ": " + event.message));
  return facts.join(" · ");
}

/** Cut the text into pieces anew, as after a verdict. */
function layOut() {
  const { record, page } = view;
  if (record.source === undefined) {
    view.pieces = [];
    view.parts = [];
    byId("parts").hidden = true;
    byId("text").replaceChildren(...withoutText(record));
    return;
  }
  view.pieces = piecesOf(record.source, view.offsets, record.removals, marksOf(page.number));
  view.parts = partsOf(view.pieces);
  view.pieces.forEach((piece, at) => (piece.at = at));
  showPart(Math.min(view.part, view.parts.length - 1));
}

/** What can be said of a page that failed, or whose text is missing: the error, and the removals with their reasons. */
function withoutText(record) {
  if (record.error) return [make("p", { class: "bad" }, "This page could not be cleaned: " + visible(record.error))];
  const rows = record.removals.map((cut) => make("li", {}, label(cut.category), " " + cut.start + "–" + cut.end + " " + visible(cut.rule + ": " + cut.reason)));
  return [make("p", { class: "bad" }, "The text cannot be shown: " + visible(record.problem || "")), make("ol", { class: "bare" }, ...rows)];
}

function showPart(number) {
  view.part = number;
  const part = view.parts[number] || [];
  const page = make("pre", { dir: "auto" });
  page.append(...part.map(elementOf));
  byId("text").replaceChildren(page);
  byId("parts").hidden = view.parts.length < 2;
  byId("part-place").textContent = "part " + (number + 1) + " of " + view.parts.length;
  byId("part-back").disabled = number === 0;
  byId("part-on").disabled = number >= view.parts.length - 1;
}

function elementOf(piece) {
  const { record } = view;
  const cut = piece.cut < 0 ? null : record.removals[piece.cut];
  const verdict = piece.mark ? piece.mark.verdict : "";
  const text = record.source.slice(piece.from, piece.to);
  const classes = ["piece", cut ? "cut " + colourOf(cut.category) : "", verdict ? "marked " + verdict : "", text.trim() ? "" : "blank"];
  const element = make(cut ? "del" : "span", { class: classes.join(" ").trim(), "data-at": piece.at });
  if (cut && piece.first && text.trim()) element.append(tagOf(cut, piece));
  if (verdict && piece.first && text.trim()) element.append(make("span", { class: "sign", dir: "ltr" }, verdict === "stay" ? "should stay" : "should go: " + piece.mark.category));
  element.append(...textNodes(text));
  return element;
}

/** The label of a removal, which takes the focus and says the reason. */
function tagOf(cut, piece) {
  const name = visible(cut.category + ", removed by " + cut.rule + ": " + cut.reason);
  const tag = make("button", { type: "button", class: "tag", dir: "ltr", title: visible(cut.reason), "aria-label": name, "data-at": piece.at }, visible(cut.category));
  tag.addEventListener("focus", () => choose(piece.at, false));
  return tag;
}

/** Make a piece the one at hand; its part is shown first when it is another one. */
function choose(at, scroll = true) {
  if (at < 0 || at >= view.pieces.length) return;
  if (!elementAt(at)) showPart(view.parts.findIndex((part) => part[part.length - 1].at >= at));
  document.querySelectorAll(".piece.now").forEach((old) => old.classList.remove("now"));
  view.at = at;
  view.selection = null;
  const element = elementAt(at);
  element.classList.add("now");
  if (scroll) element.scrollIntoView({ block: "center" });
  say();
}

const elementAt = (at) => byId("text").querySelector('.piece[data-at="' + at + '"]');

/** Go to the next piece that passes, from the one at hand. */
function step(direction, passes) {
  let at = view.at < 0 ? (direction > 0 ? -1 : view.pieces.length) : view.at;
  for (at += direction; at >= 0 && at < view.pieces.length; at += direction) {
    const piece = view.pieces[at];
    if (passes(piece) && view.record.source.slice(piece.from, piece.to).trim()) {
      choose(at);
      return;
    }
  }
}

const stepCut = (direction) => step(direction, (piece) => piece.cut >= 0 && piece.first && piece.cut !== (view.pieces[view.at] || {}).cut);
const stepLine = (direction) => step(direction, () => true);

/** The stretch that a verdict would be about, in code points. */
function stretch() {
  if (view.selection) return view.selection;
  if (view.at < 0) return null;
  const piece = view.pieces[view.at];
  if (piece.mark) return piece.mark;
  if (piece.cut >= 0) return view.record.removals[piece.cut];
  return { start: view.offsets.points(piece.from), end: view.offsets.points(piece.to) };
}

function judge(verdict) {
  const span = stretch();
  if (!span) return;
  const mark = { start: span.start, end: span.end, verdict };
  if (verdict === "go") mark.category = byId("as").value;
  addMark(view.page.number, mark);
  again(span.start);
}

function takeBack() {
  const span = stretch();
  if (!span) return;
  dropMark(view.page.number, span.start, span.end);
  again(span.start);
}

/** Lay the text out anew and stay where we are. */
function again(start) {
  const unit = view.offsets.units(start);
  const top = window.scrollY;
  layOut();
  choose(view.pieces.findIndex((piece) => piece.to > unit), false);
  window.scrollTo(0, top);
  byId("text").focus({ preventScroll: true });
}

/** What is selected in the text, when anything is. */
function selected() {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const ends = [[range.startContainer, range.startOffset], [range.endContainer, range.endOffset]].map(([node, offset]) => {
    const element = (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement).closest("#text .piece");
    return element ? view.offsets.points(view.pieces[element.dataset.at].from + unitsBefore(element, node, offset)) : null;
  });
  return ends[0] === null || ends[1] === null || ends[0] >= ends[1] ? null : { start: ends[0], end: ends[1] };
}

function say() {
  const { record } = view;
  const span = record.source === undefined ? null : stretch();
  const piece = view.pieces[view.at];
  const cut = !view.selection && piece && piece.cut >= 0 ? record.removals[piece.cut] : null;
  byId("verdict").hidden = !span;
  const cuts = record.removals ? record.removals.length : 0;
  byId("cut-place").textContent = cut ? "removal " + (piece.cut + 1) + " of " + cuts : many(cuts, "removal");
  if (!span) {
    byId("panel").replaceChildren(make("p", { class: "note" }, record.source === undefined ? "There is no text to judge." : BEFORE_TEXT));
    return;
  }
  const judged = !view.selection && piece && piece.mark;
  const lines = judged ? [make("p", { class: "good" }, "You say: should " + judged.verdict + (judged.category ? " as " + judged.category : ""))] : [];
  if (cut) lines.push(...cutFacts(cut));
  else lines.push(make("p", {}, view.selection ? "Selected: " + many(span.end - span.start, "character") : "Kept."));
  byId("panel").replaceChildren(...lines);
  byId("undo").hidden = !judged;
  if (cut) byId("as").value = cut.category;
}

function cutFacts(cut) {
  const { record, offsets } = view;
  const evidence = record.source.slice(offsets.units(cut.evidence[0]), offsets.units(cut.evidence[1]));
  const facts = [
    ["Rule", visible(cut.rule)],
    ["Why", visible(cut.reason)],
    ["Evidence", visible(shorten(evidence, 200))],
    ["Certain", (cut.certain ? "yes" : "no") + ", confidence " + cut.confidence],
    ["Also claimed by", visible(cut.also.join(", "))],
    ["Place", cut.start + "–" + cut.end],
  ];
  return [
    make("p", {}, "Removed as ", label(cut.category)),
    make("dl", {}, ...facts.filter(([, value]) => value).map(([name, value]) => make("div", {}, make("dt", {}, name), make("dd", { dir: name === "Evidence" ? "auto" : "ltr" }, value)))),
  ];
}

function moveButtons() {
  const at = list.found.findIndex((page) => page.number === view.page.number);
  byId("page-back").disabled = at <= 0;
  byId("page-on").disabled = at < 0 || at >= list.found.length - 1;
}

function stepPage(direction) {
  const at = list.found.findIndex((page) => page.number === view.page.number);
  const next = list.found[at + direction];
  if (next) location.hash = "#view=page&n=" + next.number;
}
