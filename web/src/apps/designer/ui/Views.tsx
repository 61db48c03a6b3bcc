/** The sides of the product as thumbnails, with what is designed on them. */
import { effect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { ProductPhotos } from "../../../pictures/productPhotos";
import { Icon } from "../../../ui/icons";
import { paintView } from "../../../view2d/picture";
import { hasFeature } from "../model/configuration";
import type { Editor } from "../model/editor";
import { pictureOf } from "../model/scenes";
import type { ProductView } from "../model/wire";
import { words } from "../words";
import { useSession } from "./session";
import { offersModel, showModel } from "./threeD";

const SIDE = 64;

export function Views({ photos }: { photos: ProductPhotos }) {
  const session = useSession();
  const { configuration, editor, ui } = session;
  const { views } = editor;
  const areas = editor.view?.areas ?? [];
  const hasModel = offersModel(session);
  const hasSides = views.length > 1 || hasModel;
  if (!hasFeature(configuration, "views") || (!hasSides && areas.length < 2)) return null;
  const isSolid = ui.dimensions.value === 3;
  return (
    <nav class="views" aria-label={words.views}>
      {(hasSides ? views : []).map((view) => (
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
          {isDesigned(editor, view.areas) ? <DesignedMark /> : null}
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
      {areas.length > 1 && !isSolid ? <AreaChoice areas={areas} /> : null}
    </nav>
  );
}

/** Which of the print areas of one side is designed on. */
function AreaChoice({ areas }: { areas: readonly string[] }) {
  const { editor } = useSession();
  return (
    <fieldset class="views__areas segmented" aria-label={words.printAreas}>
      {areas.map((name) => (
        <button
          type="button"
          key={name}
          aria-pressed={editor.areaName.value === name}
          onClick={() => {
            editor.select(null);
            editor.showArea(name);
            editor.say(words.said.view(name));
          }}
        >
          {name}
          {isDesigned(editor, [name]) ? <DesignedMark /> : null}
        </button>
      ))}
    </fieldset>
  );
}

function isDesigned({ made }: Editor, areas: readonly string[]): boolean {
  return made.value.areas.some(({ name, layers }) => areas.includes(name) && layers.length > 0);
}

function DesignedMark() {
  return (
    <span class="view__mark">
      <span class="visually-hidden">{words.designed}</span>
    </span>
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
