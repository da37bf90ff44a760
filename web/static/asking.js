// A form whose every question stands on one page: which of them what was answered shows, what each is answered, and what lacks. The tablet and the grid of an
// observation both ask this way; each question stands in an element that names it, with its condition as the server wrote it.
"use strict";
const asking = (form) => {
  const all = () => [...form.querySelectorAll("[data-question]")];
  const valuesOf = (key) => {
    const values = [];
    for (const [name, value] of new FormData(form)) {
      if (value === "") continue;
      if (name === `q.${key}` || name === `q.${key}.~`) values.push(value);
      else if (name.startsWith(`q.${key}.`) && !name.endsWith(".autre")) values.push(`${name.slice(key.length + 3)}=${value}`, value);
    }
    return values;
  };
  function shown(question) {
    if (!question.dataset.si) return true;
    const {any, of} = JSON.parse(question.dataset.si);
    const met = ({holds, on, op, values = []}) => {
      if (holds !== undefined) return holds;
      const asked = all().find((one) => one.dataset.question === on), said = asked && shown(asked) ? valuesOf(on) : [];
      if (op === "answered") return said.length > 0;
      return said.some((one) => values.includes(one)) === (op === "is");
    };
    return any ? of.some(met) : of.every(met);
  }

  // problem says what is wrong beside what it is wrong with, and leads there.
  function problem(place, sentence) {
    const p = Object.assign(document.createElement("p"), {className: "problem", textContent: sentence});
    p.dataset.probleme = "";
    p.setAttribute("role", "alert");
    place.prepend(p);
    place.scrollIntoView({block: "center"});
    place.querySelector("input, select, textarea")?.focus({preventScroll: true});
  }
  // lacks tells of the first question that has to be answered and is not.
  function lacks(questions, sentence) {
    for (const old of form.querySelectorAll("[data-probleme]")) old.remove();
    for (const question of questions) {
      const rows = question.querySelectorAll(".asked-row");
      const given = valuesOf(question.dataset.question);
      if (!question.dataset.obligatoire || !shown(question) || given.includes("~") || (rows.length ? given.length / 2 >= rows.length : given.length > 0)) continue;
      problem(question, sentence);
      return true;
    }
    return false;
  }

  // given is what was answered, as fields and their values.
  const given = () => [...new FormData(form)].filter(([name, value]) => value !== "" && (name.startsWith("q.") || name === "aide"));
  // fill gives the fields such values.
  function fill(pairs) {
    for (const field of form.elements) {
      if (!field.name?.startsWith("q.") && field.name !== "aide") continue;
      const values = pairs.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
      else field.value = values[0] ?? "";
    }
  }
  return {all, shown, lacks, problem, given, fill};
};
