// What a reviewer has decided and looks at, as values: each function returns a new state and changes none.
// The page and the widget join this file, `elements.js`, `item.js`, `review.js` and one of their own into one module.

const FORMAT = "zh-analysis decisions";
const VERSION = 1;
const PLACE = ["passage", "letters", "sha256", "before", "after", "nth", "of"];

let messages = {}; // by their English, in another language: those of the review that was started last

// A message in the reader's language, with values put in where it has their names in braces. Names of kinds are messages.
export const say = (text, values = {}) =>
  (Object.hasOwn(messages, text) ? messages[text] : text).replace(/\{(\w+)\}/g, (braced, name) => String(values[name] ?? braced));

const subjects = new WeakMap();

// What a decision is about, as `Decision.subject` has it: a later one on the same takes the place of an earlier one.
export function subject(decision) {
  if (!subjects.has(decision)) {
    const { about, kind = "", word = "", place } = decision;
    subjects.set(decision, JSON.stringify([about, kind, word, place ? PLACE.map((name) => place[name] ?? 1) : null]));
  }
  return subjects.get(decision);
}

const indices = new WeakMap();

// Decisions by subject, each with its number: made once for each list of them, since every item asks.
function index(decisions) {
  if (!indices.has(decisions)) {
    indices.set(decisions, new Map(decisions.map((decision, number) => [subject(decision), { decision, number }])));
  }
  return indices.get(decisions);
}

export function adding(decisions, decision) {
  return [...decisions.filter((one) => subject(one) !== subject(decision)), decision];
}

const without = (decisions, gone) => decisions.filter((one) => !gone.has(subject(one)));

// The key of the answer that decisions give to an item; of several, that of the last.
export function answerOf(item, decisions) {
  const found = index(decisions);
  const given = item.choices
    .map((choice) => ({ choice, held: found.get(subject(choice.decision)) }))
    .filter(({ choice, held }) => held?.decision.choice === choice.decision.choice);
  given.sort((one, other) => one.held.number - other.held.number);
  return given.at(-1)?.choice.key ?? "";
}

// What was decided that the block of an item is, if anything.
export const blockOf = (item, decisions) =>
  item.block ? index(decisions).get(subject(item.block))?.decision : undefined;

export const isDecided = (item, decisions) =>
  answerOf(item, decisions) !== "" || blockOf(item, decisions) !== undefined;

// The day as it is where the reader is, as ISO 8601 has it.
export function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

export function start(data, date = today()) {
  messages = data.messages ?? {};
  const state = {
    data,
    by: data.by,
    date,
    decisions: data.decisions,
    at: 0,
    show: "held",
    kind: "",
    alike: false,
    message: "",
    past: [],
    future: [],
  };
  const show = ["held", "mended", "decided"].find((name) => listed({ ...state, show: name }).length) ?? "all";
  return { ...state, show, at: listed({ ...state, show })[0]?.number ?? 0 };
}

const VIEWS = {
  held: (item, decisions) => !item.applied && !isDecided(item, decisions),
  mended: (item, decisions) => item.applied && !isDecided(item, decisions),
  decided: isDecided,
  all: () => true,
};

// The items that the filters let through.
export function listed({ data, decisions, show, kind }) {
  return data.items.filter((item) => (!kind || item.kind === kind) && VIEWS[show](item, decisions));
}

export const current = (state) => state.data.items.find((item) => item.number === state.at);

export const openAlike = (state, item) =>
  state.data.items.filter((one) => one.kind === item.kind && !isDecided(one, state.decisions));

// Look at the item before or behind the one that is shown, of those that are listed.
export function move(state, by) {
  const numbers = listed(state).map((item) => item.number);
  const next = by > 0 ? numbers.find((number) => number > state.at) : numbers.findLast((number) => number < state.at);
  return next === undefined
    ? { ...state, message: by > 0 ? say("This is the last.") : say("This is the first.") }
    : look(state, next);
}

export const look = (state, number) => ({ ...state, at: number, alike: false, message: "" });

// Choose what is listed; what is shown is in the list, if anything is.
export function filter(state, choice) {
  const next = { ...state, ...choice, message: "" };
  const found = listed(next);
  return found.some((item) => item.number === next.at)
    ? next
    : { ...next, at: found[0]?.number ?? next.at, alike: false };
}

const signed = (state, decision) => ({
  ...decision,
  ...(state.by && { by: state.by }),
  ...(state.date && { date: state.date }),
});

function take(state, decisions, message, at) {
  const next = { ...state, decisions, message, past: [...state.past, snapshot(state)], future: [], alike: false };
  return { ...next, at: at ?? following(next) };
}

const snapshot = ({ decisions, at }) => ({ decisions, at });

// The next item that is listed and open, from the one that is shown on and then from the first; or the one that is shown.
function following(state) {
  const open = listed(state).filter((item) => !isDecided(item, state.decisions));
  return (open.find((item) => item.number > state.at) ?? open[0])?.number ?? state.at;
}

const answered = (state, decisions, item, choice) => {
  const others = new Set(item.choices.map((one) => subject(one.decision)));
  const left = without(decisions, others);
  return adding(without(left, contradicted(state, left, item, choice.decision)), signed(state, choice.decision));
};

const placesOf = (item) =>
  item.choices.filter(({ decision }) => decision.about === "repeat").map(({ decision }) => subject(decision));

const repeats = new WeakMap();

// Items by each place of their repeats: made once, since every answer asks.
function repeatsOf(items) {
  if (!repeats.has(items)) {
    const found = new Map();
    for (const item of items) for (const place of placesOf(item)) found.set(place, [...(found.get(place) ?? []), item]);
    repeats.set(items, found);
  }
  return repeats.get(items);
}

const isOnAllPlaces = (decision) => ["meant", "keep"].includes(decision.choice);

// The subjects of what was said at another place of a repeat and is said otherwise now: what becomes of all places and
// what becomes of one cannot both hold.
function contradicted(state, decisions, item, decision) {
  const found = repeatsOf(state.data.items);
  const alike = new Set(placesOf(item).flatMap((place) => found.get(place)));
  const subjects = new Set([...alike].flatMap((one) => one.choices.map((choice) => subject(choice.decision))));
  const gone = decisions.filter((one) => isOnAllPlaces(decision) || isOnAllPlaces(one)).map(subject);
  return new Set(gone.filter((one) => subjects.has(one)));
}

// Give an item the answer of a key, and all open items of its kind where `alike` says so; the answer it has is taken back.
export function answer(state, item, key) {
  const choice = item.choices.find((one) => one.key === key);
  if (!choice) return state;
  if (state.alike) return answerAll(state, item, key);
  if (answerOf(item, state.decisions) === key) {
    const gone = new Set([subject(choice.decision)]);
    return take(state, without(state.decisions, gone), say("Line {line} is open again.", { line: item.line }), item.number);
  }
  return take(state, answered(state, state.decisions, item, choice), say("Line {line}: {label}.", { line: item.line, label: choice.label }));
}

export function answerAll(state, item, key) {
  const alike = openAlike(state, item).filter((one) => one.choices.some((choice) => choice.key === key));
  const decisions = alike.reduce(
    (taken, one) =>
      answered(
        state,
        taken,
        one,
        one.choices.find((choice) => choice.key === key),
      ),
    state.decisions,
  );
  return take(state, decisions, say("{n} × {kind}: answered alike.", { n: alike.length, kind: say(item.kind) }));
}

// Decide what the block of an item is; with an empty kind, take that back.
export function setKind(state, item, kind, level = 0) {
  const gone = without(state.decisions, new Set([subject(item.block)]));
  const ranked = kind === "heading" ? { level: level || 2 } : kind === "title" ? { level: 1 } : {};
  const { about, place, line } = item.block;
  const decision = signed(state, { about, choice: kind, place, ...ranked, line });
  const message = kind
    ? ranked.level
      ? say("The block on line {line} is: {kind}, level {level}.", { line, kind: say(kind), level: ranked.level })
      : say("The block on line {line} is: {kind}.", { line, kind: say(kind) })
    : say("As it was.");
  return take(state, kind ? [...gone, decision] : gone, message, item.number);
}

// The words that were added to the dictionary.
export const wordsOf = (state) => state.decisions.filter((one) => one.about === "word").map((one) => one.word);

// Add a word to the dictionary, which answers no item.
export function addWord(state, text) {
  const word = text.replace(/\s+/g, "");
  if (!word) return { ...state, message: say("No word was added.") };
  const decisions = adding(state.decisions, signed(state, { about: "word", choice: "add", word }));
  return take(state, decisions, say("“{word}” is in the dictionary when the text is repaired.", { word }), state.at);
}

export function removeWord(state, word) {
  const decisions = state.decisions.filter((one) => one.about !== "word" || one.word !== word);
  return take(state, decisions, say("“{word}” is taken out of the dictionary.", { word }), state.at);
}

export function undo(state) {
  return step(state, "past", "future", say("Taken back."), say("There is nothing to take back."));
}

export function redo(state) {
  return step(state, "future", "past", say("Done again."), say("There is nothing to do again."));
}

function step(state, from, to, message, nothing) {
  const last = state[from].at(-1);
  if (!last) return { ...state, message: nothing };
  return {
    ...state,
    ...last,
    message,
    alike: false,
    [from]: state[from].slice(0, -1),
    [to]: [...state[to], snapshot(state)],
  };
}

// Go on from other decisions, such as those of a file.
export function takeUp(state, decisions, message) {
  return take(state, decisions, message);
}

// The state after a key, or none if the key means nothing here.
export function pressed(state, key) {
  const item = current(state);
  const moves = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, s: 1 };
  if (key in moves) return move(state, moves[key]);
  if (key === "u") return undo(state);
  if (key === "r") return redo(state);
  if (item && key === "a") return { ...state, alike: !state.alike };
  return item?.choices.some((choice) => choice.key === key) ? answer(state, item, key) : null;
}

// The text of a file of decisions, the same as `Decisions.to_json` writes.
export function fileOf(state) {
  const { data, decisions } = state;
  return `${JSON.stringify({ format: FORMAT, version: VERSION, document: data.document, decisions }, null, 1)}\n`;
}

// The decisions in a file; an error says what it is instead.
export function readFile(text) {
  let held;
  try {
    held = JSON.parse(text);
  } catch {
    throw new Error(say("This is no file of decisions: it is no JSON."));
  }
  if (held?.format !== FORMAT || !Array.isArray(held.decisions)) throw new Error(say("This is no file of decisions."));
  if (held.version !== VERSION) throw new Error(say("This file is of version {version}; this page reads {read}.", { version: held.version, read: VERSION }));
  return held.decisions;
}
