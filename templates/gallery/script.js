"use strict";

const PAGE = 24;
const data = JSON.parse(document.getElementById("data").textContent);
const filters = document.getElementById("filters");
const list = document.getElementById("cards");
const more = document.getElementById("more");
const number = new Intl.NumberFormat("en-US");
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const cards = data.cards;
for (const card of cards) card.words = folded(`${data.regions[card.region]} ${card.region}`);

// Each of these is a select; `of` says which of its values a file has.
const choices = {
  material: { all: "All", names: data.materials, of: (card) => card.material },
  language: { all: "All", names: data.languages, of: (card) => card.language },
  edition: { all: "All", names: data.editions, of: (card, file) => file.edition },
  paper: { all: "All", names: data.papers, of: (card, file) => file.paper },
  ink: { all: "All", names: data.inks, of: (card) => card.ink },
  brand: { all: "All", names: data.brands, of: (card) => card.brand },
  print: { all: "All", names: data.prints, of: (card) => card.print },
  checks: { all: "All", names: { passed: "All passed", notes: "With notes" }, of: (card, file) => (file.notes.length ? "notes" : "passed") },
};

// Who scrolls gets the next handouts without asking; who does not, has a button.
const watcher = new IntersectionObserver((seen) => {
  if (drawn < shown.length && seen.some((one) => one.isIntersecting)) draw();
}, { rootMargin: "600px" });

let shown = [];
let drawn = 0;

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function asked() {
  const words = folded(filters.elements.region.value).split(/[\s,]+/).filter(Boolean);
  const wanted = Object.fromEntries(Object.keys(choices).map((key) => [key, filters.elements[key].value]));
  return { words, wanted };
}

function fits(card, file, wanted, except) {
  return Object.entries(wanted).every(([key, value]) =>
    key === except || value === "" || choices[key].of(card, file) === value);
}

function inRegion(card, words) {
  return words.every((word) => card.words.includes(word));
}

function refresh() {
  const { words, wanted } = asked();
  const near = cards.filter((card) => inRegion(card, words));
  shown = near
    .map((card) => ({ card, files: card.files.filter((file) => fits(card, file, wanted)) }))
    .filter(({ files }) => files.length > 0);
  count(near, wanted);
  const files = shown.reduce((sum, { files }) => sum + files.length, 0);
  document.getElementById("count").textContent =
    `${number.format(shown.length)} ${shown.length === 1 ? "handout" : "handouts"}, ${number.format(files)} ${files === 1 ? "file" : "files"}`;
  document.getElementById("nothing").hidden = shown.length > 0;
  list.replaceChildren();
  drawn = 0;
  draw();
}

// How many files each choice would leave, the other choices standing.
function count(near, wanted) {
  for (const [key, { all, names, of }] of Object.entries(choices)) {
    const counts = Object.fromEntries(Object.keys(names).map((name) => [name, 0]));
    for (const card of near) for (const file of card.files) if (fits(card, file, wanted, key)) counts[of(card, file)] += 1;
    const select = filters.elements[key];
    if (select.options.length === 0) select.append(...["", ...Object.keys(names)].map((value) => element("option", { value })));
    for (const option of select.options) option.textContent = option.value ? `${names[option.value]} (${number.format(counts[option.value])})` : all;
  }
}

function draw() {
  const next = shown.slice(drawn, drawn + PAGE);
  list.append(...next.map(({ card, files }) => element("li", {}, handout(card, files))));
  drawn += next.length;
  more.hidden = drawn >= shown.length;
  watcher.unobserve(more);
  watcher.observe(more);
}

function handout(card, files) {
  const language = data.languages[card.language];
  const place = data.regions[card.region];
  const unusual = unlikeOthers(card);
  const label = [card.title, place, language, ...unusual].join(", ");
  const about = element("div", { className: "about" },
    element("p", { className: "name", textContent: card.material }),
    element("h2", { textContent: card.title, lang: card.language }),
    element("p", { className: "place" }, `${place} · `, element("span", { textContent: language, lang: card.language })),
    ...(unusual.length ? [element("ul", { className: "unusual" }, ...unusual.map((said) => element("li", { textContent: said })))] : []),
    links(files, label),
    notes(files));
  return element("article", {}, ...(card.pictures.length ? [pages(card, files[0], label)] : []), about);
}

// What sets a look apart from the usual one of its material.
function unlikeOthers(card) {
  return [
    card.piece,
    card.print === "Large print" ? card.print : "",
    card.ink === "grey" ? data.inks.grey : "",
    card.brand === "own" ? "" : data.brands[card.brand],
  ].filter(Boolean);
}

// A card's two sides are shown alike; of a longer handout the first page is large and the others stand beside it.
function pages(card, file, label) {
  const [width, height] = card.size;
  const shown = card.pictures.map((picture, at) => element("img", {
    loading: "lazy", decoding: "async", src: address(picture), width, height,
    alt: `${at === 0 ? "First page" : `Page ${at + 1}`} of ${label}`,
  }));
  const opened = element("a", { className: `picture ${width > height ? "wide" : "tall"}`, href: address(file.file) });
  opened.setAttribute("aria-label", `Open ${label}`);
  if (shown.length < 3) opened.append(...shown);
  else opened.append(shown[0], element("span", { className: "others" }, ...shown.slice(1)));
  return opened;
}

function links(files, label) {
  const rows = element("dl");
  for (const [edition, title] of Object.entries(data.editions)) {
    const made = files.filter((file) => file.edition === edition);
    if (made.length === 0) continue;
    rows.append(element("dt", { textContent: title }), element("dd", {}, ...made.map((file) => link(file, title, label))));
  }
  return rows;
}

function link(file, edition, label) {
  const pages = `${file.pages} ${file.pages === 1 ? "page" : "pages"}`;
  const made = element("a", { href: address(file.file), textContent: file.paper, title: pages });
  made.setAttribute("aria-label", `${file.paper}, ${pages}, ${edition}: ${label}`);
  return made;
}

function notes(files) {
  const found = [...new Set(files.flatMap((file) => file.notes))];
  if (found.length === 0) return element("p", { className: "fine", textContent: "✓ All checks passed" });
  const items = found.map((at) => {
    const [message, remedy, where] = data.notes[at];
    return element("li", {}, message, element("span", { className: "remedy", textContent: `→ ${remedy}` }),
      ...(where ? [element("span", { className: "spot", textContent: where })] : []));
  });
  const summary = element("summary", { textContent: found.length === 1 ? "1 note" : `${found.length} notes` });
  return element("details", {}, summary, element("ul", {}, ...items));
}

// A path below this page, never anything else: a colon cannot make it another kind of address.
function address(path) {
  return path.split("/").map(encodeURIComponent).join("/");
}

// Where there is one choice only, there is none.
for (const [key, { names }] of Object.entries(choices)) filters.elements[key].parentElement.hidden = Object.keys(names).length < 2;
document.getElementById("regions").append(...Object.values(data.regions).map((name) => element("option", { value: name })));
filters.addEventListener("input", refresh);
filters.addEventListener("submit", (event) => event.preventDefault());
filters.addEventListener("reset", () => setTimeout(refresh));
more.addEventListener("click", () => {
  const first = drawn;
  draw();
  list.children[first].querySelector("a").focus();
});
refresh();
