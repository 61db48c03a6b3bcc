/** The print mesh as a map: where a place of the design lies on the product, and how large a millimetre is there. */

export type Point3 = readonly [number, number, number];

export interface Place {
  readonly position: Point3;
  readonly normal: Point3;
}

interface Vertices {
  /** Three numbers a vertex. */
  readonly positions: ArrayLike<number>;
  readonly normals: ArrayLike<number>;
  /** Two numbers a vertex, v downwards. */
  readonly uvs: ArrayLike<number>;
  /** Three vertices a triangle. */
  readonly triangles: ArrayLike<number>;
}

export class Surface {
  constructor(private readonly vertices: Vertices) {}

  /** The place of u, v, both 0…1; null where the mesh leaves the design out. */
  at(u: number, v: number): Place | null {
    const { triangles } = this.vertices;
    for (let at = 0; at < triangles.length; at += 3) {
      const corners = [triangles[at], triangles[at + 1], triangles[at + 2]] as [number, number, number];
      const weights = weightsIn(corners.map((corner) => this.uv(corner)) as [Uv, Uv, Uv], u, v);
      if (weights) return this.mixed(corners, weights);
    }
    return null;
  }

  /** Model units to a unit of u and of v together: the square root of the area that the whole design covers. */
  get side(): number {
    const { triangles } = this.vertices;
    let onModel = 0;
    let onDesign = 0;
    for (let at = 0; at < triangles.length; at += 3) {
      const [a, b, c] = [triangles[at], triangles[at + 1], triangles[at + 2]] as [number, number, number];
      onModel += areaOf(this.position(a), this.position(b), this.position(c));
      onDesign += Math.abs(cross(this.uv(a), this.uv(b), this.uv(c))) / 2;
    }
    return onDesign > 0 ? Math.sqrt(onModel / onDesign) : 0;
  }

  private mixed(corners: readonly number[], weights: readonly number[]): Place {
    const mix = (values: ArrayLike<number>): Point3 => {
      const sum: [number, number, number] = [0, 0, 0];
      for (const [order, corner] of corners.entries())
        for (const axis of [0, 1, 2] as const)
          sum[axis] += (weights[order] as number) * (values[corner * 3 + axis] as number);
      return sum;
    };
    const normal = mix(this.vertices.normals);
    const length = Math.hypot(...normal) || 1;
    return {
      position: mix(this.vertices.positions),
      normal: [normal[0] / length, normal[1] / length, normal[2] / length],
    };
  }

  private position(vertex: number): Point3 {
    const { positions } = this.vertices;
    const at = vertex * 3;
    return [positions[at] as number, positions[at + 1] as number, positions[at + 2] as number];
  }

  private uv(vertex: number): Uv {
    const { uvs } = this.vertices;
    return [uvs[vertex * 2] as number, uvs[vertex * 2 + 1] as number];
  }
}

type Uv = readonly [number, number];

/** What counts as inside a triangle whose edge the place lies on. */
const HAIR = 1e-6;

/** Barycentric weights of a place in a triangle, or null outside of it. */
function weightsIn([a, b, c]: readonly [Uv, Uv, Uv], u: number, v: number): [number, number, number] | null {
  const whole = cross(a, b, c);
  if (whole === 0) return null;
  const place: Uv = [u, v];
  const weights: [number, number, number] = [
    cross(place, b, c) / whole,
    cross(a, place, c) / whole,
    cross(a, b, place) / whole,
  ];
  return weights.every((weight) => weight >= -HAIR) ? weights : null;
}

function cross(a: Uv, b: Uv, c: Uv): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

function areaOf(a: Point3, b: Point3, c: Point3): number {
  const [x, y, z] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
  const [p, q, r] = [c[0] - a[0], c[1] - a[1], c[2] - a[2]];
  return Math.hypot(y * r - z * q, z * p - x * r, x * q - y * p) / 2;
}
