/** A product's model: read from its file, its print mesh found, its colours set. */
import {
  Box3,
  type BufferGeometry,
  type Color,
  Group,
  type Mesh,
  type MeshStandardMaterial,
  type Texture,
  Vector3,
} from "three";
import { GLTFLoader } from "three/addons/loaders/GLTFLoader.js";
import { carryInk } from "./ink";
import { ModelUnavailableError } from "./scene";
import { lightByStudio } from "./studio";
import { Surface } from "./surface";

/** Materials of this name, or whose name begins so, take the product's colour; so does what is printed on. */
const TINT = "tint";

export interface ProductModel {
  /** Stands on y = 0, its middle above the origin. */
  readonly group: Group;
  readonly meshes: readonly Mesh[];
  readonly printed: Mesh;
  /** In the group's frame. */
  readonly surface: Surface;
  readonly size: Vector3;
  /** Of the print mesh's box. */
  readonly printMiddle: Vector3;
  /** Of the farthest point from the upright axis. */
  readonly reach: number;
  tint(colour: Color | null): void;
  dispose(): void;
}

/** Reads a binary glTF. Raises ModelUnavailableError in words for developers. */
export async function readModel(
  file: ArrayBuffer,
  printMesh: string,
  ink: { value: Texture },
): Promise<ProductModel> {
  const scene = await parsed(file);
  const meshes: Mesh[] = [];
  scene.updateMatrixWorld(true);
  scene.traverse((node) => {
    if ((node as Mesh).isMesh) meshes.push(node as Mesh);
  });
  const printed = meshes.find((mesh) => isNamed(mesh, printMesh) && mesh.geometry.getAttribute("uv"));
  if (!printed)
    throw new ModelUnavailableError(`the model has no mesh ${printMesh} with texture coordinates`);
  for (const mesh of meshes) bakePlace(mesh);
  const group = new Group().add(...meshes);
  const { size, reach } = stand(meshes);
  printed.material = (printed.material as MeshStandardMaterial).clone();
  carryInk(printed.material as MeshStandardMaterial, ink);
  for (const material of new Set(meshes.map((mesh) => mesh.material as MeshStandardMaterial)))
    lightByStudio(material, size.y);
  const surface = surfaceOf(printed.geometry);
  return {
    group,
    meshes,
    printed,
    surface,
    size,
    printMiddle: middleOf(printed),
    reach,
    tint: tinter(meshes, printed),
    dispose,
  };

  function dispose(): void {
    for (const mesh of meshes) {
      mesh.geometry.dispose();
      (mesh.material as MeshStandardMaterial).dispose();
    }
  }
}

async function parsed(file: ArrayBuffer): Promise<Group> {
  try {
    return (await new GLTFLoader().parseAsync(file, "")).scene;
  } catch (error) {
    throw new ModelUnavailableError(`the model cannot be read: ${String(error)}`);
  }
}

/** A mesh of several primitives is a group of the name. */
function isNamed(mesh: Mesh, name: string): boolean {
  return mesh.name === name || mesh.parent?.name === name;
}

/** The transforms of the file's nodes go into the vertices, so that there is one frame for all. */
function bakePlace(mesh: Mesh): void {
  mesh.geometry.applyMatrix4(mesh.matrixWorld);
  mesh.position.set(0, 0, 0);
  mesh.quaternion.identity();
  mesh.scale.set(1, 1, 1);
  mesh.castShadow = true;
}

/** Moves the product's middle over the origin and its foot to the ground. */
function stand(meshes: readonly Mesh[]): { size: Vector3; reach: number } {
  const box = new Box3();
  for (const { geometry } of meshes) {
    geometry.computeBoundingBox();
    if (geometry.boundingBox) box.union(geometry.boundingBox);
  }
  const middle = box.getCenter(new Vector3());
  let reach = 0;
  for (const { geometry } of meshes) {
    geometry.translate(-middle.x, -box.min.y, -middle.z);
    const place = geometry.getAttribute("position");
    for (let at = 0; at < place.count; at++)
      reach = Math.max(reach, Math.hypot(place.getX(at), place.getZ(at)));
  }
  return { size: box.getSize(new Vector3()), reach };
}

function middleOf({ geometry }: Mesh): Vector3 {
  geometry.computeBoundingBox();
  return geometry.boundingBox?.getCenter(new Vector3()) ?? new Vector3();
}

function surfaceOf(geometry: BufferGeometry): Surface {
  const { position, normal, uv } = geometry.attributes;
  if (!position || !uv) throw new ModelUnavailableError("the print mesh has no vertices");
  if (!normal) geometry.computeVertexNormals();
  return new Surface({
    positions: position.array,
    normals: geometry.getAttribute("normal").array,
    uvs: uv.array,
    triangles: geometry.index?.array ?? Array.from({ length: position.count }, (_, vertex) => vertex),
  });
}

function tinter(meshes: readonly Mesh[], printed: Mesh): (colour: Color | null) => void {
  const materials = meshes
    .map((mesh) => mesh.material as MeshStandardMaterial)
    .filter((material, at) => meshes[at] === printed || material.name.startsWith(TINT));
  const own = materials.map((material) => material.color.clone());
  return (colour) => {
    for (const [at, material] of materials.entries()) {
      material.color.copy(own[at] as Color);
      if (colour) material.color.multiply(colour);
    }
  };
}
