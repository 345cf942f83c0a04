// A convenience on top of pages that work without it: one screen at a time, reading aloud, and what is
// answered without a connection is kept and sent later.
import { keepPages, leaveNothing } from "./keeping.js";
import { send, sendWaiting } from "./sending.js";
import { speakable } from "./speaking.js";

const root = document.getElementById("lessons");
const person = root.dataset.person;
const said = root.querySelector("[data-said]");
const screens = root.querySelector("[data-screens]");
const isOwn = "own" in root.dataset; // and no tablet that is passed from hand to hand
const say = (what) => { said.textContent = what ? said.dataset[what] : ""; };
// Says where an answer waits. On a shared tablet it cannot wait: it is sent again, or its person has gone.
function sayWhyNot(came) {
  if (!isOwn && came === "signIn") location.replace(root.dataset.done);
  else if (isOwn) say(came === "signIn" ? "signIn" : "kept");
  else say("again");
}

function sections() {
  return [...screens.querySelectorAll(":scope > .ls-screen")];
}

function asked() {
  const found = /^#screen-(\d+)$/.exec(location.hash);
  const number = Number(found ? found[1] : screens.dataset.at);
  return Math.min(Math.max(number, 1), sections().length);
}

function show(number, { moved }) {
  sections().forEach((section, index) => { section.hidden = index + 1 !== number; });
  if (!moved) return;
  const section = sections()[number - 1];
  section.querySelector(".ls-screen__heading").focus({ preventScroll: true });
  window.scrollTo(0, 0);
  window.speechSynthesis?.cancel();
  const check = root.querySelector("form[data-check]");
  if (check) send({ person, url: check.action, fields: { screen: number }, quiet: true });
}

if (screens) {
  for (const part of screens.querySelectorAll("[data-step]")) part.hidden = false;
  show(asked(), { moved: false });
  window.addEventListener("hashchange", () => show(asked(), { moved: true }));
}

// The question of a lesson: the explanation at once, and the answer to the server, now or later.
const check = root.querySelector("form[data-check]");
check?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const chosen = check.querySelector("input[name=answer]:checked");
  check.querySelector("[data-choose]").hidden = Boolean(chosen);
  if (!chosen) return;
  for (const why of check.querySelectorAll("[data-why]")) why.hidden = why.dataset.why !== chosen.value;
  const right = chosen.value === check.dataset.check;
  check.querySelector("[data-submit]").hidden = right;
  check.querySelector("[data-onward]").hidden = !right;
  if (right) check.querySelector(".ls-finish__words").focus({ preventScroll: true }); // the button is gone
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
  check.querySelector(right ? "[data-onward] a" : "[data-submit]").scrollIntoView({ block: "nearest", behavior });
  const came = await send({ person, url: check.action, fields: { answer: chosen.value, quick: 1 }, keep: isOwn });
  say("");
  if (came === "arrived") return;
  sayWhyNot(came);
  if (isOwn) return;
  check.querySelector("[data-submit]").hidden = false;
  check.querySelector("[data-onward]").hidden = true;
});

// The quiz: an answer before going on, what was chosen kept meanwhile, and all of it sent together.
const quiz = root.querySelector("form[data-quiz]");
if (quiz) {
  const key = `hk-quiz:${person}:${quiz.dataset.quiz}`;
  const kept = JSON.parse(localStorage.getItem(key) || "{}");
  for (const [name, value] of Object.entries(kept)) {
    const radio = [...quiz.querySelectorAll("input[type=radio]")].find((one) => one.name === name && one.value === value);
    if (radio) radio.checked = true;
  }
  quiz.addEventListener("change", () => {
    const chosen = [...quiz.querySelectorAll("input[type=radio]:checked")].map((one) => [one.name, one.value]);
    if (isOwn) localStorage.setItem(key, JSON.stringify(Object.fromEntries(chosen)));
  });
  const isAnswered = (section) => Boolean(section.querySelector("input:checked"));
  const point = (section) => { section.querySelector("[data-choose]").hidden = isAnswered(section); };
  quiz.addEventListener("click", (event) => {
    const on = event.target.closest(".ls-ways a");
    if (!on) return;
    const section = on.closest(".ls-screen");
    point(section);
    if (!isAnswered(section)) event.preventDefault();
  });
  quiz.addEventListener("submit", async (event) => {
    event.preventDefault();
    const open = sections().findIndex((section) => !isAnswered(section));
    if (open !== -1) {
      location.hash = `#screen-${open + 1}`;
      point(sections()[open]);
      return;
    }
    const fields = Object.fromEntries([...new FormData(quiz)].filter(([name]) => name.startsWith("q-")));
    quiz.querySelector("[type=submit]").disabled = true; // on a slow line an answer takes a while
    const came = await send({ person, url: location.pathname, fields, keep: isOwn });
    quiz.querySelector("[type=submit]").disabled = false;
    if (came === "arrived") localStorage.removeItem(key);
    if (came === "later" || !isOwn && came === "signIn") sayWhyNot(came);
    else showAnew(); // how it went; or first the page to sign in on
  });
  if (!location.hash && Object.keys(kept).length) {
    const open = sections().findIndex((section) => !isAnswered(section));
    location.hash = `#screen-${open === -1 ? sections().length : open + 1}`;
  }
}

// Without the place in the address, which would only scroll.
function showAnew() {
  location.replace(location.pathname);
}

// What is drawn as a button is pressed with the space bar too.
root.addEventListener("keydown", (event) => {
  if (event.key !== " " || !event.target.matches("a[role=button]")) return;
  event.preventDefault();
  event.target.click();
});

async function goOn() {
  const { sent, signIn } = await sendWaiting(person);
  if (signIn) say("signIn");
  else if (sent.length) say("sent");
  if (!quiz || !sent.includes(location.pathname)) return;
  localStorage.removeItem(`hk-quiz:${person}:${quiz.dataset.quiz}`);
  showAnew();
}

speakable(root, () => (screens ? sections()[asked() - 1] : root));
if (isOwn) keepPages(root, person);
else leaveNothing(root);
window.addEventListener("online", goOn);
goOn();
