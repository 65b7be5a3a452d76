// What stands on a page and not on the server: it must not be lost because somebody else ticks.

// Takes note of it; what comes back puts it into the page that took this one's place.
export function drafts() {
  const fields = typed();
  const open = unfolded();
  const notices = told();
  return () => {
    for (const draft of fields) {
      const field = document.getElementById(draft.id);
      if (field) field[draft.part] = draft.value;
    }
    if (!document.querySelector("main .notice")) {
      notices.reverse().forEach((notice) => { document.getElementById("main").prepend(notice); });
    }
    for (const index of open) {
      const part = document.querySelectorAll("main details")[index];
      if (part) part.open = true;
    }
  };
}

// What somebody is typing or choosing in this moment.
function typed() {
  const found = [];
  document.querySelectorAll("main input[id], main select[id]").forEach((field) => {
    if (/^(radio|checkbox)$/.test(field.type)) {
      if (field.checked !== field.defaultChecked) {
        found.push({ id: field.id, part: "checked", value: field.checked });
      }
    } else if (field.type === "file") {
      if (field.files.length) found.push({ id: field.id, part: "files", value: field.files });
    } else if (field.tagName === "SELECT"
      || /^(text|password|search|number|url|email)$/.test(field.type)
        && field.value !== field.defaultValue) {
      found.push({ id: field.id, part: "value", value: field.value });
    }
  });
  return found;
}

// What was said a moment ago stays, though the server says it once; values do not.
function told() {
  return Array.from(document.querySelectorAll("main > .notice"))
    .filter((notice) => !notice.querySelector("code, input"));
}

// What somebody has unfolded stays so.
function unfolded() {
  const found = [];
  document.querySelectorAll("main details").forEach((part, index) => {
    if (part.open) found.push(index);
  });
  return found;
}
