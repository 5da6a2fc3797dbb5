/** Filters the changes; without it all of them are there. It is allowed by its hash, so nothing else can be. */
export const SCRIPT = `
"use strict";
const form = document.querySelector("form.filters");
const files = [...document.querySelectorAll("section.file")];
const all = files.map((file) => ({ file, parts: [...file.querySelectorAll(".part")].map((part) => ({ part, people: [...part.children].map((row) => ({ row, text: undefined })) })) }));
const plain = (text) => text.normalize("NFKC").toLowerCase();
const count = document.getElementById("count");
let waiting;
function filter() {
  const wanted = new FormData(form);
  const words = plain(wanted.get("q")).split(/\\s+/).filter((word) => word !== "");
  const [kind, file, weight, result] = ["kind", "file", "weight", "result"].map((name) => wanted.get(name) ?? "");
  let shown = 0;
  for (const one of all) {
    const elsewhere = file !== "" && one.file.dataset.file !== file;
    let here = 0;
    for (const { part, people } of one.parts) {
      const before = here;
      for (const person of people) {
        const { kind: own, weight: heavy, result: became } = person.row.dataset;
        let fits = !elsewhere && (kind === "" || own === kind) && (weight === "" || heavy !== undefined) && (result === "" || became === result);
        if (fits && words.length > 0) {
          person.text ??= plain(person.row.textContent);
          fits = words.every((word) => person.text.includes(word));
        }
        if (person.row.hidden === fits) person.row.hidden = !fits;
        if (fits) here += 1;
      }
      if (part.hidden === here > before) part.hidden = here === before;
    }
    if (one.file.hidden === here > 0) one.file.hidden = here === 0;
    shown += here;
  }
  count.textContent = count.dataset.text.replace("{n}", shown.toLocaleString(document.documentElement.lang));
}
if (form !== null) {
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 80); });
  filter();
}
`;
