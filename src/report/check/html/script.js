// Hides what is not asked for. Without it the page is whole.
(() => {
  "use strict";
  const form = document.getElementById("filter");
  const status = document.getElementById("shown");
  const rows = new Map();
  for (const link of document.querySelectorAll("#overview th a")) rows.set(link.hash.slice(1), link.closest("tr"));
  const notes = [...document.querySelectorAll("article")].map((article) => ({
    article,
    row: rows.get(article.id),
    entries: [...article.querySelectorAll("li[data-s]")],
    marks: [...article.querySelectorAll("[data-f]")],
    groups: [...article.querySelectorAll(".group")],
  }));
  const count = (entries) => entries.reduce((sum, entry) => sum + Number(entry.dataset.n), 0);
  const total = notes.reduce((sum, note) => sum + count(note.entries), 0);

  function apply() {
    const wanted = new Set([...form.severity].filter((box) => box.checked).map((box) => box.value));
    const rule = form.rule.value;
    let findings = 0;
    let articles = 0;
    for (const { article, row, entries, marks, groups } of notes) {
      for (const entry of entries) {
        entry.hidden = !wanted.has(entry.dataset.s) || (rule !== "" && entry.dataset.r !== rule);
      }
      const shown = count(entries.filter((entry) => !entry.hidden));
      for (const group of groups) group.hidden = !group.querySelector("li:not([hidden])");
      for (const mark of marks) {
        mark.classList.toggle("off", mark.dataset.f.split(" ").every((number) => entries[number].hidden));
      }
      article.hidden = form.found.checked && shown === 0;
      if (row) row.hidden = article.hidden;
      findings += shown;
      articles += article.hidden ? 0 : 1;
    }
    status.textContent = `${findings} of ${total} findings shown, in ${articles} of ${notes.length} notes`;
  }

  form.addEventListener("change", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  form.hidden = false;
  apply();
  // A link to something that the filter hides shows everything again.
  addEventListener("hashchange", () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target || !target.closest("[hidden]")) return;
    form.reset();
    setTimeout(() => target.scrollIntoView());
  });
})();
