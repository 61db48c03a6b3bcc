/** The sides of the product as thumbnails, with what is designed on them. */
import { effect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { paintView } from "../../../view2d/picture";
import type { ProductPhotos } from "../model/productPhotos";
import { pictureOf } from "../model/scenes";
import type { ProductView } from "../model/wire";
import { words } from "../words";
import { Icon } from "./icons";
import { useSession } from "./session";
import { offersModel, showModel } from "./threeD";

const SIDE = 64;

export function Views({ photos }: { photos: ProductPhotos }) {
  const session = useSession();
  const { editor, ui } = session;
  const { views } = editor;
  const hasModel = offersModel(session);
  if (views.length < 2 && !hasModel) return null;
  const isSolid = ui.dimensions.value === 3;
  return (
    <nav class="views" aria-label={words.views}>
      {views.map((view) => (
        <button
          type="button"
          class="view"
          key={view.id}
          aria-pressed={!isSolid && editor.viewId.value === view.id}
          onClick={() => {
            ui.dimensions.value = 2;
            editor.showView(view.id);
          }}
        >
          <span class="view__picture" aria-hidden="true">
            <Thumbnail view={view} photos={photos} />
          </span>
          <span>{view.name}</span>
        </button>
      ))}
      {hasModel ? (
        <button type="button" class="view" aria-pressed={isSolid} onClick={() => showModel(session)}>
          <span class="view__picture view__picture--solid" aria-hidden="true">
            <Icon name="solid" size={26} />
          </span>
          <span>{words.threeD}</span>
        </button>
      ) : null}
    </nav>
  );
}

function Thumbnail({ view, photos }: { view: ProductView; photos: ProductPhotos }) {
  const { editor, shelf } = useSession();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let waiting = 0;
    const stop = effect(() => {
      const picture = pictureOf(editor, photos, shelf.images.value, view);
      window.clearTimeout(waiting);
      // Thumbnails follow a pause, so that they take no time from typing and dragging.
      waiting = window.setTimeout(() => {
        if (picture && canvas.current) paintView(canvas.current, picture);
      }, 150);
    });
    return () => {
      stop();
      window.clearTimeout(waiting);
    };
  }, [editor, photos, shelf, view]);
  const ratio = view.photo.height / view.photo.width;
  const scale = Math.min(2, window.devicePixelRatio || 1);
  return (
    <canvas
      ref={canvas}
      width={Math.round(SIDE * scale)}
      height={Math.round(SIDE * scale * ratio)}
      style={{ aspectRatio: `${1 / ratio}` }}
    />
  );
}
