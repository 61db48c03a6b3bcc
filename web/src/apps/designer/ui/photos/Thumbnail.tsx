import { useEffect, useRef } from "preact/hooks";
import type { Filter, ImageLayer } from "../../../../document/types";
import { paintThumbnail } from "../../model/pixels";
import { useSession } from "../session";

interface ThumbnailProps {
  layer: ImageLayer;
  /** Another picture or tone than the layer has. */
  image?: string;
  filters?: readonly Filter[];
  /** Width to height. */
  ratio?: number;
  /** Shows the whole picture rather than the part that is cut out. */
  isWhole?: boolean;
}

const SIDE = 160;
const WHOLE = { x: 0, y: 0, width: 1, height: 1 };

/** A small copy of a photo as it lies on the product. */
export function Thumbnail({ layer, image, filters, ratio = 1, isWhole }: ThumbnailProps) {
  const { shelf } = useSession();
  const canvas = useRef<HTMLCanvasElement>(null);
  const bitmap = shelf.images.value.get(image ?? layer.image);
  const tone = filters ?? layer.filters;
  const { x, y, width, height } = isWhole ? WHOLE : layer.crop;
  useEffect(() => {
    if (canvas.current && bitmap) paintThumbnail(canvas.current, bitmap, { x, y, width, height }, tone);
  }, [bitmap, x, y, width, height, tone]);
  if (!bitmap) return <span class="skeleton thumbnail" style={{ aspectRatio: `${ratio}` }} />;
  const across = ratio >= 1 ? SIDE : Math.max(1, Math.round(SIDE * ratio));
  const down = ratio >= 1 ? Math.max(1, Math.round(SIDE / ratio)) : SIDE;
  return (
    <span class="thumbnail" aria-hidden="true">
      <canvas ref={canvas} width={across} height={down} />
    </span>
  );
}
