// Show a state of a review (see `state.js`), and turn clicks and keys into the next.

const SHOWN = { held: "open", mended: "mended unless you undo it", decided: "decided", all: "all" };
const HAN = /(\p{Script=Han}[\p{Script=Han}\p{P}\s]*)/u;
const KEYS = "y, n, m and digits answer; s skips; u takes back, r does it again; a answers all of a kind; arrows move";

// Make an element: attributes that are functions listen, those that are false or undefined are left out.
function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value !== false && value !== undefined) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== undefined && child !== ""));
  return node;
}

const zh = (tag, text, attributes = {}) => make(tag, { lang: "zh", ...attributes }, text);

// A sentence in English, with what is Chinese in it marked as such.
const spoken = (text) => text.split(HAN).map((part) => (HAN.test(part) ? zh("span", part) : part));

// Line ends can be seen where they are what is changed.
const visible = (text) => text.replaceAll("\n", "⏎");

const percent = (share) => `${(100 * share).toFixed(share > 0.99 && share < 1 ? 1 : 0)} %`;

const button = (label, key, click, attributes = {}) => make("button", { type: "button", "data-key": key, click, ...attributes }, label);

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
  // Made once: what is drawn again would take away from under the fingers what one is writing.
  const foot = make("div", { class: "zh-foot" },
    make("label", {}, "Your name ", make("input", { type: "text", value: state.by, autocomplete: "name",
      change: (event) => update((now) => ({ ...now, by: event.target.value.trim() })) })),
    make("label", {}, make("input", { type: "checkbox", checked: true, change: (event) => { keysOn = event.target.checked; } }), ` Keys: ${KEYS}`));
  let keysOn = true; // those who speak to their machine can switch them off
  root.classList.add("zh-review");
  root.replaceChildren(body, foot, status);

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
    status.textContent = state.message;
    const rows = body.querySelector(".zh-list ol");
    rows.scrollTop = scrolled;
    keepInSight(rows, rows.querySelector("[aria-current]"));
    if (key) (body.querySelector(`[data-key="${CSS.escape(key)}"]`) ?? body.querySelector("h2")).focus({ preventScroll: true });
  }

  keysOf.addEventListener("keydown", (event) => {
    if (!keysOn || event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input[type=text], select")) return;
    const next = pressed(state, event.key);
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    update(() => next);
  });
  draw();
  return update;
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
  const said = `${decided} of ${items.length} decided`;
  return make("div", { class: "zh-bar" },
    make("label", { class: "zh-progress" }, said, make("progress", { max: items.length || 1, value: decided })),
    button("Undo", "undo", () => update(undo), { disabled: !state.past.length, "aria-keyshortcuts": "u" }),
    button("Redo", "redo", () => update(redo), { disabled: !state.future.length, "aria-keyshortcuts": "r" }),
    ...tools(state, update));
}

function list(state, update) {
  const rows = listed(state);
  const kinds = [...new Set(state.data.items.map((item) => item.kind))].sort();
  const select = (name, label, options, chosen) =>
    make("label", {}, label, make("select", { "data-key": name, change: (event) => update((now) => filter(now, { [name]: event.target.value })) },
      options.map(([value, text]) => make("option", { value, selected: value === chosen }, text))));
  const count = (show) => listed({ ...state, show }).length;
  return make("nav", { class: "zh-list", "aria-label": "Findings" },
    select("show", "Show", Object.entries(SHOWN).map(([name, label]) => [name, `${label} (${count(name)})`]), state.show),
    select("kind", "Kind", [["", "all kinds"], ...kinds.map((kind) => [kind, kind])], state.kind),
    make("ol", { tabindex: rows.length ? undefined : "-1" }, rows.map((item) => make("li", {}, row(item, state, update)))),
    rows.length ? "" : make("p", { class: "zh-soft" }, "None is left here."));
}

function row(item, state, update) {
  const key = answerOf(item, state.decisions);
  const block = blockOf(item, state.decisions);
  const answer = item.choices.find((choice) => choice.key === key)?.label ?? (block ? `block: ${block.choice}` : "");
  return make("button",
    { type: "button", "data-key": `row${item.number}`, "aria-current": item.number === state.at && "true",
      click: () => update((now) => look(now, item.number)) },
    make("span", { class: "zh-line" }, `line ${item.line}`), make("span", {}, item.kind),
    zh("span", excerpt(item), { class: "zh-excerpt" }),
    answer ? make("span", { class: "zh-answer" }, "✓ ", answer) : "");
}

// A passage that is long enough to be known again, or where it stands.
function excerpt({ left, old, right }) {
  const text = old.trim().length > 5 ? old.trim() : left.slice(-8) + old + right.slice(0, 8);
  return visible(text.trim());
}

function detail(state, update, picture) {
  const item = current(state);
  if (!item) return make("section", { class: "zh-item" }, make("h2", { tabindex: "-1" }, "Nothing to decide"));
  return make("section", { class: "zh-item", "aria-labelledby": "zh-heading" },
    make("h2", { id: "zh-heading", tabindex: "-1" }, item.kind, make("span", { class: "zh-soft" }, ` line ${item.line}${item.page ? `, page ${item.page}` : ""}`)),
    make("p", { class: "zh-facts" },
      make("span", { class: item.applied ? "zh-badge zh-mended" : "zh-badge" }, item.applied ? "mended by default" : "left by default"),
      ` right in ${percent(item.confidence)} of cases like it`, item.why ? `; ${item.why}` : ""),
    context(item),
    make("p", {}, make("strong", {}, "Evidence: "), ...spoken(item.evidence)),
    choices(item, state, update),
    item.block ? kindOf(item, state, update) : "",
    make("p", { class: "zh-moves" },
      button("← Previous", "previous", () => update((now) => move(now, -1))),
      button("Skip →", "next", () => update((now) => move(now, 1)))),
    state.counts?.length ? counts(state.counts) : "",
    picture && item.page ? pageOf(item, state, update, picture) : "");
}

function context(item) {
  const same = item.old === item.new;
  const changed = same
    ? [make("mark", {}, item.old)]
    : [item.old && make("del", {}, visible(item.old)), item.new && make("ins", {}, visible(item.new))].filter(Boolean);
  const [left, right] = [item.left, item.right].map((text) => text.replace(/\s*\n\s*/g, "\n"));
  return zh("blockquote", ["…", left, ...changed, right, "…"], { class: "zh-context" });
}

function choices(item, state, update) {
  const chosen = answerOf(item, state.decisions);
  const alike = openAlike(state, item).length;
  return make("div", { class: "zh-choices", role: "group", "aria-label": "Answers" },
    item.choices.map((choice) =>
      make("button",
        { type: "button", "data-key": `answer-${choice.key}`, "aria-pressed": String(choice.key === chosen), "aria-keyshortcuts": choice.key,
          click: () => update((now) => answer(now, item, choice.key)) },
        make("kbd", {}, choice.key), make("span", {}, ...spoken(choice.label)), effectOf(choice))),
    alike > 1
      ? make("label", { class: "zh-alike" }, make("input", { type: "checkbox", checked: state.alike, "data-key": "alike",
          change: (event) => update((now) => ({ ...now, alike: event.target.checked })) }),
        ` The next answer is for all ${alike} open of this kind (a)`)
      : "");
}

function effectOf(choice) {
  if (!choice.effect.length) return make("span", { class: "zh-effect" }, "counts as in the source");
  const change = (count) => (count > 0 ? `+${count}` : `−${-count}`);
  return make("span", { class: "zh-effect" }, choice.effect.flatMap(([term, count], at) => [at ? ", " : "", zh("span", term), ` ${change(count)}`]));
}

function kindOf(item, state, update) {
  const decided = blockOf(item, state.decisions);
  const usual = `${item.block_kind}${item.block_level ? `, level ${item.block_level}` : ""}`;
  const set = (kind, level) => update((now) => setKind(now, item, kind, level));
  const select = (key, options, change) => make("select", { "data-key": key, change }, options.map(([value, text, selected]) => make("option", { value, selected }, text)));
  const kinds = [["", `as it was taken: ${usual}`, !decided], ...state.data.kinds.map((kind) => [kind, kind, decided?.choice === kind])];
  return make("p", { class: "zh-kind" },
    make("label", {}, "Its block is ", select("block-kind", kinds, (event) => set(event.target.value))),
    decided?.choice === "heading"
      ? make("label", {}, " level ", select("block-level", [1, 2, 3, 4, 5, 6].map((level) => [level, level, level === decided.level]), (event) => set("heading", Number(event.target.value))))
      : "");
}

function counts(rows) {
  const cells = (tag, values, scope) => values.map((value) => make(tag, { scope }, value));
  return make("table", { class: "zh-counts" },
    make("caption", {}, "Counts that change most"),
    make("thead", {}, make("tr", {}, cells("th", ["term", "as it came", "as decided"], "col"))),
    make("tbody", {}, rows.map(([term, raw, now]) => make("tr", {}, zh("th", term, { scope: "row" }), cells("td", [raw, now])))));
}

function pageOf(item, state, update, picture) {
  const shown = state.picture?.page === item.page ? state.picture : undefined;
  if (state.pageOpen && !shown) picture(item.page);
  return make("details", { class: "zh-page", open: state.pageOpen,
      toggle: (event) => { if (event.target.open !== Boolean(state.pageOpen)) update((now) => ({ ...now, pageOpen: event.target.open })); } },
    make("summary", { "data-key": "page" }, `Page ${item.page}`),
    shown ? make("img", { src: shown.src, alt: shown.alt }) : make("p", {}, "…"));
}
