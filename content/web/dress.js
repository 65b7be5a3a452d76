// What only a script can do is shown once there is one.
const narrow = window.matchMedia("(max-width: 56rem)");

export function dress() {
  document.querySelectorAll("button.copy[hidden]").forEach((button) => {
    button.hidden = !navigator.clipboard;
    // The command that does the same stands there for those who have no script.
    const command = button.previousElementSibling;
    if (command && command.matches(".command")) command.hidden = !button.hidden;
  });
  document.querySelectorAll(".scripted[hidden], .dropped[hidden]").forEach((part) => {
    part.hidden = false;
  });
  measure();
  unfoldSteps();
}

// The list of steps is open where there is room beside the page.
export function unfoldSteps() {
  const steps = document.querySelector(".steps details");
  if (steps) steps.open = !narrow.matches;
}

// A drawing that is wider than the page is scrolled sideways, by keyboard too.
function measure() {
  document.querySelectorAll(".text p:has(> img)").forEach((part) => {
    if (part.scrollWidth > part.clientWidth) part.tabIndex = 0;
    else part.removeAttribute("tabindex");
  });
}

window.addEventListener("resize", measure);
document.addEventListener("load", measure, true);
narrow.addEventListener("change", dress);
