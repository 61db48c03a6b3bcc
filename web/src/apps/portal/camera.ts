/** The camera at the bench: its picture, the codes in it, its light. */
import { codeReader, onceInSight } from "./codes";

const PAUSE = 2000;
const BETWEEN_LOOKS = 100;
const LONGEST_SIDE = 1280;

/** Why there is no camera here, for people; "" where there may be one. */
function whyNoCamera(): string {
  if (!window.isSecureContext)
    return "The camera needs a secure address: open the portal by https. A scanner works all the same.";
  if (navigator.mediaDevices?.getUserMedia === undefined)
    return "This browser has no camera for pages. A scanner works all the same.";
  return "";
}

export function connectCamera(take: (code: string) => void): void {
  const room = document.querySelector<HTMLElement>("[data-camera]");
  const open = document.querySelector<HTMLButtonElement>("[data-camera-open]");
  if (room === null || open === null) return;
  const missing = whyNoCamera();
  if (missing !== "") {
    const word = document.querySelector<HTMLElement>("[data-camera-missing]");
    if (word !== null) [word.textContent, word.hidden] = [missing, false];
    return;
  }
  open.hidden = false;
  const camera = new Camera(room, open, take);
  open.addEventListener("click", () => void camera.toggle());
  room.querySelector("[data-camera-close]")?.addEventListener("click", () => camera.close());
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") camera.close();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) camera.close(); // another program may want it, and its light is not to stay on
  });
}

class Camera {
  private stream: MediaStream | undefined;
  private readonly picture: HTMLVideoElement;
  private readonly word: HTMLElement;
  private readonly torch: HTMLButtonElement;
  private readonly canvas = document.createElement("canvas");

  constructor(
    private readonly room: HTMLElement,
    private readonly button: HTMLButtonElement,
    private readonly take: (code: string) => void,
  ) {
    this.picture = part(room, "[data-camera-picture]");
    this.word = part(room, "[data-camera-word]");
    this.torch = part(room, "[data-camera-torch]");
    this.torch.addEventListener("click", () => void this.toggleTorch());
  }

  async toggle(): Promise<void> {
    if (this.room.hidden) await this.open();
    else this.close();
  }

  close(): void {
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = undefined;
    this.picture.srcObject = null;
    this.room.hidden = this.torch.hidden = true;
    this.button.setAttribute("aria-pressed", "false");
  }

  private async open(): Promise<void> {
    this.room.hidden = false;
    this.button.setAttribute("aria-pressed", "true");
    this.word.textContent = "Starting the camera…";
    try {
      const video = { facingMode: "environment", width: { ideal: 1920 }, height: { ideal: 1080 } };
      const [stream, read] = await Promise.all([
        navigator.mediaDevices.getUserMedia({ video, audio: false }),
        codeReader(),
      ]);
      if (this.room.hidden) {
        for (const track of stream.getTracks()) track.stop();
        return;
      }
      this.stream = stream;
      this.picture.srcObject = stream;
      await this.picture.play();
      this.offerTorch();
      this.word.textContent = "Hold the code inside the frame.";
      await this.look(stream, read);
    } catch (error) {
      if (this.room.hidden) return;
      this.word.textContent = whyNot(error);
    }
  }

  private async look(stream: MediaStream, read: (picture: HTMLCanvasElement) => Promise<string[]>) {
    const isNew = onceInSight(PAUSE);
    const context = this.canvas.getContext("2d", { willReadFrequently: true });
    while (this.stream === stream && context !== null) {
      const { videoWidth: across, videoHeight: down } = this.picture;
      if (across > 0) {
        const scale = Math.min(1, LONGEST_SIDE / Math.max(across, down));
        this.canvas.width = Math.round(across * scale);
        this.canvas.height = Math.round(down * scale);
        context.drawImage(this.picture, 0, 0, this.canvas.width, this.canvas.height);
        for (const code of await read(this.canvas)) if (isNew(code, performance.now())) this.seen(code);
      }
      await new Promise((resolve) => window.setTimeout(resolve, BETWEEN_LOOKS));
    }
  }

  private seen(code: string): void {
    this.word.textContent = `Read ${code}`;
    this.room.classList.remove("scan__camera--read");
    void this.room.offsetWidth; // the flash begins anew
    this.room.classList.add("scan__camera--read");
    this.take(code);
  }

  private offerTorch(): void {
    const can = this.track()?.getCapabilities?.() as { torch?: boolean } | undefined;
    this.torch.hidden = can?.torch !== true;
    this.torch.setAttribute("aria-pressed", "false");
  }

  private async toggleTorch(): Promise<void> {
    const on = this.torch.getAttribute("aria-pressed") !== "true";
    await this.track()?.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] });
    this.torch.setAttribute("aria-pressed", String(on));
  }

  private track(): MediaStreamTrack | undefined {
    return this.stream?.getVideoTracks()[0];
  }
}

function whyNot(error: unknown): string {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError")
    return "This page may not use the camera. Allow it in the browser's settings for this address, then open it again.";
  if (name === "NotFoundError") return "There is no camera on this device.";
  if (name === "NotReadableError") return "Another program uses the camera. Close that, then open it again.";
  return "The camera could not be started. Close it and open it again.";
}

function part<Kind extends Element>(room: Element, selector: string): Kind {
  const found = room.querySelector<Kind>(selector);
  if (found === null) throw new Error(`The page has no ${selector}`);
  return found;
}
