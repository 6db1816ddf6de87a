// A page's text in pieces: offsets count code points as the record does, strings count UTF-16 units.
const LONGEST_PIECE = 8000, PART_UNITS = 60000, PART_PIECES = 3000;
const LINE_BREAK = /\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]/g;

/** Turns code points into UTF-16 units and back, for one text. */
class Offsets {
  constructor(source, length) {
    this.plain = source.length === length;
    this.marks = [];
    if (this.plain) return;
    // Where the text has a pair of surrogates, every offset behind it moves by one.
    for (let at = 0; at < source.length; at++) {
      const code = source.charCodeAt(at);
      if (code >= 0xd800 && code < 0xdc00 && at + 1 < source.length && (source.charCodeAt(at + 1) & 0xfc00) === 0xdc00) {
        this.marks.push(at);
        at++;
      }
    }
  }

  /** How many pairs begin before the unit `at`. */
  pairsBefore(at) {
    let low = 0, high = this.marks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.marks[middle] < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  points(units) {
    return this.plain ? units : units - this.pairsBefore(units);
  }

  units(points) {
    if (this.plain) return points;
    let low = 0, high = this.marks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.marks[middle] - middle < points) low = middle + 1;
      else high = middle;
    }
    return points + low;
  }
}

/**
 * The pieces of a text, in order: each kept or cut as a whole, marked as a whole or not at all, no longer than a line
 * where it is kept, and never very long. `from` and `to` are units.
 */
function piecesOf(source, offsets, cuts, marks) {
  const edges = new Set([0, source.length]);
  for (const span of [...cuts, ...marks]) {
    edges.add(offsets.units(span.start));
    edges.add(offsets.units(span.end));
  }
  const sorted = [...edges].sort((one, other) => one - other);
  const pieces = [];
  let cut = 0, mark = 0;
  for (let i = 0; i + 1 < sorted.length; i++) {
    const from = sorted[i], to = sorted[i + 1];
    while (cut < cuts.length && offsets.units(cuts[cut].end) <= from) cut++;
    while (mark < marks.length && offsets.units(marks[mark].end) <= from) mark++;
    const ours = cut < cuts.length && offsets.units(cuts[cut].start) <= from ? cut : -1;
    const judged = mark < marks.length && offsets.units(marks[mark].start) <= from ? marks[mark] : null;
    let start = from;
    for (const end of endsOf(source, from, to, ours < 0)) {
      // White space behind the words is a piece of its own, so that a frame around the words is drawn around them only.
      const words = start + source.slice(start, end).trimEnd().length;
      if (words > start) pieces.push({ from: start, to: words, cut: ours, mark: judged, first: start === from });
      if (words < end) pieces.push({ from: words, to: end, cut: ours, mark: judged, first: false });
      start = end;
    }
  }
  return pieces;
}

/** Where the pieces between two edges end: after each line when they are kept, and wherever one grows too long. */
function* endsOf(source, from, to, byLine) {
  let start = from;
  while (start < to) {
    let end = to;
    if (byLine) {
      LINE_BREAK.lastIndex = start;
      const found = LINE_BREAK.exec(source);
      if (found && LINE_BREAK.lastIndex < to) end = LINE_BREAK.lastIndex;
    }
    if (end - start > LONGEST_PIECE) {
      end = start + LONGEST_PIECE;
      if ((source.charCodeAt(end) & 0xfc00) === 0xdc00) end--;
    }
    yield end;
    start = end;
  }
}

/** The pieces in parts that a browser lays out at once. */
function partsOf(pieces) {
  const parts = [[]];
  let units = 0;
  for (const piece of pieces) {
    const part = parts[parts.length - 1];
    if (part.length && (units + piece.to - piece.from > PART_UNITS || part.length >= PART_PIECES)) {
      parts.push([piece]);
      units = 0;
    } else {
      part.push(piece);
    }
    units += piece.to - piece.from;
  }
  return parts;
}

const SHOWN_AS_IS = /[\t\n]/;

/** The text as nodes: line breaks as such, hostile characters as escapes that count as the one character they are. */
function textNodes(text) {
  const nodes = [];
  let at = 0;
  HOSTILE.lastIndex = 0;
  for (const match of text.matchAll(HOSTILE)) {
    const character = match[0];
    if (SHOWN_AS_IS.test(character)) continue;
    if (match.index > at) nodes.push(document.createTextNode(text.slice(at, match.index)));
    const silent = character === "\r" && text[match.index + 1] === "\n";
    nodes.push(make("span", { class: "escape", "data-one": true }, silent ? "" : escapeOf(character)));
    at = match.index + character.length;
    if (/[\r\x0b\x0c\x85\u2028\u2029]/.test(character) && !silent) nodes.push(make("br"));
  }
  if (at < text.length) nodes.push(document.createTextNode(text.slice(at)));
  return nodes;
}

/** How many units of the text stand before a place in a piece's element. */
function unitsBefore(element, node, offset) {
  let units = 0;
  for (const child of element.childNodes) {
    if (node === element && [...element.childNodes].indexOf(child) >= offset) break;
    const within = child === node || child.contains(node);
    if (child.nodeType === Node.TEXT_NODE) {
      if (within) return units + offset;
      units += child.data.length;
    } else if (child.dataset.one !== undefined) {
      if (within) return units;
      units += 1;
    } else if (within) {
      return units;
    }
  }
  return units;
}
