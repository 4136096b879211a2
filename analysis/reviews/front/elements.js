// Elements of a review's page; what a text holds goes in as text, and never as markup.

const HAN = /(\p{Script=Han}[\p{Script=Han}\p{P}\s]*)/u;

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

const button = (label, key, click, attributes = {}) =>
  make("button", { type: "button", "data-key": key, click, ...attributes }, label);
