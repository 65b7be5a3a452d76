// What somebody is doing in this moment, and what has to wait for it: a change made elsewhere must
// not take away the control that is being pressed, nor the one that a file is being chosen for.
const FILES = "main input[type=file]";
let pressed = false;
let late = false;
let missed = false;
let choosing = null;
let catchUp = () => {};

// What to do once the page may change again and something was held back.
export function whenFree(action) { catchUp = action; }

export function isHeld() {
  if (pressed) late = true;
  if (isChoosing()) missed = true;
  return pressed || isChoosing();
}

// Not every browser gives a control the focus that was clicked.
function isChoosing() {
  const one = document.activeElement;
  return !!one && one.matches(FILES) || !!choosing && choosing.isConnected;
}

// Between press and release a control stays where it is, or the click would go nowhere.
function press(event) {
  if (event.type === "keydown" && event.key !== " " && event.key !== "Enter") return;
  pressed = true;
}

// The click comes after the release, and what it asks for comes first.
function release() {
  window.setTimeout(() => {
    pressed = false;
    if (late) catchUp();
    late = false;
  }, 0);
}

// What changed meanwhile is shown once the focus has gone on, or the file is chosen.
function chosen() {
  window.setTimeout(() => {
    if (!missed || isChoosing()) return;
    missed = false;
    catchUp();
  }, 0);
}

for (const name of ["pointerdown", "keydown"]) document.addEventListener(name, press, true);
for (const name of ["pointerup", "pointercancel", "keyup"]) {
  document.addEventListener(name, release, true);
}
window.addEventListener("blur", release);
document.addEventListener("focusout", chosen);

// As long as a chooser is open nothing else of the page can be clicked.
document.addEventListener("click", (event) => {
  choosing = event.target.matches(FILES) ? event.target : null;
  chosen();
});
for (const name of ["change", "cancel"]) {
  document.addEventListener(name, (event) => {
    if (event.target !== choosing) return;
    choosing = null;
    chosen();
  });
}
