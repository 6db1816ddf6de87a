// Data and small tools. Text of pages enters the document as text only, never as markup.
const FAILED = 1, NO_TEXT = 2, EVENTS = 4, DOUBTFUL = 8, ODD = 16;
const CATEGORY_COLOUR = /^[a-z-]+$/;

const byId = (id) => document.getElementById(id);

/** A new element; children are elements, or strings, which become text. */
function make(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "class") node.className = value;
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

// The characters that could reorder or hide what is shown; the same as in the terminal.
const HOSTILE = /[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text on one line, fit to be shown: what is hostile in it as the escape that names it. */
function visible(text) {
  return text.replace(HOSTILE, escapeOf);
}

function escapeOf(character) {
  const code = character.charCodeAt(0);
  if (character === "\n") return " ";
  return code < 256 ? "\\x" + code.toString(16).padStart(2, "0") : "\\u" + code.toString(16).padStart(4, "0");
}

function shorten(text, length) {
  return text.length <= length ? text : text.slice(0, length - 1) + "…";
}

function percent(part, whole) {
  if (part && part / whole < 0.0005) return "<0.1%";
  return (whole ? (100 * part) / whole : 0).toFixed(1) + "%";
}

function many(count, one, more) {
  return count.toLocaleString("en") + " " + (count === 1 ? one : more || one + "s");
}

/** What the element of that name holds, unpacked. */
async function unpack(id) {
  const letters = atob(byId(id).textContent);
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at++) bytes[at] = letters.charCodeAt(at);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text()).data;
}

const kept = new Map();
const KEPT_CHUNKS = 6;

/** The pages of a piece; the last few are remembered. */
async function chunk(number) {
  if (!kept.has(number)) {
    kept.set(number, unpack("chunk-" + number));
    if (kept.size > KEPT_CHUNKS) kept.delete(kept.keys().next().value);
  }
  return kept.get(number);
}

/** A row of the index as an object. */
function pageOf(row, number) {
  const [id, title, site, length, removed, cuts, categories, rules, flags, piece, position] = row;
  return { number, id, title, site, length, removed, cuts, categories, rules, flags, piece, position };
}

const recordOf = async (page) => (await chunk(page.piece))[page.position];

/** Show that something went wrong, instead of leaving a dead page. */
function trouble(message) {
  const box = byId("trouble");
  box.textContent = message;
  box.hidden = false;
}
