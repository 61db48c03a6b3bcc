/** What a scan sounds and feels like. Whether it does is remembered in this browser. */

const KEY = "monogram-scan-sound";
const BEEPS: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  shown: [[1320, 0.07]],
  done: [[1760, 0.09]],
  again: [
    [880, 0.09],
    [880, 0.09],
  ],
  stop: [
    [220, 0.3],
    [220, 0.3],
    [220, 0.3],
  ],
  error: [
    [330, 0.18],
    [220, 0.3],
  ],
};
const BUZZES: Readonly<Record<string, number[]>> = {
  shown: [40],
  done: [60],
  again: [60, 60, 60],
  stop: [300, 100, 300, 100, 300],
  error: [200, 80, 200],
};

let context: AudioContext | undefined;

export function connectSounds(): void {
  const button = document.querySelector<HTMLButtonElement>("[data-scan-sound]");
  const word = button?.querySelector("[data-scan-sound-word]");
  if (button === null || word === null || word === undefined) return;
  const show = (): void => {
    button.setAttribute("aria-pressed", String(isOn()));
    word.textContent = isOn() ? "Sound on" : "Sound off";
  };
  button.addEventListener("click", () => {
    localStorage.setItem(KEY, isOn() ? "off" : "on");
    show();
    signal("shown");
  });
  button.hidden = false;
  show();
}

/** Let the ears and hands know how a scan went, unless that is switched off. */
export function signal(tone: string): void {
  if (!isOn()) return;
  navigator.vibrate?.(BUZZES[tone] ?? []);
  context ??= new AudioContext();
  let at = context.currentTime;
  for (const [pitch, length] of BEEPS[tone] ?? []) {
    beep(context, pitch, at, length);
    at += length + 0.06;
  }
}

function isOn(): boolean {
  return localStorage.getItem(KEY) !== "off";
}

function beep(on: AudioContext, pitch: number, at: number, length: number): void {
  const tone = new OscillatorNode(on, { type: "square", frequency: pitch });
  const loudness = new GainNode(on, { gain: 0.15 });
  loudness.gain.setTargetAtTime(0, at + length, 0.01);
  tone.connect(loudness).connect(on.destination);
  tone.start(at);
  tone.stop(at + length + 0.05);
}
