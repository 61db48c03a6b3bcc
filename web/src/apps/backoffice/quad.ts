/** The corners of a print area on its view's photo, as the form's field holds them. */
export type Quad = readonly (readonly [number, number])[];

/** Four points, or null for anything else. */
export function readQuad(text: string): Quad | null {
  try {
    const value: unknown = JSON.parse(text);
    return isQuad(value) ? value : null;
  } catch {
    return null;
  }
}

function isQuad(value: unknown): value is Quad {
  return (
    Array.isArray(value) &&
    value.length === 4 &&
    value.every((point) => Array.isArray(point) && point.length === 2 && point.every(Number.isFinite))
  );
}

/** Where an area begins that has no corners yet: in the middle, half of the photo, in its own proportion. */
export function middleQuad(photo: { width: number; height: number }, ratio: number): Quad {
  const height = Math.min(photo.height / 2, photo.width / 2 / ratio);
  const left = Math.round((photo.width - height * ratio) / 2);
  const top = Math.round((photo.height - height) / 2);
  const right = photo.width - left;
  const bottom = photo.height - top;
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
}

/** The quad with one corner elsewhere, in whole pixels of the photo. */
export function moveCorner(
  quad: Quad,
  corner: number,
  x: number,
  y: number,
  photo: { width: number; height: number },
): Quad {
  const point = [bounded(x, photo.width), bounded(y, photo.height)] as const;
  return quad.map((old, position) => (position === corner ? point : old));
}

function bounded(value: number, most: number): number {
  return Math.round(Math.min(most, Math.max(0, value)));
}
