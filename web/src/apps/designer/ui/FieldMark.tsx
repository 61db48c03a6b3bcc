/** Where on the product the field that is being filled in stands. */
import { type Matrix, multiply } from "../../../geometry/matrix";
import { useSession } from "./session";

export function FieldMark({ toScreen }: { toScreen: Matrix | null }) {
  const { ui } = useSession();
  const field = ui.field.value;
  if (!field || !toScreen) return null;
  const [a, b, c, d] = toScreen;
  const across = Math.hypot(a, b);
  const down = Math.hypot(c, d);
  const corner = multiply(toScreen, [1 / across, 0, 0, 1 / down, field.x, field.y]);
  return (
    <div
      class="stage__field"
      style={{
        width: `${field.width * across}px`,
        height: `${field.height * down}px`,
        transform: `matrix(${corner.join(",")})`,
      }}
    />
  );
}
