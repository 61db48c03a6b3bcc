/** The frame around the selected object: round handles, a halo that shows on any product, room for a thumb. */
import type Konva from "konva/lib/Core";
import type { Rect } from "konva/lib/shapes/Rect";
import { Transformer } from "konva/lib/shapes/Transformer";
import type { SceneLayer, StageColours } from "./scene";

const SIZE = 14;
/** Half of the 44 px that a thumb needs; a mouse is given less, so that handles do not cover small objects. */
const THUMB = 22;
const MOUSE = 12;
const PADDING = 6;

const CORNERS = ["top-left", "top-right", "bottom-left", "bottom-right"];
const SIDES = ["top-center", "middle-left", "middle-right", "bottom-center"];

export function createHandles(colours: StageColours, isTouch: boolean): Transformer {
  const reach = isTouch ? THUMB : MOUSE;
  const handles = new Transformer({
    padding: PADDING,
    anchorSize: SIZE,
    anchorCornerRadius: SIZE / 2,
    anchorFill: colours.handle,
    anchorStroke: colours.accent,
    anchorStrokeWidth: 1.5,
    rotateAnchorAngle: 180,
    rotateAnchorOffset: 24,
    rotateLineVisible: false,
    rotationSnaps: [0, 45, 90, 135, 180, 225, 270, 315],
    rotationSnapTolerance: 4,
    flipEnabled: false,
    ignoreStroke: true,
    anchorStyleFunc(anchor: Rect) {
      anchor.hitFunc((context, shape) => {
        const middle = shape.width() / 2;
        context.beginPath();
        context.arc(middle, middle, reach, 0, 2 * Math.PI, false);
        context.closePath();
        context.fillStrokeShape(shape);
      });
    },
  });
  handles.findOne<Konva.Shape>(".back")?.sceneFunc((context, shape) => {
    const frame = [-PADDING, -PADDING, shape.width() + 2 * PADDING, shape.height() + 2 * PADDING] as const;
    context.beginPath();
    context.rect(...frame);
    context.setAttr("strokeStyle", colours.halo);
    context.setAttr("lineWidth", 3.5);
    context.stroke();
    context.setAttr("strokeStyle", colours.accent);
    context.setAttr("lineWidth", 1.5);
    context.stroke();
  });
  return handles;
}

/** Puts the handles around the node of a layer, or away. */
export function attachHandles(
  handles: Transformer,
  layer: SceneLayer | null,
  node: Konva.Shape | null,
): void {
  if (!layer || !node) {
    handles.nodes([]);
    return;
  }
  const isFree = layer.resize === "sides";
  handles.setAttrs({
    enabledAnchors: layer.locked ? [] : isFree ? [...CORNERS, ...SIDES] : CORNERS,
    rotateEnabled: !layer.locked,
    keepRatio: true,
    borderDash: [],
  });
  if (handles.nodes()[0] !== node) handles.nodes([node]);
  handles.forceUpdate();
}
