// Defines `textMeasure(tables)`: text widths from advance tables instead of a canvas.
//
// `tables` maps a lower-case family to its faces: {"regular": JSON text, "semibold": …, "bold": …, "italic": …}.
globalThis.textMeasure = (tables) => {
  const namedWeights = { normal: 400, bold: 700, lighter: 300, bolder: 700 };

  const faceName = (weight, style) => {
    if (style === "italic" || style === "oblique") return "italic";
    if (weight < 550) return "regular";
    return weight < 650 ? "semibold" : "bold";
  };

  const familyOf = (font) => {
    for (const name of String(font || "").split(",")) {
      const family = name.trim().replace(/^["']|["']$/g, "").toLowerCase();
      if (Object.hasOwn(tables, family)) return family;
    }
    return Object.keys(tables)[0];
  };

  // Parsed tables by family and face, and the same by all that a text item says of its font.
  const parsed = new Map();
  const remembered = new Map();
  const face = (font, weight, style) => {
    const described = `${weight}|${style}|${font}`;
    let table = remembered.get(described);
    if (table === undefined) {
      const family = familyOf(font);
      const name = faceName(namedWeights[weight] ?? (Number(weight) || 400), style);
      const key = `${family}|${name}`;
      if (!parsed.has(key)) parsed.set(key, JSON.parse(tables[family][name]));
      table = parsed.get(key);
      if (remembered.size > 1000) remembered.clear();
      remembered.set(described, table);
    }
    return table;
  };

  // Glyphs that the font lacks come from some other font; ems that most fonts give them.
  const fallbackEm = (code) => {
    if (/\p{Mark}|\p{Default_Ignorable_Code_Point}/u.test(String.fromCodePoint(code))) return 0;
    return wide(code) ? 1 : 0.6;
  };

  const wide = (code) =>
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    code >= 0x1f300;

  const codesOf = (text, ligatures) => {
    const codes = Array.from(text, (character) => character.codePointAt(0));
    for (const [parts, code] of ligatures) {
      for (let start = codes.indexOf(parts[0]); start >= 0; start = codes.indexOf(parts[0], start + 1)) {
        if (parts.every((part, offset) => codes[start + offset] === part)) codes.splice(start, parts.length, code);
      }
    }
    return codes;
  };

  const kern = (kerning, left, right) => {
    for (const table of kerning) {
      if (table.pairs) {
        const shift = table.pairs[left]?.[right];
        if (shift !== undefined) return shift;
      } else if (table.left[left] !== undefined && table.right[right] !== undefined) {
        return table.shifts[table.left[left]][table.right[right]];
      }
    }
    return 0;
  };

  const ems = (text, table) => {
    const codes = codesOf(text, table.ligatures);
    let units = 0;
    for (let index = 0; index < codes.length; index += 1) {
      units += table.advances[codes[index]] ?? fallbackEm(codes[index]) * table.unitsPerEm;
      if (index + 1 < codes.length) units += kern(table.kerning, codes[index], codes[index + 1]);
    }
    return units / table.unitsPerEm;
  };

  // As SVG shows it: white space of XML collapses, other spaces stay.
  const spaced = (text) => text.replace(/[ \t\r\n]+/g, " ").replace(/^ | $/g, "");

  const known = new Map();
  return (text, size, weight, style, font) => {
    const shown = spaced(String(text ?? "")).normalize("NFC");
    if (!(size > 0) || !shown) return 0;
    const table = face(font, weight, style);
    const perText = known.get(table) ?? known.set(table, new Map()).get(table);
    if (!perText.has(shown)) {
      if (perText.size > 20000) perText.clear();
      perText.set(shown, ems(shown, table));
    }
    return perText.get(shown) * size;
  };
};
