// Forms that are sent without loading the page anew.
import { say } from "./notices.js";
import { load, swap } from "./pages.js";

document.addEventListener("submit", (event) => {
  const form = event.target;
  const button = event.submitter;
  if (form.method === "get" || form.hasAttribute("data-plain")) return;
  if (button && button.value === "download") return;
  event.preventDefault();
  const isFile = form.enctype === "multipart/form-data";
  const data = new FormData(form, button);
  if (form.getAttribute("aria-busy")) return;
  form.setAttribute("aria-busy", "true");
  load("POST", form.getAttribute("action"), isFile ? data : new URLSearchParams(data), true,
    (page, request) => { take(form, page, request); });
});

// Shows what the server answered, and says what it said.
function take(form, page, request) {
  const there = new URL(request.responseURL);
  const isHere = there.pathname === window.location.pathname;
  const isNew = !isHere || page.querySelector("main [role=alert]");
  const field = form.querySelector("input[id]:not([type=hidden]):not([type=file])");
  const refused = isHere && page.querySelector("main .notice.wrong") ? field : null;
  // What was taken in is not offered again.
  form.querySelectorAll("input[type=file]").forEach((field) => { field.value = ""; });
  history[isHere ? "replaceState" : "pushState"](null, "", address(there));
  swap(page, request, !!isNew, refused ? refused.id : null);
  const notice = document.querySelector("main .notice");
  if (!notice) return;
  const said = notice.cloneNode(true);
  // What leaves the page after a minute must not stay in what is read out.
  if (said.matches("[data-revealed]")) {
    said.querySelectorAll("code, button").forEach((value) => { value.remove(); });
  }
  say(said.textContent.trim());
  // Whoever pressed a button further down looks there, and not at the top; whoever typed what was
  // refused has it said beside the field.
  if (!refused) notice.scrollIntoView({ block: "nearest" });
}

// What the page needs to know later stays in its address; what it is told once does not.
function address(there) {
  const query = new URLSearchParams(there.search);
  query.delete("n");
  return there.pathname + (query.size ? "?" + query : "") + there.hash;
}
