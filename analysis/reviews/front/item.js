// Show one finding: its text, its evidence, what may be answered, and what that does.

function detail(state, update, picture) {
  const item = current(state);
  if (!item) return make("section", { class: "zh-item" }, make("h2", { tabindex: "-1" }, say("Nothing to decide")));
  return make(
    "section",
    { class: "zh-item", "aria-label": say("{kind}, line {line}", { kind: say(item.kind), line: item.line }) },
    make(
      "h2",
      { tabindex: "-1" },
      say(item.kind),
      make("span", { class: "zh-soft" }, " ", placeOf(item)),
    ),
    make(
      "p",
      { class: "zh-facts" },
      make(
        "span",
        { class: item.applied ? "zh-badge zh-mended" : "zh-badge" },
        item.applied ? say("mended by default") : say("left by default"),
      ),
      say(" right in {share} of cases like it", { share: percent(item.confidence) }),
      item.why ? say("; {why}", { why: item.why }) : "",
    ),
    context(item),
    make("p", {}, make("strong", {}, say("Evidence: ")), ...spoken(item.evidence)),
    choices(item, state, update),
    item.block ? kindOf(item, state, update) : "",
    make(
      "p",
      { class: "zh-moves" },
      button(say("← Previous"), "previous", () => update((now) => move(now, -1))),
      button(say("Skip →"), "next", () => update((now) => move(now, 1))),
    ),
    state.counts?.length ? counts(state.counts) : "",
    picture && item.page ? pageOf(item, state, update, picture) : "",
  );
}

function placeOf({ line, page }) {
  return page ? say("line {line}, page {page}", { line, page }) : say("line {line}", { line });
}

function context(item) {
  const same = item.old === item.new;
  const change = (old, now) =>
    [old && make("del", {}, visible(old)), now && make("ins", {}, visible(now))].filter(Boolean);
  const more = item.more.flatMap(([between, old, now]) => [between.replace(/\s*\n\s*/g, "\n"), ...change(old, now)]);
  const changed = same ? [make("mark", {}, item.old)] : [...change(item.old, item.new), ...more];
  const [left, right] = [item.left, item.right].map((text) => text.replace(/\s*\n\s*/g, "\n"));
  return zh("blockquote", ["…", left, ...changed, right, "…"], { class: "zh-context" });
}

function choices(item, state, update) {
  const chosen = answerOf(item, state.decisions);
  const alike = openAlike(state, item).length;
  return make(
    "div",
    { class: "zh-choices", role: "group", "aria-label": say("Answers") },
    item.choices.map((choice) =>
      make(
        "button",
        {
          type: "button",
          "data-key": `answer-${choice.key}`,
          "aria-pressed": String(choice.key === chosen),
          "aria-keyshortcuts": /[A-Z]/.test(choice.key) ? `Shift+${choice.key}` : choice.key,
          click: () => update((now) => answer(now, item, choice.key)),
        },
        make("kbd", {}, choice.key),
        make("span", {}, ...spoken(choice.label)),
        effectOf(choice),
      ),
    ),
    alike > 1
      ? make(
          "label",
          { class: "zh-alike" },
          make("input", {
            type: "checkbox",
            checked: state.alike,
            "data-key": "alike",
            change: (event) => update((now) => ({ ...now, alike: event.target.checked })),
          }),
          say(" The next answer is for all {n} open of this kind (a)", { n: alike }),
        )
      : "",
  );
}

function effectOf(choice) {
  if (!choice.effect.length) return make("span", { class: "zh-effect" }, say("no count changes"));
  const change = (count) => (count > 0 ? `+${count}` : `−${-count}`);
  return make(
    "span",
    { class: "zh-effect" },
    choice.effect.flatMap(([term, count], at) => [at ? ", " : "", zh("span", term), ` ${change(count)}`]),
  );
}

function kindOf(item, state, update) {
  const decided = blockOf(item, state.decisions);
  const kind = say(item.block_kind);
  const usual = item.block_level ? say("{kind}, level {level}", { kind, level: item.block_level }) : kind;
  const set = (kind, level) => update((now) => setKind(now, item, kind, level));
  const select = (key, options, change) =>
    make(
      "select",
      { "data-key": key, change },
      options.map(([value, text, selected]) => make("option", { value, selected }, text)),
    );
  const kinds = [
    ["", say("as it was taken: {kind}", { kind: usual }), !decided],
    ...state.data.kinds.map((one) => [one, say(one), decided?.choice === one]),
  ];
  return make(
    "p",
    { class: "zh-kind" },
    make(
      "label",
      {},
      say("Its block is "),
      select("block-kind", kinds, (event) => set(event.target.value)),
    ),
    decided?.choice === "heading"
      ? make(
          "label",
          {},
          say(" level "),
          select(
            "block-level",
            [1, 2, 3, 4, 5, 6].map((level) => [level, level, level === decided.level]),
            (event) => set("heading", Number(event.target.value)),
          ),
        )
      : "",
  );
}

function counts(rows) {
  const cells = (tag, values, scope) => values.map((value) => make(tag, { scope }, value));
  return make(
    "table",
    { class: "zh-counts" },
    make("caption", {}, say("Counts that change most")),
    make("thead", {}, make("tr", {}, cells("th", [say("term"), say("as it came"), say("as decided")], "col"))),
    make(
      "tbody",
      {},
      rows.map(([term, raw, now]) => make("tr", {}, zh("th", term, { scope: "row" }), cells("td", [raw, now]))),
    ),
  );
}

function pageOf(item, state, update, picture) {
  const shown = state.picture?.page === item.page ? state.picture : undefined;
  if (state.pageOpen && !shown) picture(item.page);
  return make(
    "details",
    {
      class: "zh-page",
      open: state.pageOpen,
      toggle: (event) => {
        if (event.target.open !== Boolean(state.pageOpen)) update((now) => ({ ...now, pageOpen: event.target.open }));
      },
    },
    make("summary", { "data-key": "page" }, say("Page {page}", { page: item.page })),
    shown ? make("img", { src: shown.src, alt: shown.alt }) : make("p", {}, "…"),
  );
}
