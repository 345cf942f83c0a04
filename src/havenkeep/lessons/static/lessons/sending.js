// Sends what somebody answered. What cannot be sent waits on this phone, under the person it belongs to. A
// lesson is done or not and an attempt is finished once, so that sending twice counts once.
const SLOT = "hk-waiting:";

function waiting(person) {
  return JSON.parse(localStorage.getItem(SLOT + person) || "[]");
}

function keep(person, list) {
  if (list.length) localStorage.setItem(SLOT + person, JSON.stringify(list));
  else localStorage.removeItem(SLOT + person);
}

function post(url, fields, token) {
  const body = new URLSearchParams({ ...fields, csrfmiddlewaretoken: token });
  return fetch(url, { method: "POST", body, credentials: "same-origin", keepalive: true });
}

// Whether the answer came to where it belongs, and not to a page that asks for a card or a password.
const arrived = (answer) => answer.ok && new URL(answer.url).pathname.startsWith("/me/");

// Returns the address the answer led to, or an empty text when it waits.
export async function send({ person, url, fields, quiet = false, keep: mayKeep = true }) {
  try {
    const answer = await post(url, fields, document.querySelector("input[name=csrfmiddlewaretoken]").value);
    if (arrived(answer) || answer.status === 409) return answer.url || url;
    if (answer.status !== 403 && !answer.redirected) return answer.url || url;
  } catch {
    // No connection: it waits.
  }
  if (!quiet && mayKeep) keep(person, [...waiting(person).filter((one) => one.url !== url), { url, fields }]);
  return "";
}

// Sends what waits. Returns what there is to say: "sent", "signIn", or nothing.
export async function sendWaiting(person) {
  const list = waiting(person);
  if (!list.length) return "";
  let token;
  try {
    token = await freshToken();
    if (!token) return "signIn";
    while (list.length) {
      const answer = await post(list[0].url, list[0].fields, token);
      if (!arrived(answer) && (answer.redirected || answer.status === 403 || answer.status >= 500)) return "signIn";
      list.shift();
      keep(person, list);
    }
  } catch {
    return "";
  }
  return "sent";
}

// The page may be one that was kept, with a token of long ago.
async function freshToken() {
  const answer = await fetch(location.pathname, { cache: "no-store", credentials: "same-origin", headers: { "X-Fresh": "1" } });
  if (!arrived(answer)) return "";
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("input[name=csrfmiddlewaretoken]")?.value || "";
}
