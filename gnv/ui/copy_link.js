// A button that copies the view's whole address, and shows it where the browser will not copy.

export default function (component) {
  const { data, parentElement } = component;
  let button = parentElement.querySelector("button");
  if (!button) {
    button = document.createElement("button");
    button.type = "button";
    button.className = "gnv-kopiera";
    button.innerHTML = '<span class="text">Kopiera länk</span><span role="status"></span>';
    parentElement.append(button);
  }
  const said = button.querySelector("[role=status]");
  button.onclick = async () => {
    const url = new URL(window.location.pathname, window.location.origin);
    url.search = new URLSearchParams(data.query).toString();
    try {
      await navigator.clipboard.writeText(url.href);
      said.textContent = "Länken är kopierad";
      setTimeout(() => (said.textContent = ""), 2500);
    } catch {
      window.prompt("Kopiera länken härifrån:", url.href);
    }
  };
}
