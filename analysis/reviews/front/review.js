// Show a state of a review (see `state.js`), and turn clicks and keys into the next.

const shown = () => ({
  held: say("open"),
  mended: say("mended unless you undo it"),
  decided: say("decided"),
  all: say("all"),
});
const keysHelp = () =>
  say("Keys: y, n, m and digits answer; s skips; u takes back, r does it again; a answers all of a kind; arrows move");

// Fill a root element with a review, and follow it.
//
// root: an element, which is emptied.
// state: from `start`.
// save: called with the state whenever the decisions have changed.
// options.keysOf: the element whose keys answer; tools: elements that stand beside undo and redo;
// picture: called with the number of a page that is to be shown.
// Returns `update`, which takes a function from the state to the next.
export function mount(root, state, { save, keysOf = root, tools = () => [], picture } = {}) {
  const status = make("p", { role: "status", class: "zh-status" });
  const body = make("div");
  const words = make("div", { class: "zh-words" });
  let keysOn = true;
  const foot = footer(state.by, update, (isOn) => {
    keysOn = isOn;
  });
  root.classList.add("zh-review");
  root.replaceChildren(body, wordField(update), words, foot, status);

  function update(change) {
    const before = state;
    state = change(state);
    if (state === before) return;
    draw();
    if (state.decisions !== before.decisions) save(state);
  }

  function draw() {
    const focused = root.getRootNode().activeElement;
    const key = body.contains(focused) ? focused.dataset.key : undefined;
    const scrolled = body.querySelector(".zh-list ol")?.scrollTop ?? 0;
    const columns = make("div", { class: "zh-columns" }, list(state, update), detail(state, update, picture));
    body.replaceChildren(bar(state, update, tools), columns);
    words.replaceChildren(...wordsOf(state).map((word) => wordButton(word, update)));
    status.textContent = state.message;
    const rows = body.querySelector(".zh-list ol");
    rows.scrollTop = scrolled;
    keepInSight(rows, rows.querySelector("[aria-current]"));
    if (key)
      (body.querySelector(`[data-key="${CSS.escape(key)}"]`) ?? body.querySelector("h2")).focus({
        preventScroll: true,
      });
  }

  keysOf.addEventListener("keydown", (event) => {
    if (!keysOn || event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input[type=text], select"))
      return;
    const next = pressed(state, event.key);
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    update(() => next);
  });
  draw();
  return update;
}

// Made once, as the footer is.
function wordField(update) {
  const field = make("input", { type: "text", lang: "zh", autocomplete: "off", keydown: (event) => pressedIn(event) });
  const add = () => {
    update((now) => addWord(now, field.value));
    field.value = "";
  };
  const pressedIn = (event) => {
    if (event.key === "Enter" && !event.isComposing) add(); // an input method ends a word with Enter, too
  };
  const label = make("label", {}, say("Word for the dictionary "), field);
  return make("div", { class: "zh-foot" }, label, button(say("Add word"), "word", add));
}

function wordButton(word, update) {
  const take = () => update((now) => removeWord(now, word));
  return button([zh("span", word), " ×"], `word-${word}`, take, { "aria-label": say("Take {word} out of the dictionary", { word }) });
}

// Made once: to draw it again would take away what one is writing. The keys can be switched off, for those who speak to
// their machine.
function footer(by, update, setKeys) {
  const name = make("input", {
    type: "text",
    value: by,
    autocomplete: "name",
    change: (event) => update((now) => ({ ...now, by: event.target.value.trim() })),
  });
  const keys = make("input", { type: "checkbox", checked: true, change: (event) => setKeys(event.target.checked) });
  return make(
    "div",
    { class: "zh-foot" },
    make("label", {}, say("Your name "), name),
    make("label", {}, keys, " ", keysHelp()),
  );
}

// Scroll a list so far that a row of it can be seen; the window stays.
function keepInSight(list, row) {
  if (!row) return;
  const [frame, box] = [list.getBoundingClientRect(), row.getBoundingClientRect()];
  if (box.top < frame.top) list.scrollTop -= frame.top - box.top;
  if (box.bottom > frame.bottom) list.scrollTop += box.bottom - frame.bottom;
}

function bar(state, update, tools) {
  const { items } = state.data;
  const decided = items.filter((item) => isDecided(item, state.decisions)).length;
  const said = say("{n} of {all} decided", { n: decided, all: items.length });
  return make(
    "div",
    { class: "zh-bar" },
    make("label", { class: "zh-progress" }, said, make("progress", { max: items.length || 1, value: decided })),
    button(say("Undo"), "undo", () => update(undo), { disabled: !state.past.length, "aria-keyshortcuts": "u" }),
    button(say("Redo"), "redo", () => update(redo), { disabled: !state.future.length, "aria-keyshortcuts": "r" }),
    ...tools(state, update),
  );
}

function list(state, update) {
  const rows = listed(state);
  const kinds = [...new Set(state.data.items.map((item) => item.kind))].sort();
  const select = (name, label, options, chosen) =>
    make(
      "label",
      {},
      label,
      make(
        "select",
        { "data-key": name, change: (event) => update((now) => filter(now, { [name]: event.target.value })) },
        options.map(([value, text]) => make("option", { value, selected: value === chosen }, text)),
      ),
    );
  const count = (show) => listed({ ...state, show }).length;
  return make(
    "nav",
    { class: "zh-list", "aria-label": say("Findings") },
    select(
      "show",
      say("Show"),
      Object.entries(shown()).map(([name, label]) => [name, `${label} (${count(name)})`]),
      state.show,
    ),
    select("kind", say("Kind"), [["", say("all kinds")], ...kinds.map((kind) => [kind, say(kind)])], state.kind),
    make(
      "ol",
      { tabindex: rows.length ? undefined : "-1" },
      rows.map((item) => make("li", {}, row(item, state, update))),
    ),
    rows.length ? "" : make("p", { class: "zh-soft" }, say("None is left here.")),
  );
}

function row(item, state, update) {
  const key = answerOf(item, state.decisions);
  const block = blockOf(item, state.decisions);
  const answer = item.choices.find((choice) => choice.key === key)?.label ?? (block ? say("block: {kind}", { kind: say(block.choice) }) : "");
  return make(
    "button",
    {
      type: "button",
      "data-key": `row${item.number}`,
      "aria-current": item.number === state.at && "true",
      click: () => update((now) => look(now, item.number)),
    },
    make("span", { class: "zh-line" }, say("line {line}", { line: item.line })),
    make("span", {}, say(item.kind)),
    zh("span", excerpt(item), { class: "zh-excerpt" }),
    answer ? make("span", { class: "zh-answer" }, "✓ ", answer) : "",
  );
}

// A passage that is long enough to be known again, or where it stands.
function excerpt({ left, old, right }) {
  const text = old.trim().length > 5 ? old.trim() : left.slice(-8) + old + right.slice(0, 8);
  return visible(text.trim().replace(/\s*\n\s*/g, "\n"));
}
