// The tables of a view file, which `nutgraf/figures/view_tables.py` describes, as rows.

const READ = {
  number: Number,
  text: String,
  day: (text) => `${text}T00:00:00Z`,
  flag: (text) => text === "true",
};

function cells(text, delimiter) {
  const lines = [];
  let line = [];
  let cell = "";
  let quoted = false;
  const end = () => {
    line.push(cell);
    cell = "";
  };
  for (let place = 0; place < text.length; place += 1) {
    const letter = text[place];
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (text[place + 1] === '"') {
        cell += letter;
        place += 1;
      } else quoted = false;
    } else if (letter === '"') quoted = true;
    else if (letter === delimiter) end();
    else if (letter === "\n") {
      end();
      lines.push(line);
      line = [];
    } else if (letter !== "\r") cell += letter;
  }
  if (cell || line.length) {
    end();
    lines.push(line);
  }
  return lines.filter((parts) => parts.length > 1 || parts[0]);
}

async function fetched(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response;
}

async function rowsOf(table, base) {
  if (table.csv) {
    const text = await (await fetched(new URL(table.csv, base))).text();
    const [header, ...lines] = cells(text, table.delimiter);
    const columns = Object.entries(table.types).map(([name, type]) => [name, header.indexOf(name), READ[type]]);
    const row = (line) => columns.map(([name, place, read]) => [name, line[place] ? read(line[place]) : null]);
    return lines.map((line) => Object.fromEntries(row(line)));
  }
  if (table.columns) {
    const columns = Object.entries(table.columns);
    return columns[0][1].map((_, place) => Object.fromEntries(columns.map(([name, values]) => [name, values[place]])));
  }
  return table.value;
}
