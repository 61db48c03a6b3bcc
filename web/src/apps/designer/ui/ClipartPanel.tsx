/** Ready-made drawings and pictures to put on the product. */
import { words } from "../words";

export function ClipartPanel() {
  return <p class="muted small">{words.clipartIntro}</p>;
}
