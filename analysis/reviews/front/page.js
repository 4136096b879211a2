// The review as a page of its own: decisions are kept by the browser, if it may, and saved as a file.

const DATA = JSON.parse(document.getElementById("zh-data").textContent);
const KEPT = `zh-analysis review ${DATA.sha256}`;

// A page that was opened from disk may not be allowed to keep anything.
function keep(value) {
  try {
    localStorage.setItem(KEPT, value);
    return true;
  } catch {
    return false;
  }
}

// What the browser kept of this text, if it began with the same decisions as this page.
function kept(base) {
  try {
    const held = JSON.parse(localStorage.getItem(KEPT));
    return JSON.stringify(held.base) === JSON.stringify(base) ? held.decisions : undefined;
  } catch {
    return undefined;
  }
}

function download(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

let isSafe = true; // nothing would be lost if the page were closed now

function save(state) {
  isSafe = keep(JSON.stringify({ base: DATA.decisions, decisions: state.decisions }));
}

function tools(state, update) {
  const saved = () => {
    download(`${DATA.document || "text"}.decisions.json`, fileOf(state));
    isSafe = true;
    update((now) => ({ ...now, message: `Saved: ${state.decisions.length} decisions.` }));
  };
  const file = make("input", {
    type: "file",
    accept: ".json,application/json",
    class: "zh-file",
    "aria-label": "File of decisions",
    tabindex: "-1",
    change: async (event) => open(await event.target.files[0].text(), update),
  });
  return [button("Save decisions", "save", saved), button("Open decisions …", "open", () => file.click()), file];
}

function open(text, update) {
  try {
    const decisions = readFile(text);
    update((state) => takeUp(state, decisions, `Taken up: ${decisions.length} decisions.`));
  } catch (error) {
    update((state) => ({ ...state, message: error.message }));
  }
}

const before = kept(DATA.decisions);
const first = start({ ...DATA, decisions: before ?? DATA.decisions });
const message = before ? "Decisions that this browser kept are taken up." : "";
mount(document.getElementById("zh-review"), { ...first, message }, { save, keysOf: document, tools });
addEventListener("beforeunload", (event) => {
  if (!isSafe) event.preventDefault();
});
