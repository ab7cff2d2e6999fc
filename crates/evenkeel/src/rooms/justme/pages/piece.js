// One page on a sheet: as text, whatever was written.

/** @typedef {import("../vault/lend.js").Piece} Piece */

/** @param {Piece} piece */
export function pieceShown({ title, day, parts }) {
  const section = document.createElement("section");
  section.className = "stack-tight";
  const lines = [["h2", "", title], ["p", "soft", day]];
  for (const { label, text } of parts) lines.push(["h3", "", label], ["p", "lines-kept", text]);
  for (const [tag, kind, text] of lines) {
    if (text === "") continue;
    const line = document.createElement(tag);
    line.className = kind;
    line.textContent = text;
    section.append(line);
  }
  return section;
}
