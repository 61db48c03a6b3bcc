/** A curved line that becomes longer or shorter keeps its form: its circle or path grows with it. */
import type { TextLayer } from "../../../document/types";
import type { Typesetter } from "./typesetter";

/** What has to change with the fields that made `after` of `before`, so that the line is bent as it was. */
export function following(
  typesetter: Pick<Typesetter, "straightLength">,
  before: TextLayer,
  after: TextLayer,
): Partial<TextLayer> {
  const { arc, on_path } = after;
  if (!arc && !on_path) return {};
  const was = typesetter.straightLength(before);
  const is = typesetter.straightLength(after);
  if (was <= 0 || is <= 0) return {};
  const by = is / was;
  return {
    arc: arc && { radius: Math.sign(arc.radius) * Math.max(1, Math.abs(arc.radius * by)) },
    on_path: on_path && { ...on_path, path: scaledPath(on_path.path, by) },
  };
}

/** A path made larger about its origin. Only absolute commands are known, which are those that the designer writes. */
export function scaledPath(path: string, by: number): string {
  if (/[a-z]/.test(path)) return path;
  return path.replace(/-?\d+(?:\.\d+)?/g, (number) =>
    String(Math.round(Number(number) * by * 100) / 100 + 0),
  );
}
