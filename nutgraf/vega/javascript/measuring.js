// Defines `textMeasure(tables)`: text widths from advance tables instead of a canvas.
//
// `tables` maps a lower-case family to its faces, each JSON text: {"regular": …, "bold italic": …}.
globalThis.textMeasure = (tables) => {
  const namedWeights = { normal: 400, bold: 700, lighter: 100, bolder: 700 };
  const heaviest = { 299: "extralight", 399: "light", 500: "regular", 600: "semibold", 700: "bold" };

  // The face that CSS would choose among those of the fonts.
  const faceName = (weight, style) => {
    const limit = Object.keys(heaviest).find((each) => weight <= each);
    const upright = limit === undefined ? "black" : heaviest[limit];
    return style === "italic" || style === "oblique" ? `${upright} italic` : upright;
  };

  // Families that CSS knows without a file. A monospaced font has no table: every letter is as wide as an unknown one.
  const generic = { serif: "source serif pro", monospace: "monospace", "ui-monospace": "monospace" };
  const monospaced = { unitsPerEm: 1, advances: {}, ligatures: [], kerning: [] };

  const familyOf = (font) => {
    for (const name of String(font || "").split(",")) {
      const family = name.trim().replace(/^["']|["']$/g, "").toLowerCase();
      if (Object.hasOwn(tables, family)) return family;
      if (Object.hasOwn(generic, family)) return generic[family];
    }
    return Object.keys(tables)[0];
  };

  const read = (family, name) => {
    if (!Object.hasOwn(tables[family], name)) throw new Error(`the font ${family}, ${name}, is not here`);
    return { ...JSON.parse(tables[family][name]), face: `${family}/${name}` };
  };

  // Parsed tables by family and face, and the same by all that a text item says of its font.
  const parsed = new Map();
  const remembered = new Map();
  const asked = new Set();
  const face = (font, weight, style) => {
    const described = `${weight}|${style}|${font}`;
    let table = remembered.get(described);
    if (table === undefined) {
      const family = familyOf(font);
      const name = faceName(namedWeights[weight] ?? (Number(weight) || 400), style);
      const key = `${family}|${name}`;
      if (!parsed.has(key)) parsed.set(key, tables[family] ? read(family, name) : monospaced);
      table = parsed.get(key);
      if (remembered.size > 1000) remembered.clear();
      remembered.set(described, table);
    }
    if (table.face) asked.add(table.face);
    return table;
  };

  // Glyphs that the font lacks come from some other font; ems that most fonts give them, the first that fits.
  const otherFonts = [
    [/[\p{Mn}\p{Me}\p{Default_Ignorable_Code_Point}\u1160-\u11ff]/u, 0],
    [/\p{Mc}/u, 0.3],
    [/[\uff61-\uffdc]/u, 0.5],
    [/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uffef]/u, 1],
    [/\p{Emoji_Presentation}/u, 1.25],
    [/[\u{1f300}-\u{10ffff}]/u, 1],
    [/(?!\p{Nd})\p{Script=Arabic}/u, 0.45],
    [/\p{Script=Hebrew}/u, 0.55],
  ];
  const elsewhere = (character) => otherFonts.find(([characters]) => characters.test(character))?.[1];

  // In font units; a letter with a mark, or a styled one, is about as wide as the plain letters it stands for.
  const advance = (code, table) => {
    const own = table.advances[code];
    if (own !== undefined) return own;
    const character = String.fromCodePoint(code);
    const ems = elsewhere(character);
    if (ems !== undefined) return ems * table.unitsPerEm;
    const plain = Array.from(character.normalize("NFKD"), (part) => part.codePointAt(0));
    if (plain[0] === code) return 0.6 * table.unitsPerEm;
    return plain.reduce((sum, part) => sum + advance(part, table), 0);
  };

  // What emoji fonts show as one sign: two letters of a flag, a person with a skin colour, a family.
  const sign = "(?:\\p{Emoji_Presentation}|\\p{Extended_Pictographic}\\ufe0f)\\p{Emoji_Modifier}?";
  const sequences = new RegExp(`\\p{RI}\\p{RI}|${sign}(?:\\u200d(?:${sign}|\\p{Extended_Pictographic}))*`, "gu");
  const withOneSignEach = (text) => (/\p{Emoji}[^\0-\x7f]/u.test(text) ? text.replace(sequences, "😀") : text);

  const codesOf = (text, ligatures) => {
    const codes = Array.from(withOneSignEach(text), (character) => character.codePointAt(0));
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
      units += advance(codes[index], table);
      if (index + 1 < codes.length) units += kern(table.kerning, codes[index], codes[index + 1]);
    }
    return units / table.unitsPerEm;
  };

  // As SVG shows it: white space of XML collapses, other spaces stay.
  const spaced = (text) => text.replace(/[ \t\r\n]+/g, " ").replace(/^ | $/g, "");

  const known = new Map();
  const measure = (text, size, weight, style, font) => {
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
  // The faces that were asked for since the last call.
  measure.faces = () => {
    const faces = [...asked];
    asked.clear();
    return faces;
  };
  return measure;
};
