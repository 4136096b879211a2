// The review as a widget of a notebook: the kernel holds the decisions, counts, and draws pages.

function show({ model, el }) {
  const set = (name, value) => {
    model.set(name, value);
    model.save_changes();
  };
  // Else JupyterLab would take b, x and the like for commands on the cell.
  el.addEventListener("keydown", (event) => {
    const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey;
    if (isPlain && (event.key.length === 1 || event.key.startsWith("Arrow"))) event.stopPropagation();
  });
  const root = make("div", { tabindex: "-1" });
  el.append(root);
  const first = start({ ...model.get("_data"), decisions: model.get("_rows") });
  const update = mount(
    root,
    { ...first, counts: model.get("_counts") },
    {
      save: (state) => set("_rows", state.decisions),
      picture: (page) => set("_page", page),
    },
  );
  // What the kernel says, or the same widget where it is shown once more.
  const heard = {
    "change:_counts": () => update((state) => ({ ...state, counts: model.get("_counts") })),
    "change:_picture": () => update((state) => ({ ...state, picture: model.get("_picture") })),
    "change:_rows": () =>
      update((state) => (state.decisions === model.get("_rows") ? state : takeUp(state, model.get("_rows"), ""))),
  };
  for (const [name, hear] of Object.entries(heard)) model.on(name, hear);
  return () => Object.entries(heard).forEach(([name, hear]) => model.off(name, hear));
}

export default { render: show };
