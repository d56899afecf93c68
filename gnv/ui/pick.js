// Shows a picture or a table whose parts carry data-area, and reports which one a person chooses. A link
// to another page of the app is opened as the browser's back button opens one: without loading the whole app
// anew, and as one step in its history.
// What is already shown is changed in place, so that nothing flickers and the focus stays.

function morph(shown, wanted) {
  if (shown.nodeType !== wanted.nodeType || shown.nodeName !== wanted.nodeName) {
    shown.replaceWith(wanted.cloneNode(true));
    return;
  }
  if (shown.nodeType !== Node.ELEMENT_NODE) {
    if (shown.nodeValue !== wanted.nodeValue) shown.nodeValue = wanted.nodeValue;
    return;
  }
  for (const { name } of [...shown.attributes]) {
    if (!wanted.hasAttribute(name)) shown.removeAttribute(name);
  }
  for (const { name, value } of wanted.attributes) {
    if (shown.getAttribute(name) !== value) shown.setAttribute(name, value);
  }
  const old = [...shown.childNodes];
  const fresh = [...wanted.childNodes];
  fresh.forEach((child, index) => {
    if (index < old.length) morph(old[index], child);
    else shown.append(child.cloneNode(true));
  });
  old.slice(fresh.length).forEach((child) => child.remove());
}

// A column chosen for sorting stays chosen while the figures change.
function sortRows(table, { column, down }) {
  const headers = [...table.tHead.rows[0].cells];
  const button = headers[column] && headers[column].querySelector("[data-sort]");
  if (!button) return;
  const numeric = button.dataset.sort === "tal";
  const key = (row) => {
    const cell = row.cells[column];
    return cell && cell.dataset.v ? cell.dataset.v : null;
  };
  const rows = [...table.tBodies[0].rows].sort((one, other) => {
    const [a, b] = [key(one), key(other)];
    if (a === null || b === null) return (a === null) - (b === null);
    const order = numeric ? Number(a) - Number(b) : a.localeCompare(b, "sv");
    return down ? -order : order;
  });
  table.tBodies[0].append(...rows);
  for (const header of headers) {
    if (header.hasAttribute("aria-sort")) header.setAttribute("aria-sort", "none");
  }
  headers[column].setAttribute("aria-sort", down ? "descending" : "ascending");
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  let host = parentElement.querySelector(":scope > .gnv-val");
  if (!host) {
    host = document.createElement("div");
    host.className = "gnv-val";
    parentElement.append(host);
  }
  const wanted = document.createElement("div");
  wanted.className = "gnv-val";
  wanted.innerHTML = data.html;
  // Sorted before it is shown, so that a row that stays in its place keeps its focus.
  if (host.sorting) sortRows(wanted.querySelector("table"), host.sorting);
  morph(host, wanted);

  const follow = (event) => {
    const link = event.target.closest("a[href]");
    const elsewhere = event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (!link || elsewhere || link.target === "_blank" || link.origin !== location.origin) return Boolean(link);
    event.preventDefault();
    const within = link.getAttribute("href").startsWith("#") && host.querySelector(link.getAttribute("href"));
    if (within) {
      within.focus();
      return true;
    }
    history.pushState(null, "", link.href);
    window.dispatchEvent(new PopStateEvent("popstate"));
    return true;
  };
  const choose = (event) => {
    const part = event.target.closest("[data-area]");
    if (part) setTriggerValue("area", part.dataset.area);
    return Boolean(part);
  };
  host.onclick = (event) => {
    if (follow(event)) return;
    const button = event.target.closest("[data-sort]");
    if (!button) {
      choose(event);
      return;
    }
    const column = button.closest("th").cellIndex;
    const again = host.sorting && host.sorting.column === column;
    host.sorting = { column, down: again ? !host.sorting.down : false };
    sortRows(button.closest("table"), host.sorting);
  };
  host.onkeydown = (event) => {
    if ((event.key === "Enter" || event.key === " ") && !event.target.closest("button, a")) {
      if (choose(event)) event.preventDefault();
    }
  };
}
