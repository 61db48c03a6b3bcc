/**
 * Affine matrices as six numbers [a, b, c, d, e, f]: x' = a·x + c·y + e and y' = b·x + d·y + f.
 *
 * The order is that of SVG, PDF and Canvas2D. `src/monogram/geometry/matrices.py` does the same arithmetic in the
 * same order, so that both sides reach the same doubles: change the two together.
 */

export type Matrix = readonly [number, number, number, number, number, number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** The map that applies `inner` first and `outer` to its result. */
export function multiply(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer;
  const [p, q, r, s, t, u] = inner;
  return [a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f];
}

/** Where `matrix` takes the point. */
export function transformPoint(matrix: Matrix, x: number, y: number): [number, number] {
  const [a, b, c, d, e, f] = matrix;
  return [a * x + c * y + e, b * x + d * y + f];
}

/** Moves by x and y. */
export function translation(x: number, y: number): Matrix {
  return [1, 0, 0, 1, x, y];
}

/** Stretches by x and y about the origin. */
export function scaling(x: number, y: number): Matrix {
  return [x, 0, 0, y, 0, 0];
}

/** Turns about the origin; clockwise to the eye, since y points down. */
export function rotation(radians: number): Matrix {
  const cosine = Math.cos(radians);
  const sine = Math.sin(radians);
  return [cosine, sine, -sine, cosine, 0, 0];
}

/** How the map scales areas; negative when it mirrors, zero when it cannot be undone. */
export function determinant(matrix: Matrix): number {
  return matrix[0] * matrix[3] - matrix[1] * matrix[2];
}

/** By how much the map lengthens, in the direction that it lengthens most and in the one that it does least. */
export function stretches([a, b, c, d]: Matrix): [number, number] {
  const turned = Math.sqrt((a + d) * (a + d) + (b - c) * (b - c));
  const mirrored = Math.sqrt((a - d) * (a - d) + (b + c) * (b + c));
  return [(turned + mirrored) / 2, Math.abs(turned - mirrored) / 2];
}

/** The map that undoes `matrix`. Throws a RangeError when it flattens the plane. */
export function invert(matrix: Matrix): Matrix {
  const [a, b, c, d, e, f] = matrix;
  const area = determinant(matrix);
  if (area === 0) throw new RangeError("a matrix that flattens the plane has no inverse");
  return [d / area, -b / area, -c / area, a / area, (c * f - d * e) / area, (b * e - a * f) / area];
}
