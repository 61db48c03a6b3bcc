/** Codes in a picture: by the browser's own detector where it reads both kinds, else by ZXing, fetched when it is needed. */

/** The texts of the Code 128 and QR codes in a picture. */
export type Reader = (picture: HTMLCanvasElement) => Promise<string[]>;

interface Detector {
  detect(source: HTMLCanvasElement): Promise<{ rawValue: string }[]>;
}

interface DetectorClass {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

export async function codeReader(): Promise<Reader> {
  return (await ownReader()) ?? zxingReader();
}

async function ownReader(): Promise<Reader | undefined> {
  const formats = ["code_128", "qr_code"];
  const Own = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  const known = (await Own?.getSupportedFormats().catch(() => [])) ?? [];
  if (Own === undefined || !formats.every((format) => known.includes(format))) return undefined;
  const detector = new Own({ formats });
  return async (picture) => (await detector.detect(picture)).map((code) => code.rawValue);
}

/** One worker for as long as the page is open: it keeps the compiled WebAssembly. */
let worker: Worker | undefined;

function zxingReader(): Reader {
  worker ??= new Worker(new URL("./zxing-worker.ts", import.meta.url), { type: "module" });
  const zxing = worker;
  return (picture) =>
    new Promise((resolve, reject) => {
      const pixels = picture.getContext("2d")?.getImageData(0, 0, picture.width, picture.height);
      if (pixels === undefined) return resolve([]);
      zxing.onmessage = ({ data }: MessageEvent<string[]>) => resolve(data);
      zxing.onerror = () => reject(new Error("The reader of codes could not be started"));
      zxing.postMessage(pixels, [pixels.data.buffer]);
    });
}

/** Whether a code that the camera sees is to be taken: not while it stays in sight, nor soon after. */
export function onceInSight(pause: number): (code: string, now: number) => boolean {
  let seen = new Map<string, number>();
  return (code, now) => {
    seen = new Map([...seen].filter(([, at]) => now - at < pause));
    const isNew = !seen.has(code);
    seen.set(code, now);
    return isNew;
  };
}
