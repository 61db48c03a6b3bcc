/** Artwork: bring it, or take what was brought before. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { AddressField } from "../../../ui/AddressField";
import { FileButton } from "../../../ui/FileButton";
import { Icon } from "../../../ui/icons";
import { UploadRow } from "../../../ui/UploadRow";
import type { Picture } from "../../../wire/product";
import { formatDimensions, formatNumber, words } from "../words";
import { Heading } from "./Heading";
import { useSession } from "./session";

export function ArtworkStep() {
  const { creator, artworks, bringing } = useSession();
  const { uploads } = bringing;
  useEffect(() => {
    if (artworks.items.value.length === 0) void artworks.load();
  }, [artworks]);
  const artwork = creator.artwork.value;
  return (
    <div class="step artwork">
      <Heading>{words.artworkHeading}</Heading>
      <div class="artwork__choice">
        <Drop artwork={artwork} />
        <div class="artwork__ways">
          <AddressField onGiven={(address) => bringing.address(address)} />
          {uploads.list.value.map((upload) => (
            <UploadRow key={upload.key} upload={upload} onDismiss={() => uploads.dismiss(upload.key)} />
          ))}
        </div>
      </div>
      <Earlier />
    </div>
  );
}

/** Takes files that are let go anywhere on the page, or pasted. */
function Drop({ artwork }: { artwork: Picture | null }) {
  const { creator, bringing } = useSession();
  const isTarget = useSignal(false);
  const add = (files: Iterable<File>) => bringing.files(files);
  useEffect(() => listenForFiles(isTarget, add));
  return (
    <div class="drop-field" data-target={isTarget.value} data-filled={artwork !== null}>
      {artwork ? (
        <Chosen artwork={artwork} />
      ) : (
        <span class="drop-field__sign">
          <Icon name="upload" size={32} />
        </span>
      )}
      <div class="drop-field__words">
        {artwork ? null : (
          <p class="drop-field__title">{isTarget.value ? words.artworkDropNow : words.artworkDrop}</p>
        )}
        <FileButton class={artwork ? "button" : "button button--primary"} multiple onFiles={add}>
          {artwork ? words.otherFile : words.chooseFile}
        </FileButton>
        {artwork ? null : (
          <p class="small muted">
            {words.artworkHint(formatNumber(creator.start.limits.file_bytes / 1_000_000))}
          </p>
        )}
      </div>
    </div>
  );
}

function listenForFiles(isTarget: { value: boolean }, onFiles: (files: Iterable<File>) => void): () => void {
  const listeners = new AbortController();
  const { signal } = listeners;
  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
  const over = (event: DragEvent) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    isTarget.value = true;
  };
  const drop = (event: DragEvent) => {
    isTarget.value = false;
    if (!hasFiles(event)) return;
    event.preventDefault();
    onFiles(event.dataTransfer?.files ?? []);
  };
  const paste = (event: ClipboardEvent) => {
    const { files } = event.clipboardData ?? {};
    if (!files || files.length === 0) return;
    event.preventDefault();
    onFiles(files);
  };
  const leave = (event: DragEvent) => {
    if (event.relatedTarget === null) isTarget.value = false;
  };
  document.addEventListener("dragover", over, { signal });
  document.addEventListener("drop", drop, { signal });
  document.addEventListener("dragleave", leave, { signal });
  document.addEventListener("paste", paste, { signal });
  return () => listeners.abort();
}

const FINE_DPI = 300;

function Chosen({ artwork }: { artwork: Picture }) {
  const { width, height, working, drawing, file_name } = artwork;
  const millimetres = (pixels: number) => (pixels / FINE_DPI) * 25.4;
  return (
    <>
      <div class="drop-field__picture checker">
        <img src={working.url} width={working.width} height={working.height} alt={file_name} />
      </div>
      <div class="drop-field__facts">
        <p class="drop-field__name">{file_name || words.artworkName}</p>
        {drawing ? (
          <p class="small muted">{words.sharpAlways}</p>
        ) : (
          <p class="small muted">
            {words.pixels(formatNumber(width), formatNumber(height))}
            <br />
            {words.sharpUpTo(formatDimensions(millimetres(width), millimetres(height)))}
          </p>
        )}
      </div>
    </>
  );
}

function Earlier() {
  const { artworks } = useSession();
  const items = artworks.items.value;
  const state = artworks.state.value;
  return (
    <section class="earlier" aria-labelledby="earlier">
      <h3 id="earlier">{words.yourArtwork}</h3>
      {state === "failed" ? (
        <p class="notice notice--warning" role="alert">
          <span>
            {words.earlierFailed}{" "}
            <button type="button" class="link-button" onClick={() => void artworks.load()}>
              {words.retry}
            </button>
          </span>
        </p>
      ) : null}
      {state === "ready" && items.length === 0 ? <p class="small muted">{words.earlierNone}</p> : null}
      <ul class="earlier__list" aria-busy={state === "loading"}>
        {items.map((picture) => (
          <li key={picture.id}>
            <EarlierOne picture={picture} />
          </li>
        ))}
        {state === "loading" && items.length === 0
          ? Array.from({ length: 6 }, (_one, index) => <li key={index} class="skeleton earlier__one" />)
          : null}
      </ul>
      {artworks.more.value === "none" || items.length === 0 ? null : (
        <button
          type="button"
          class="button button--small"
          aria-busy={artworks.more.value === "loading"}
          onClick={() => void artworks.showMore()}
        >
          {artworks.more.value === "failed" ? words.retry : words.showMore}
        </button>
      )}
    </section>
  );
}

function EarlierOne({ picture }: { picture: Picture }) {
  const { creator, bringing } = useSession();
  const name = picture.file_name || words.artworkName;
  const { url, width, height } = picture.thumbnail ?? picture.working;
  return (
    <button
      type="button"
      class="earlier__one checker"
      aria-label={words.useArtwork(name)}
      aria-pressed={creator.artwork.value?.id === picture.id}
      title={name}
      onClick={() => bringing.choose(picture)}
    >
      <img src={url} width={width} height={height} alt="" loading="lazy" decoding="async" draggable={false} />
    </button>
  );
}
