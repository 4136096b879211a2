// The review as a widget of a notebook: the kernel holds the decisions, counts, and draws pages.

function show({ model, el }) {
  const set = (name, value) => {
    model.set(name, value);
    model.save_changes();
  };
  // Else JupyterLab would take y, m and 0 for commands on the cell.
  el.setAttribute("data-lm-suppress-shortcuts", "true");
  const root = make("div", { tabindex: "-1" });
  el.append(root);
  const data = { ...model.get("_data"), decisions: model.get("_rows") };
  const first = { ...start(data), counts: model.get("_counts") };
  const update = render(root, first, {
    save: (state) => set("_rows", state.decisions),
    picture: (page) => set("_page", page),
  });
  model.on("change:_counts", () => update((state) => ({ ...state, counts: model.get("_counts") })));
  model.on("change:_picture", () => update((state) => ({ ...state, picture: model.get("_picture") })));
}

export default { render: show };
