/** Artwork on its way in: of all that is brought, the first of the last lot is the one that is placed. */
import type { Connection } from "../../../pictures/connection";
import { type PictureDoor, Uploads } from "../../../pictures/uploads";
import type { Picture } from "../../../wire/product";
import type { Creator } from "./creator";
import type { Artworks } from "./lists";

export class Bringing {
  readonly uploads: Uploads<number>;
  /** Counts the choices: what arrives after another one has been made is kept, and does not take its place. */
  private choice = 0;

  constructor(
    door: PictureDoor,
    private readonly creator: Creator,
    artworks: Artworks,
    connection: Connection,
  ) {
    const arrived = (picture: Picture, choice: number | null) => {
      artworks.add(picture);
      if (choice === this.choice) creator.useArtwork(picture);
    };
    this.uploads = new Uploads(door, arrived, connection, creator.start.limits.file_bytes);
  }

  files(files: Iterable<File>): void {
    this.uploads.dismissFailed();
    this.uploads.add(files, ++this.choice);
  }

  address(url: string): void {
    this.uploads.dismissFailed();
    this.uploads.addFromUrl(url, ++this.choice);
  }

  /** Takes what was brought before. */
  choose(picture: Picture): void {
    this.choice++;
    this.creator.useArtwork(picture);
  }
}
