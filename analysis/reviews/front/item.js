// Show one finding: its text, its evidence, what may be answered, and what that does.

function detail(state, update, picture) {
  const item = current(state);
  if (!item) return make("section", { class: "zh-item" }, make("h2", { tabindex: "-1" }, "Nothing to decide"));
  return make(
    "section",
    { class: "zh-item", "aria-label": `${item.kind}, line ${item.line}` },
    make(
      "h2",
      { tabindex: "-1" },
      item.kind,
      make("span", { class: "zh-soft" }, ` line ${item.line}${item.page ? `, page ${item.page}` : ""}`),
    ),
    make(
      "p",
      { class: "zh-facts" },
      make(
        "span",
        { class: item.applied ? "zh-badge zh-mended" : "zh-badge" },
        item.applied ? "mended by default" : "left by default",
      ),
      ` right in ${percent(item.confidence)} of cases like it`,
      item.why ? `; ${item.why}` : "",
    ),
    context(item),
    make("p", {}, make("strong", {}, "Evidence: "), ...spoken(item.evidence)),
    choices(item, state, update),
    item.block ? kindOf(item, state, update) : "",
    make(
      "p",
      { class: "zh-moves" },
      button("← Previous", "previous", () => update((now) => move(now, -1))),
      button("Skip →", "next", () => update((now) => move(now, 1))),
    ),
    state.counts?.length ? counts(state.counts) : "",
    picture && item.page ? pageOf(item, state, update, picture) : "",
  );
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
    { class: "zh-choices", role: "group", "aria-label": "Answers" },
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
          ` The next answer is for all ${alike} open of this kind (a)`,
        )
      : "",
  );
}

function effectOf(choice) {
  if (!choice.effect.length) return make("span", { class: "zh-effect" }, "no count changes");
  const change = (count) => (count > 0 ? `+${count}` : `−${-count}`);
  return make(
    "span",
    { class: "zh-effect" },
    choice.effect.flatMap(([term, count], at) => [at ? ", " : "", zh("span", term), ` ${change(count)}`]),
  );
}

function kindOf(item, state, update) {
  const decided = blockOf(item, state.decisions);
  const usual = `${item.block_kind}${item.block_level ? `, level ${item.block_level}` : ""}`;
  const set = (kind, level) => update((now) => setKind(now, item, kind, level));
  const select = (key, options, change) =>
    make(
      "select",
      { "data-key": key, change },
      options.map(([value, text, selected]) => make("option", { value, selected }, text)),
    );
  const kinds = [
    ["", `as it was taken: ${usual}`, !decided],
    ...state.data.kinds.map((kind) => [kind, kind, decided?.choice === kind]),
  ];
  return make(
    "p",
    { class: "zh-kind" },
    make(
      "label",
      {},
      "Its block is ",
      select("block-kind", kinds, (event) => set(event.target.value)),
    ),
    decided?.choice === "heading"
      ? make(
          "label",
          {},
          " level ",
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
    make("caption", {}, "Counts that change most"),
    make("thead", {}, make("tr", {}, cells("th", ["term", "as it came", "as decided"], "col"))),
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
    make("summary", { "data-key": "page" }, `Page ${item.page}`),
    shown ? make("img", { src: shown.src, alt: shown.alt }) : make("p", {}, "…"),
  );
}
