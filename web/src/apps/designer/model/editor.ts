/** The state of one designing session and everything that can be done in it. */
import { batch, computed, signal } from "@preact/signals";
import type { Area, DesignDocument, Layer, TextBox, TextLayer } from "../../../document/types";
import type { Matrix } from "../../../geometry/matrix";
import { Drawings } from "../../../pictures/drawings";
import { boundsOf } from "../../../view2d/placement";
import { words } from "../words";
import { aboutAdditions, withArtwork } from "./artwork";
import type { Beginning } from "./beginning";
import { type Attributes, type Choices, colourOf, skuOf } from "./choices";
import { readableOn } from "./colours";
import * as commands from "./commands";
import type { Cutout } from "./cutouts";
import { stepBetween } from "./difference";
import { withoutEmptied } from "./emptied";
import { following } from "./following";
import { type FreePlace, freePlace } from "./freePlace";
import { commit, endRun, type History, redo, startHistory, undo } from "./history";
import { LineFit } from "./lineFit";
import { nameOf } from "./names";
import { newId, newImage, newText, newTextAreaText, type TextStyle } from "./newLayers";
import { printSizeOf, sizedAreas } from "./printSizes";
import { hugged } from "./reshape";
import { Typesetter } from "./typesetter";
import type { Judged } from "./verdicts";
import type { Picture, Product, ProductArea, ProductView, TextArea } from "./wire";

export class Editor {
  readonly choices = signal<Choices>({});
  readonly quantity = signal(1);
  readonly printSize = signal<string | null>(null);
  readonly attributes = signal<Attributes>({});
  readonly pictures = signal<ReadonlyMap<string, Picture>>(new Map());
  /** Pictures that the shopper does not see among their photos: taken away, or from a gallery. */
  readonly unlisted = signal<ReadonlySet<string>>(new Set());
  /** What pictures without their background were made of and how, by their ids. */
  readonly cutouts = signal<ReadonlyMap<string, Cutout>>(new Map());
  readonly viewId = signal("");
  readonly areaName = signal("");
  readonly selectedId = signal<string | null>(null);
  /** The text layer that is written in place. */
  readonly writingId = signal<string | null>(null);
  /** The last thing worth telling somebody who cannot see the canvas. */
  readonly said = signal("");
  readonly typesetter: Typesetter;
  /** What was and what comes again; the document in hand is its present. */
  readonly history;
  private readonly lineFit: LineFit;
  /** Changes that were asked for and wait for a font. */
  private readonly awaited = new Set<Promise<unknown>>();

  /** What the shopper has designed. */
  readonly document = computed<DesignDocument>(() => this.history.value.present);
  /** The same with the artwork that the product bears: what is made. */
  readonly made = computed<DesignDocument>(() => withArtwork(this.document.value, this.product));
  readonly canUndo = computed(() => this.history.value.past.length > 0);
  readonly canRedo = computed(() => this.history.value.future.length > 0);
  readonly area = computed<Area | null>(() => commands.areaNamed(this.document.value, this.areaName.value));
  readonly selected = computed<Layer | null>(
    () => commands.findLayer(this.document.value, this.selectedId.value)?.layer ?? null,
  );
  readonly isChanging = computed(() => this.history.value.run !== null); // By keys or a slider, step by step.
  readonly garment = computed(() => colourOf(this.product, this.choices.value));
  readonly sku = computed(() => skuOf(this.product, this.choices.value));
  private readonly judge = signal<typeof import("./preflight").judge | null>(null);
  /** The product's own facts about its print areas, in the print size that is chosen. */
  readonly areas = computed(() => sizedAreas(this.product, this.printSize.value));
  /** What preflight says; nothing before `startPreflight` has brought it. */
  readonly verdicts = computed<readonly Judged[]>(() => {
    const judged = this.judge.value?.(
      this.areas.value,
      this.made.value,
      this.typesetter,
      this.pictures.value,
    );
    return aboutAdditions(judged ?? [], this.product);
  });
  /** The verdicts as `followVerdicts` last saw them, for marks that need not follow every key. */
  readonly notes = signal<readonly Judged[]>([]);

  constructor(
    readonly product: Product,
    beginning: Beginning,
    typesetter?: Typesetter,
  ) {
    this.history = signal(historyOf(beginning));
    this.typesetter =
      typesetter ??
      new Typesetter(
        [...product.fonts, ...beginning.fonts, ...(product.design?.fonts ?? []), ...product.fallback_fonts],
        beginning.document.fallback_fonts,
        new Drawings((id) => this.pictures.value.get(id)?.drawing ?? null),
      );
    this.lineFit = new LineFit(this.typesetter);
    this.choose(beginning);
    const artwork = Object.values(product.design?.images ?? {});
    for (const picture of artwork) this.addPicture(picture);
    this.unlisted.value = new Set([...this.unlisted.value, ...artwork.map(({ id }) => id)]);
    const view = this.views.find(({ id }) => id === beginning.viewId) ?? this.views[0];
    if (view) this.viewId.value = view.id;
    this.areaName.value = view?.areas[0] ?? product.areas[0]?.name ?? "";
  }

  /** Brings the rules. Where they cannot be had nothing is said here, and the server decides alone. */
  async startPreflight(): Promise<void> {
    try {
      this.judge.value ??= (await import("./preflight")).judge;
    } catch {
      // Asked for again before the design is ordered.
    }
  }

  /** The views that can be designed on; the others only where there is nothing else to show. */
  get views(): readonly ProductView[] {
    const designable = this.product.views.filter((view) => view.areas.length > 0);
    return designable.length > 0 ? designable : this.product.views;
  }

  get view(): ProductView | null {
    return this.product.views.find((view) => view.id === this.viewId.value) ?? null;
  }

  /** The product's own facts about the print area in hand. */
  get productArea(): ProductArea | null {
    return this.areas.value.find((area) => area.name === this.areaName.value) ?? null;
  }

  showView(id: string): void {
    const view = this.product.views.find((one) => one.id === id);
    if (!view || view.id === this.viewId.value) return;
    this.select(null);
    this.viewId.value = view.id;
    this.areaName.value = view.areas[0] ?? "";
    this.say(words.said.view(view.name));
  }

  /** Selects a layer wherever it lies, and brings its side of the product to the front. */
  select(id: string | null): void {
    if (this.writingId.value && this.writingId.value !== id) this.stopWriting();
    const found = commands.findLayer(this.document.value, id);
    if (found && found.area.name !== this.areaName.value) this.showArea(found.area.name);
    this.selectedId.value = found?.layer.id ?? null;
    this.history.value = endRun(this.history.value);
  }

  showArea(name: string): void {
    const view = this.product.views.find((one) => one.areas.includes(name));
    if (view) this.viewId.value = view.id;
    this.areaName.value = name;
  }

  // ------------------------------------------------------------------ adding

  addText(text: string, style?: Partial<TextStyle>): void {
    const area = this.productArea;
    if (!area) return;
    const font = style?.font ?? this.product.plain_font;
    const full = { font, scale: style?.scale ?? 1, isCurved: style?.isCurved ?? false };
    const layer = newText(area, text, this.readableColour(), full);
    this.add(layer);
    if (!full.isCurved) this.write(layer.id);
  }

  /** Has an order wait for a change that itself waits for a font. */
  awaits<T>(change: Promise<T>): Promise<T> {
    this.awaited.add(change);
    return change.finally(() => this.awaited.delete(change));
  }

  /** Fulfilled once every change that was asked for by now is made. Never fails. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.awaited);
  }

  /** A text that somebody else wrote: one line if it fits, else set in a box; nothing is selected for it. */
  addGivenText(text: string): Promise<void> {
    return this.awaits(this.setGivenText(text));
  }

  private async setGivenText(text: string): Promise<void> {
    const area = this.productArea;
    if (!area) return;
    const font = this.product.plain_font;
    await this.typesetter.request([font]);
    const layer = newText(area, text, this.readableColour(), { font, scale: 1, isCurved: false });
    const room = area.width - 2 * Math.max(area.safe_margin, area.width * 0.05);
    const isLong = (this.typesetter.typeset(layer)?.width ?? 0) > room;
    const box: TextBox | null = isLong
      ? { width: room, height: area.height * 0.6, fit: "shrink", vertical_align: "middle" }
      : null;
    // Selected even for a moment, it would close the sheet that somebody has opened in the meantime.
    batch(() => {
      this.add({ ...layer, box });
      this.select(null);
    });
  }

  addImage(picture: Picture): void {
    this.addPicture(picture);
    if (this.productArea) this.add(newImage(this.productArea, picture));
  }

  addPicture(picture: Picture): void {
    this.pictures.value = new Map([...this.pictures.value, [picture.id, picture]]);
  }

  readableColour(): string {
    return readableOn(this.garment.value, this.product.colours);
  }

  /** Puts a new layer of the area in hand where it hides least, and selects it. */
  add(fresh: Layer): void {
    const area = this.area.value;
    if (!area) return;
    const { centre, covers } = this.placeFor(area, fresh);
    const layer: Layer = { ...fresh, transform: [1, 0, 0, 1, centre.x, centre.y] };
    // A photo that has to share its place lies behind the words.
    const firstText = area.layers.findIndex((one) => one.type === "text");
    const at = covers && layer.type === "image" && firstText >= 0 ? firstText : area.layers.length;
    this.apply(commands.addLayer(this.document.value, area.name, layer, at));
    this.select(layer.id);
    this.say(words.said.added(nameOf(layer, this.pictures.value)));
  }

  private placeFor(area: Area, layer: Layer): FreePlace {
    const taken = (commands.areaNamed(this.made.value, area.name)?.layers ?? []).map((other) => {
      const { width, height } = this.roughSizeOf(other);
      return boundsOf(other.transform, width, height);
    });
    const safeMargin = this.productArea?.safe_margin ?? 0;
    return freePlace({ width: area.width, height: area.height, safeMargin }, this.roughSizeOf(layer), taken);
  }

  private sizeOf(layer: Layer): { width: number; height: number } | null {
    return layer.type === "text" || layer.type === "group" ? this.typesetter.typeset(layer) : layer;
  }

  /** The size, or a guess while the font of a text is on the way. */
  private roughSizeOf(layer: Layer): { width: number; height: number } {
    const size = this.sizeOf(layer);
    if (size || layer.type !== "text") return size ?? { width: 0, height: 0 };
    const lines = layer.text.split("\n");
    const longest = Math.max(...lines.map((line) => line.length));
    return { width: longest * layer.size * 0.55, height: lines.length * layer.size * layer.line_height };
  }

  // ---------------------------------------------------------------- changing

  /** Changes the selected layer's own fields; changes of the same `run` are one step of undo. */
  change<L extends Layer>(id: string, fields: Partial<L>, run: string | null = null): void {
    const next = commands.changeLayer<L>(this.document.value, id, (layer) => ({ ...layer, ...fields }));
    this.apply(next, run && `${run}:${id}`);
  }

  place(id: string, matrix: Matrix): void {
    this.apply(commands.placeLayer(this.document.value, id, matrix));
  }

  nudge(id: string, dx: number, dy: number): void {
    const layer = commands.findLayer(this.document.value, id)?.layer;
    if (layer && !layer.locked) this.apply(commands.moveBy(this.document.value, id, dx, dy), `nudge:${id}`);
  }

  rotateTo(id: string, degrees: number): void {
    this.apply(commands.rotateTo(this.document.value, id, degrees), `rotate:${id}`);
  }

  remove(id: string): void {
    const layer = commands.findLayer(this.document.value, id)?.layer;
    if (!layer) return;
    if (this.selectedId.value === id) this.select(null);
    this.apply(commands.removeLayer(this.document.value, id));
    this.say(words.said.deleted(nameOf(layer, this.pictures.value)));
  }

  duplicate(id: string): void {
    const layer = commands.findLayer(this.document.value, id)?.layer;
    if (!layer) return;
    const copyId = newId(layer.type === "text" ? "t" : layer.type === "image" ? "i" : "s");
    this.apply(commands.duplicateLayer(this.document.value, id, copyId));
    this.select(copyId);
    this.say(words.said.duplicated(nameOf(layer, this.pictures.value)));
  }

  reorder(id: string, by: commands.OrderStep): void {
    this.apply(commands.reorderLayer(this.document.value, id, by));
    const found = commands.findLayer(this.document.value, id);
    if (!found) return;
    const { area, layer } = found;
    const place = area.layers.length - area.layers.indexOf(layer);
    this.say(words.said.order(nameOf(layer, this.pictures.value), place, area.layers.length));
  }

  setLocked(id: string, locked: boolean): void {
    this.change(id, { locked });
    const layer = commands.findLayer(this.document.value, id)?.layer;
    if (!layer) return;
    const name = nameOf(layer, this.pictures.value);
    this.say(locked ? words.said.locked(name) : words.said.unlocked(name));
  }

  // --------------------------------------------------------------- text areas

  fillTextArea(areaName: string, field: TextArea, text: string): void {
    const bounded = text.slice(0, field.max_length);
    const fresh = () => ({ ...newTextAreaText(field, this.product.fonts), colour: field.colour });
    const next = commands.fillTextArea(this.document.value, areaName, field.name, bounded, fresh);
    this.apply(next, `field:${areaName}/${field.name}`);
  }

  textInArea(areaName: string, field: TextArea): string {
    return commands.layerOfTextArea(this.document.value, areaName, field.name)?.text ?? "";
  }

  // ------------------------------------------------------------------ writing

  write(id: string): void {
    this.select(id);
    const layer = this.selected.value;
    if (layer?.type === "text" && !layer.locked) this.writingId.value = id;
  }

  /**
   * New words. A curved line keeps its bend, a box as high as its lines stays so; a straight line gets smaller rather
   * than run out of the safe area.
   */
  setText(layer: TextLayer, text: string): void {
    const next = { ...layer, text };
    const bent = following(this.typesetter, layer, next);
    const grown = hugged(layer, next, (one) => this.typesetter.typeset(one));
    const size = this.lineFit.sizeFor(layer, text, this.productArea) ?? layer.size;
    this.change<TextLayer>(layer.id, { text, ...bent, ...grown, size }, "text");
    if (!this.typesetter.typeset(layer)) void this.awaits(this.fitLater(layer));
  }

  /** Words that were written before their font had come are made to fit when it is here, within the same step. */
  private async fitLater(before: TextLayer): Promise<void> {
    await this.typesetter.request([before.font]);
    const layer = commands.findLayer(this.document.value, before.id)?.layer;
    if (layer?.type !== "text" || layer.font !== before.font || layer.size !== before.size) return;
    const size = this.lineFit.sizeFor({ ...layer, text: before.text }, layer.text, this.productArea);
    if (size === null || size === layer.size) return;
    const present = commands.changeLayer<TextLayer>(this.document.value, layer.id, (one) => ({
      ...one,
      size,
    }));
    this.history.value = { ...this.history.value, present };
  }

  /** A text that was emptied goes away with its handles. */
  stopWriting(): void {
    const id = this.writingId.value;
    this.writingId.value = null;
    const layer = commands.findLayer(this.document.value, id)?.layer;
    if (layer?.type !== "text" || layer.text.trim() !== "") {
      this.endRun();
      return;
    }
    if (this.selectedId.value === layer.id) this.selectedId.value = null;
    this.history.value = withoutEmptied(this.history.value, layer.id);
    this.say(words.said.deleted(nameOf(layer, this.pictures.value)));
  }

  // ----------------------------------------------------------------- history

  undo(): void {
    this.travel(undo(this.history.value), "undo");
  }

  redo(): void {
    this.travel(redo(this.history.value), "redo");
  }

  /** Replaces the whole design: nothing before it can be undone. */
  restart(beginning: Beginning): void {
    this.writingId.value = null;
    this.selectedId.value = null;
    this.history.value = historyOf(beginning);
    this.choose(beginning);
  }

  private choose(beginning: Beginning): void {
    this.choices.value = beginning.choices;
    this.quantity.value = beginning.quantity;
    this.printSize.value = beginning.printSize;
    this.attributes.value = beginning.attributes;
    this.unlisted.value = new Set([...this.unlisted.value, ...(beginning.unlisted ?? [])]);
    this.cutouts.value = new Map([...this.cutouts.value, ...(beginning.cutouts ?? [])]);
    for (const picture of beginning.pictures) this.addPicture(picture);
  }

  endRun(): void {
    this.history.value = endRun(this.history.value);
  }

  /** A sentence that is said twice in a row is heard twice: only a change is announced. */
  say(sentence: string): void {
    this.said.value = sentence === this.said.value ? `${sentence}\u00a0` : sentence;
  }

  private travel(history: History<DesignDocument>, way: "undo" | "redo"): void {
    if (history === this.history.value) return;
    this.writingId.value = null;
    const before = this.document.value;
    batch(() => {
      this.history.value = history;
      this.printSize.value = printSizeOf(this.document.value, this.product, this.printSize.value);
    });
    // What changed is seen to change, also when it lies on another side.
    const changed = this.document.value.areas.find((area, position) => area !== before.areas[position]);
    if (changed && changed.name !== this.areaName.value) this.showArea(changed.name);
    if (!this.selected.value) this.selectedId.value = null;
    const [from, to] = way === "undo" ? [this.document.value, before] : [before, this.document.value];
    const step = stepBetween(from, to, this.pictures.value);
    this.say(way === "undo" ? words.said.undone(step) : words.said.redone(step));
  }

  /** One step of history: the design as it is from now on. Steps of the same `run` are undone together. */
  apply(next: DesignDocument, run: string | null = null): void {
    this.history.value = commit(this.history.value, next, run);
  }
}

function historyOf({ document, past, future }: Beginning): History<DesignDocument> {
  return startHistory(document, past, future);
}
