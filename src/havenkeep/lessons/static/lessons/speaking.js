// Reads a screen aloud in its own language. The button appears only where the browser has a voice for it.
export function speakable(root, part) {
  const button = root.querySelector(".ls-speak");
  const speech = window.speechSynthesis;
  if (!button || !speech) return;
  const language = root.dataset.lang;
  const words = button.querySelector("span");
  const voice = () => {
    const near = speech.getVoices().filter((one) => one.lang.toLowerCase().replace("_", "-").startsWith(language.slice(0, 2)));
    return near.find((one) => one.lang.replace("_", "-") === language) || near[0];
  };
  const offer = () => { button.parentElement.hidden = !voice(); };
  const rest = () => { words.textContent = button.dataset.go; };

  button.addEventListener("click", () => {
    if (speech.speaking) {
      speech.cancel();
      rest();
      return;
    }
    const read = new SpeechSynthesisUtterance(aloud(part()));
    read.lang = language;
    read.voice = voice();
    read.rate = 0.95;
    read.onend = rest;
    words.textContent = button.dataset.stop;
    speech.speak(read);
  });
  speech.addEventListener?.("voiceschanged", offer);
  window.addEventListener("pagehide", () => speech.cancel());
  offer();
}

function aloud(part) {
  const spoken = part.querySelectorAll("h2, .ls-question__ask, p, li, .ls-option span");
  return [...spoken].filter((one) => one.offsetParent !== null).map((one) => one.textContent.trim()).join("\n");
}
