// Tables with `data-sorts` are sorted by a click on a column's header: numbers and dates by the values of their cells
// (`data-value`), words as the page's language sorts them. Another click turns the order round, a third gives back the
// one that the table came in. Cells without a value come last in both. Without this script headers are plain text.

const NEXT = {
  number: { undefined: "descending", descending: "ascending", ascending: undefined },
  value: { undefined: "descending", descending: "ascending", ascending: undefined },
  text: { undefined: "ascending", ascending: "descending", descending: undefined },
};

function startSorting() {
  for (const table of document.querySelectorAll("table[data-sorts]")) makeSortable(table);
}

function makeSortable(table) {
  const body = table.tBodies[0];
  const came = Array.from(body.rows);
  const headers = Array.from(table.tHead.rows[0].cells);
  for (const [place, header] of headers.entries()) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    const label = document.createElement("span");
    const unit = header.querySelector(".unit");
    label.append(...Array.from(header.childNodes).filter((part) => part !== unit));
    button.append(label, ...(unit ? [" ", unit] : []));
    header.replaceChildren(button);
    button.addEventListener("click", () => {
      const order = NEXT[header.dataset.order][header.getAttribute("aria-sort") ?? undefined];
      for (const other of headers) other.removeAttribute("aria-sort");
      if (order) header.setAttribute("aria-sort", order);
      body.append(...(order ? sorted(came, place, header.dataset.order, order) : came));
    });
  }
}

function sorted(rows, place, by, order) {
  const direction = order === "ascending" ? 1 : -1;
  const words = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true });
  const compared = {
    number: (one, other) => one - other,
    value: (one, other) => (one < other ? -1 : one > other ? 1 : 0),
    text: words.compare,
  }[by];
  const keyed = rows.map((row) => [keyOf(row.cells[place], by), row]);
  const [full, empty] = [keyed.filter(([key]) => key !== null), keyed.filter(([key]) => key === null)];
  full.sort(([one], [other]) => direction * compared(one, other));
  return [...full, ...empty].map(([, row]) => row);
}

function keyOf(cell, by) {
  if ("missing" in cell.dataset) return null;
  if (by === "text") return cell.textContent;
  return by === "number" ? Number(cell.dataset.value) : cell.dataset.value;
}

startSorting();
