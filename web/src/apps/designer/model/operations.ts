/** Operations that were laid out about a layer's own origin, for where the layer stands. */
import { determinant, invert, type Matrix, multiply, transformPoint } from "../../../geometry/matrix";
import type { GroupOperation, Operation } from "../../../layout";

/** The operation where `transform` puts it: the layer's, if it is no member's. Shadows fall as before: they do not turn. */
export function moved(operation: Operation, transform: Matrix, layer: string): Operation {
  const own = operation.layer || layer;
  if (operation.kind !== "group")
    return { ...operation, layer: own, matrix: multiply(transform, operation.matrix) };
  const { clip } = operation;
  return {
    ...operation,
    layer: own,
    operations: operation.operations.map((member) => moved(member, transform, layer)),
    clip: clip && { ...clip, matrix: multiply(transform, clip.matrix) },
  };
}

/**
 * Operations whose shadows are right once a player draws them under `transform`: a shadow is measured on the print
 * area, and the stage turns a layer's operations as they are.
 */
export function withShadowsOf(operations: readonly Operation[], transform: Matrix): readonly Operation[] {
  if (!operations.some(castsShadow)) return operations;
  const back = invert(transform);
  const straight: Matrix = [back[0], back[1], back[2], back[3], 0, 0];
  return operations.map((operation) => withShadow(operation, straight));
}

function castsShadow(operation: Operation): boolean {
  return operation.kind === "group" && (operation.shadow !== null || operation.operations.some(castsShadow));
}

function withShadow(operation: Operation, back: Matrix): Operation {
  if (operation.kind !== "group") return operation;
  const { shadow } = operation;
  const operations = operation.operations.map((member) => withShadow(member, back));
  const group: GroupOperation = { ...operation, operations };
  if (!shadow) return group;
  const [dx, dy] = transformPoint(back, shadow.dx, shadow.dy);
  return {
    ...group,
    shadow: { ...shadow, dx, dy, blur: shadow.blur * Math.sqrt(Math.abs(determinant(back))) },
  };
}
