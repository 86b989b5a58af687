
"use strict";
(() => {
  const form = document.getElementById("filter"), field = document.getElementById("text");
  const boxes = [...form.querySelectorAll("input[type=checkbox]")], shown = document.getElementById("shown");
  const rows = new Map([...document.querySelectorAll("tr[data-row]")].map(row => [row.dataset.row, row]));
  const scenarios = [...document.querySelectorAll("details.scenario")].map(element => ({
    element,
    summary: element.firstElementChild,
    text: (element.firstElementChild.textContent + " " + element.dataset.words).toLowerCase(),
  }));
  const filter = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(word => word);
    const outcomes = new Set(boxes.filter(box => box.checked).map(box => box.value));
    let count = 0;
    for (const scenario of scenarios) {
      const isShown = outcomes.has(scenario.element.dataset.outcome) && words.every(word => scenario.text.includes(word));
      count += isShown ? 1 : 0;
      scenario.element.hidden = !isShown;
      const row = rows.get(scenario.element.id);
      if (row) row.hidden = !isShown;
    }
    shown.textContent = `${count} of ${scenarios.length} scenarios are shown.`;
  };
  const showAll = () => { field.value = ""; boxes.forEach(box => { box.checked = true; }); filter(); };
  const move = step => {
    const list = scenarios.filter(scenario => !scenario.element.hidden);
    const at = list.findIndex(scenario => scenario.element.contains(document.activeElement));
    const next = list[at < 0 ? (step > 0 ? 0 : list.length - 1) : Math.min(list.length - 1, Math.max(0, at + step))];
    if (next) next.summary.focus();
  };
  const openTarget = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !target.matches("details.scenario")) return;
    if (target.hidden) showAll();
    target.open = true;
    target.firstElementChild.focus({ preventScroll: true });
    target.scrollIntoView();
  };
  const isBox = element => element && element.matches(".box");
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape") { showAll(); field.focus(); }
    else if (event.key === "/" && event.target !== field) { event.preventDefault(); field.focus(); }
    else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !isBox(event.target)) {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    }
  });
  form.addEventListener("input", filter);
  form.addEventListener("submit", event => event.preventDefault());
  addEventListener("hashchange", openTarget);
  form.hidden = false;
  filter();
  openTarget();
})();
