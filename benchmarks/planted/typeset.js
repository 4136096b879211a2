// Sets blocks on pages of a fixed size, and returns what stands on each page as [item, start, end] or, of page furniture, its text.
// A page is a box with columns; a paragraph that does not fit is cut where its last full line ends, and goes on overleaf.
function typeset(spec, blocks) {
  const pages = [], make = (name, parent, tag = "div") => {
    const element = document.createElement(tag);
    element.className = name;
    if (parent) parent.append(element);
    return element;
  };
  const height = spec.height - 2 * spec.top;

  function newPage() {
    const box = make("page", document.body), text = make("text", box), notes = make("notes", box);
    text.style.height = height + "mm";
    pages.push({ box, text, notes, placed: [] });
    return pages.at(-1);
  }

  function fits(page) {
    const notes = page.notes.childElementCount ? page.notes.getBoundingClientRect().height : 0;
    page.text.style.height = `calc(${height}mm - ${notes ? notes + 8 : 0}px)`;
    return page.text.scrollWidth <= page.text.clientWidth + 1 && page.text.scrollHeight <= page.text.clientHeight + 1;
  }

  function figure(block, name) {
    const element = make(name, null, "span"), picture = make("picture", null, "span"), caption = make("caption", null, "span");
    picture.style.height = block.height + "mm";
    caption.textContent = block.text;
    element.append(...(block.above ? [caption, picture] : [picture, caption]));
    return element;
  }

  function rows(block) {
    const table = make(`rows ${block.kind.split(" ")[0]}`, null, "table");
    for (const row of block.rows) {
      const line = make("", table, "tr");
      for (const cell of row) make("", line, "td").textContent = cell.text;
    }
    return table;
  }

  const holdsInset = (block, start, end) => block.inset && start <= block.inset.at && block.inset.at < end;

  function render(block, start, end) {
    if (block.type === "figure") return figure(block, block.span ? "figure span" : "figure");
    if (block.type === "rows") return rows(block);
    const name = `${block.kind.split(" ")[0]} l${block.level}${block.span ? " span" : ""}`;
    const cut = (end < block.text.length ? " cut" : "") + (start ? " rest" : "");
    const element = make(name + cut, null, "p");
    if (holdsInset(block, start, end)) {
      element.append(block.text.slice(start, block.inset.at), figure(block.inset, "figure inset"), block.text.slice(block.inset.at, end));
    } else element.append(block.text.slice(start, end));
    return element;
  }

  function place(page, index, start, end) {
    const block = blocks[index], element = render(block, start, end), last = block.text && end === block.text.length;
    page.text.append(element);
    const note = block.note && last ? make("note", page.notes, "p") : null;
    if (note) note.textContent = block.note.text;
    return { index, start, end, element, note };
  }

  const remove = (put) => { put.element.remove(); put.note?.remove(); };

  // Where a line can end: before no closing mark, behind no opening one, in no number or word.
  function legal(text, end) {
    const bad = () => "，。、；：！？”’）》」』〉〕】%…—".includes(text[end]) || "“‘（《「『〈〔【".includes(text[end - 1]) ||
      /[\w.,%]{2}/.test(text.slice(end - 1, end + 1));
    while (end > 0 && bad()) end--;
    return end;
  }

  function cutToFit(page, index, start) {
    const text = blocks[index].text;
    let low = start, high = text.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1, put = place(page, index, start, middle), good = fits(page);
      remove(put);
      if (good) low = middle; else high = middle - 1;
    }
    return legal(text, low);
  }

  let page = newPage();
  for (let index = 0, start = 0; index < blocks.length;) {
    const block = blocks[index], length = block.text ? block.text.length : 0;
    if (block.fresh && !start && page.placed.length > 1) page = newPage();
    const put = place(page, index, start, length);
    if (fits(page) || (!page.placed.length && block.kind !== "paragraph")) {
      page.placed.push(put);
      [index, start] = [index + 1, 0];
      continue;
    }
    remove(put);
    const end = block.kind === "paragraph" || block.kind === "lead" ? cutToFit(page, index, start) : start;
    if (end > start + 12 && length - end > 2) {
      page.placed.push(place(page, index, start, end));
      start = end;
    } else while (page.placed.length > 1 && blocks[page.placed.at(-1).index].level) {
      const heading = page.placed.pop();  // no heading at the foot of a page
      remove(heading);
      [index, start] = [heading.index, 0];
    }
    page = newPage();
  }
  return pages.map((page, number) => furnished(page, number));

  function furnished(page, number) {
    fits(page);
    const pieces = page.placed.flatMap((put) => piecesOf(blocks[put.index], put));
    // A running head names the chapter that goes on from the page before: what stands on the page itself would be there twice.
    page.head = number ? pages[number - 1].last : spec.title;
    page.last = page.placed.map((put) => blocks[put.index]).findLast((block) => block.level > 1)?.text ?? page.head;
    const count = number + spec.first, words = { ...spec.words, page: count, pages: pages.length + spec.first - 1, title: spec.title.slice(0, 20), head: page.head.slice(0, 24) };
    const fill = (form) => form.replace(/{(\w+)}/g, (_, name) => (name === "number" ? fill(words.number) : words[name]));
    for (const [place, odd, even] of spec.furniture) {
      const text = fill(count % 2 ? odd : even);
      if (!text || (!number && text === spec.title)) continue;
      const [edge, side] = place.split(" "), box = make("furniture");
      box.textContent = text;
      const where = side === "outer" ? (count % 2 ? "right" : "left") : side;
      box.style[edge] = spec.edge + "mm";
      if (where === "center") Object.assign(box.style, { left: 0, right: 0, textAlign: "center" });
      else box.style[where] = spec.margin + "mm";
      if (edge === "top" && spec.order === "around") page.box.insertBefore(box, page.text); else page.box.append(box);
      pieces.push(["page furniture", text]);
    }
    return pieces;
  }

  function piecesOf(block, { start, end, note }) {
    if (block.type === "figure") return [[block.item, 0, block.text.length]];
    if (block.type === "rows") return block.rows.flat().map((cell) => [cell.item, 0, cell.text.length]);
    const own = [[block.item, start, end]];
    if (holdsInset(block, start, end)) own.push([block.inset.item, 0, block.inset.text.length]);
    if (note) own.push([block.note.item, 0, block.note.text.length]);
    return own;
  }
}
