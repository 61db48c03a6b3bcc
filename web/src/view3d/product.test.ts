import { readFileSync } from "node:fs";
import { Color, type MeshStandardMaterial, Texture } from "three";
import { describe, expect, it } from "vitest";
import { readModel } from "./product";
import { ModelUnavailableError } from "./scene";

const MODELS = new URL("../../../src/monogram/demo/assets/products/", import.meta.url);

function file(slug: string): ArrayBuffer {
  const bytes = readFileSync(new URL(`${slug}/${slug}.glb`, MODELS));
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}

const read = (content: ArrayBuffer, mesh = "print_area") =>
  readModel(content, mesh, { value: new Texture() });

describe("a product's model", () => {
  it("stands on the table with its middle over the origin", async () => {
    const mug = await read(file("mug"));
    mug.printed.geometry.computeBoundingBox();
    expect(mug.size.y).toBeCloseTo(0.095, 5);
    expect(mug.printed.geometry.boundingBox?.min.y).toBeCloseTo(0.0025, 5);
    expect(mug.reach).toBeGreaterThan(0.055);
  });

  it("has a print mesh in the print area's proportion", async () => {
    const { surface } = await read(file("mug"));
    // 200 × 90 mm: the side of a square of the same area.
    expect(surface.side).toBeCloseTo(Math.sqrt(0.2 * 0.09), 4);
    const [left, right] = [surface.at(0.45, 0.5), surface.at(0.55, 0.5)];
    const across = Math.hypot(
      ...[0, 1, 2].map((axis) => (left?.position[axis] ?? 0) - (right?.position[axis] ?? 0)),
    );
    expect(across).toBeCloseTo(2 * 0.041 * Math.sin(0.01 / 0.041), 4);
  });

  it("takes the product's colour where it is printed on, and gives it back", async () => {
    const mug = await read(file("mug"));
    const handle = mug.meshes.find((mesh) => mesh.name === "handle")?.material as MeshStandardMaterial;
    const printed = mug.printed.material as MeshStandardMaterial;
    const [own, ownHandle] = [printed.color.getHex(), handle.color.getHex()];

    mug.tint(new Color("#24304f"));
    expect(printed.color.r).toBeCloseTo(new Color("#24304f").r * 0.92, 6);
    expect(handle.color.getHex()).toBe(ownHandle);

    mug.tint(null);
    expect(printed.color.getHex()).toBe(own);
  });

  it("is refused in words without the mesh, or when it is no model", async () => {
    await expect(read(file("mug"), "label")).rejects.toThrow(ModelUnavailableError);
    await expect(read(new TextEncoder().encode("glTF and no more").buffer as ArrayBuffer)).rejects.toThrow(
      /cannot be read/,
    );
  });
});
