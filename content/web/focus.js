// Where the focus is, where it goes, and how it survives a newer page in the place of this one.
import { main } from "./notices.js";

const CONTROLS = "main [tabindex], main input, main button, main select, main summary, "
  + ".columns a, .top a";

// After going to another page: its heading, or what is wrong, gets the focus. `refused` is the ID of
// the field that was sent and not taken in.
export function arrive(refused) {
  const wrong = main().querySelector("[aria-invalid=true]") || document.getElementById(refused);
  if (wrong) return arriveAtFault(wrong);
  const target = window.location.hash && document.getElementById(window.location.hash.slice(1));
  if (target) {
    const field = target.querySelector("input:not([type=hidden]), button") || target;
    if (field === target && target.tabIndex < 0) target.setAttribute("tabindex", "-1");
    target.scrollIntoView({ block: "center" });
    field.focus({ preventScroll: true });
    return;
  }
  window.scrollTo(0, 0);
  const heading = document.getElementById("heading");
  if (heading) heading.focus({ preventScroll: true });
}

function arriveAtFault(field) {
  const notice = document.querySelector("main > .notice.wrong");
  if (notice && !/\breason-/.test(field.getAttribute("aria-describedby"))) {
    notice.id = "refusal";
    field.setAttribute("aria-describedby",
      ("refusal " + (field.getAttribute("aria-describedby") || "")).trim());
  }
  field.focus({ preventScroll: true });
  field.scrollIntoView({ block: "center" });
}

// The current step comes into sight in the list at the side; the page itself stays where it is.
export function reach() {
  const side = document.querySelector("nav.steps");
  const here = side && side.querySelector("[aria-current]");
  if (!here || side.scrollHeight <= side.clientHeight) return;
  const above = here.getBoundingClientRect().top - side.getBoundingClientRect().top;
  if (above >= 0 && above + here.offsetHeight <= side.clientHeight) return;
  side.scrollTop += above - (side.clientHeight - here.offsetHeight) / 2;
}

// Going to another of our pages by a link loads it; its heading gets the focus then, but not when a
// page is opened for the first time, or again.
document.addEventListener("click", (event) => {
  const link = event.target.closest(".columns a[href^='/'], .ways a");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
    return;
  }
  if (link.pathname === window.location.pathname || link.hasAttribute("download")) return;
  try { sessionStorage.setItem("came", "1"); } catch (refused) { /* then without */ }
});

// Whether a link led here, told once.
export function hasCome() {
  try {
    const came = sessionStorage.getItem("came") !== null;
    sessionStorage.removeItem("came");
    return came;
  } catch (refused) {
    return false;
  }
}

// What tells a control from the others of its page, also when a newer page takes its place.
function signs(control) {
  if (!control || !control.matches(CONTROLS)) return null;
  if (control.id) return "#" + control.id;
  const form = control.closest("form");
  const part = control.closest("[id]");
  const isChosen = /^(radio|checkbox|submit)$/.test(control.type);
  return [control.tagName, part && part.id, control.name, isChosen ? control.value : "",
    control.getAttribute("href"), form && form.getAttribute("action"),
    control.tagName === "SUMMARY" ? control.textContent : ""].join(" ");
}

// What has the focus, and what is selected in it: the next key replaces that.
export function held() {
  const one = document.activeElement;
  const found = { signs: signs(one) };
  try {
    found.range = [one.selectionStart, one.selectionEnd, one.selectionDirection];
  } catch (refused) { /* not every control has text to select */ }
  return found;
}

export function refocus(focused) {
  const again = Array.from(document.querySelectorAll(CONTROLS))
    .find((control) => signs(control) === focused.signs);
  if (!again || again === document.activeElement) return;
  again.focus({ preventScroll: true });
  if (focused.range && focused.range[0] !== null && focused.range[0] !== undefined) {
    try { again.setSelectionRange(...focused.range); } catch (refused) { /* as above */ }
  }
}
