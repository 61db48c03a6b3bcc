/** Where an object lies on the print area, before or behind the others, and which way round. */
import type { ClipartLayer, ImageLayer, Layer } from "../../../document/types";
import { IconButton } from "../../../ui/IconButton";
import type { IconName } from "../../../ui/icons";
import { alignment, type Edge, fitted } from "../model/align";
import { flipped } from "../model/flipping";
import { words } from "../words";
import { useSession } from "./session";

export function AlignActions({ layer }: { layer: Layer }) {
  return (
    <div class="stack stack--8">
      <AlignRow layer={layer} />
      <OrderRow layer={layer} />
      {layer.type === "image" ? <FitRow layer={layer} /> : null}
      {layer.type === "clipart" ? <FlipRow layer={layer} /> : null}
    </div>
  );
}

const EDGES: readonly (readonly [Edge, IconName])[] = [
  ["left", "alignLeft"],
  ["centre", "centreX"],
  ["right", "alignRight"],
  ["top", "alignTop"],
  ["middle", "centreY"],
  ["bottom", "alignBottom"],
];

function AlignRow({ layer }: { layer: Layer }) {
  const { editor } = useSession();
  const area = editor.productArea;
  const set = editor.typesetter.typeset(layer);
  if (!area || !set) return null;
  const labels: Readonly<Record<Edge, string>> = {
    left: words.alignToLeft,
    centre: words.centreAcross,
    right: words.alignToRight,
    top: words.alignToTop,
    middle: words.centreDown,
    bottom: words.alignToBottom,
  };
  return (
    <div class="row row--wrap actions actions--sides" role="toolbar" aria-label={words.alignOnArea}>
      {EDGES.map(([edge, icon]) => (
        <IconButton
          key={edge}
          icon={icon}
          label={labels[edge]}
          disabled={layer.locked}
          onClick={() => {
            const { dx, dy } = alignment(layer, set, area, edge);
            editor.nudge(layer.id, dx, dy);
            editor.endRun();
          }}
        />
      ))}
    </div>
  );
}

function OrderRow({ layer }: { layer: Layer }) {
  const { editor } = useSession();
  const layers = editor.area.value?.layers ?? [];
  const isTop = layers.at(-1)?.id === layer.id;
  const isBottom = layers[0]?.id === layer.id;
  const { id } = layer;
  return (
    <div class="row row--wrap actions" role="toolbar" aria-label={words.order}>
      <IconButton
        icon="toFront"
        label={words.bringToFront}
        disabled={isTop}
        onClick={() => editor.reorder(id, "front")}
      />
      <IconButton
        icon="forward"
        label={words.bringForward}
        disabled={isTop}
        onClick={() => editor.reorder(id, 1)}
      />
      <IconButton
        icon="back"
        label={words.sendBack}
        disabled={isBottom}
        onClick={() => editor.reorder(id, -1)}
      />
      <IconButton
        icon="toBack"
        label={words.sendToBack}
        disabled={isBottom}
        onClick={() => editor.reorder(id, "back")}
      />
    </div>
  );
}

function FlipRow({ layer }: { layer: ClipartLayer }) {
  const { editor } = useSession();
  const flip = (axis: "horizontal" | "vertical") =>
    editor.change<ClipartLayer>(layer.id, { flip: flipped(layer.flip, axis) });
  return (
    <div class="row row--wrap actions" role="toolbar" aria-label={words.flip}>
      <IconButton
        icon="flipAcross"
        label={words.flipAcross}
        disabled={layer.locked}
        onClick={() => flip("horizontal")}
      />
      <IconButton
        icon="flipDown"
        label={words.flipDown}
        disabled={layer.locked}
        onClick={() => flip("vertical")}
      />
    </div>
  );
}

function FitRow({ layer }: { layer: ImageLayer }) {
  const { editor } = useSession();
  const area = editor.productArea;
  // The frame of a photo area is the product's.
  if (!area || layer.image_area !== null) return null;
  return (
    <div class="row row--wrap actions" role="toolbar" aria-label={words.size}>
      <IconButton
        icon="fit"
        label={words.fitArea}
        disabled={layer.locked}
        onClick={() => editor.change<ImageLayer>(layer.id, fitted(layer, area, "fit"))}
      />
      <IconButton
        icon="fill"
        label={words.fillArea}
        disabled={layer.locked}
        onClick={() => editor.change<ImageLayer>(layer.id, fitted(layer, area, "fill"))}
      />
    </div>
  );
}
