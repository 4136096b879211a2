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

// What was decided on this page, as the browser kept it; where the page was made anew since, with other decisions, these
// and those that were added to the earlier ones.
function kept(base) {
  try {
    const held = JSON.parse(localStorage.getItem(KEPT));
    const [now, then] = [base, held.base].map((list) => list.map((one) => JSON.stringify(one)));
    if (String(now) === String(then)) return held.decisions;
    return held.decisions.filter((one) => !then.includes(JSON.stringify(one))).reduce(adding, base);
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
    download(DATA.file, fileOf(state));
    isSafe = true;
    update((now) => ({ ...now, message: say("Saved: {n} decisions.", { n: state.decisions.length }) }));
  };
  const file = make("input", {
    type: "file",
    accept: ".json,application/json",
    class: "zh-file",
    "aria-label": say("File of decisions"),
    tabindex: "-1",
    change: async (event) => openFile(await event.target.files[0].text(), update),
  });
  return [button(say("Save decisions"), "save", saved), button(say("Open decisions …"), "open", () => file.click()), file];
}

function openFile(text, update) {
  try {
    const decisions = readFile(text);
    update((state) => takeUp(state, decisions, say("Taken up: {n} decisions.", { n: decisions.length })));
  } catch (error) {
    update((state) => ({ ...state, message: error.message }));
  }
}

const before = kept(DATA.decisions);
const first = start({ ...DATA, decisions: before ?? DATA.decisions });
const message = before?.length ? say("Decisions that this browser kept are taken up.") : "";
mount(document.getElementById("zh-review"), { ...first, message }, { save, keysOf: document, tools });
addEventListener("beforeunload", (event) => {
  if (!isSafe) event.preventDefault();
});
