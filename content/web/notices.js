// What a page says to whoever uses it: its words, its live region, and notices of the script's own.
const live = document.getElementById("live");
let words = document.body.dataset;

export function main() { return document.getElementById("main"); }

// A sentence that the server wrote for the script, in the page's language.
export function word(name) { return words[name]; }

// The words of a page that takes this one's place.
export function speak(page) { words = Object.assign({}, page.body.dataset); }

export function say(text) {
  live.textContent = "";
  if (text) window.setTimeout(() => { live.textContent = text; }, 50);
}

export function failed(text) {
  say(text);
  takeBack();
  const notice = document.createElement("div");
  notice.className = "notice wrong ours";
  notice.setAttribute("role", "alert");
  notice.appendChild(document.createElement("p")).textContent = text;
  main().insertBefore(notice, main().firstChild);
  document.querySelectorAll("form[aria-busy]").forEach((form) => {
    form.removeAttribute("aria-busy");
  });
}

// What the script said itself is over when it says the next thing.
export function takeBack() {
  document.querySelectorAll("main > .notice.ours").forEach((notice) => { notice.remove(); });
}
