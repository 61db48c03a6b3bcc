/** What every part of the interface shares: the editor, uploads, the panel that is open, messages. */
import { type Signal, signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { SmartlinkParameters } from "../../../host/parameters";
import type { ParentLink } from "../../../host/parent";
import type { Shelf, Uploads } from "../../../pictures/uploads";
import type { DesignStage } from "../../../view2d/scene";
import type { Camera } from "../../../view2d/viewport";
import type { Api } from "../model/api";
import type { Opening } from "../model/beginning";
import { type Configuration, hasFeature, TOOLS, type Tool } from "../model/configuration";
import type { DraftPlace } from "../model/draftPlace";
import type { DraftState } from "../model/draftState";
import type { Editor } from "../model/editor";
import type { FieldTarget, PictureTarget } from "../model/pictures";
import type { PricingState } from "../model/pricing";
import type { Product, ProductFont, TextArea } from "../model/wire";

/** Sections of the inspector. A desktop shows them all under one another, a phone one at a time. */
export type Section =
  | "words"
  | "font"
  | "colour"
  | "format"
  | "curve"
  | "photo"
  | "filters"
  | "background"
  | "code"
  | "frame"
  | "effects"
  | "arrange";
export type Panel = Tool | Section;

/** The tools that are on offer and that a product has a use for. */
export function toolsFor(configuration: Configuration, product: Product): readonly Tool[] {
  const useful = usefulTools(product);
  return configuration.tabs.filter((tool) => useful.includes(tool) && hasContent(tool, configuration));
}

/** Whether features leave anything in a tool's panel. */
function hasContent(tool: Tool, configuration: Configuration): boolean {
  if (tool === "clipart") return hasFeature(configuration, "galleries");
  if (tool === "photos") return hasFeature(configuration, "upload") || hasFeature(configuration, "image_url");
  return true;
}

/** One personalised by text alone takes no pictures; a template takes what it has fields for. */
function usefulTools({ areas, kind, is_template }: Product): readonly Tool[] {
  if (areas.length === 0) return ["product"];
  if (is_template) {
    const takesText = areas.some((area) => area.text_areas.length > 0);
    const takesPhotos = areas.some((area) => area.image_areas.length > 0);
    return [...(takesText ? ["text" as const] : []), ...(takesPhotos ? ["photos" as const] : []), "product"];
  }
  return kind === "textual" ? ["text", "product"] : TOOLS;
}

export function isTool(panel: Panel): panel is Tool {
  return (TOOLS as readonly string[]).includes(panel);
}

export interface Toast {
  readonly key: number;
  readonly text: string;
  readonly tone: "plain" | "success" | "danger";
  readonly actions: readonly ToastAction[];
}

export interface ToastAction {
  readonly label: string;
  readonly run: () => void;
}

export type Purpose = "cart" | "save";
export type SendingStep = "uploading" | "checking" | "sending" | "lost" | "done";

/** A design on its way to the cart, or to the shop that keeps it. */
export interface Sending {
  readonly purpose: Purpose;
  readonly step: SendingStep;
  /** Its reference, once it is there. */
  readonly ref: string;
}

export class Interface {
  readonly panel = signal<Panel | null>(null);
  readonly toasts = signal<readonly Toast[]>([]);
  readonly isPhone = signal(false);
  /** What the product is shown as: its photos, or its model. */
  readonly dimensions = signal<2 | 3>(2);
  /** Its model cannot be shown in this browser. */
  readonly isModelFailed = signal(false);
  /** Which part of the product is seen. */
  readonly camera = signal<Camera>("product");
  /** The stage while it stands, for keys and buttons that are not on it. */
  stage: DesignStage | null = null;
  readonly isShowingShortcuts = signal(false);
  /** A text field of ours has the focus, so on a phone the keyboard is likely open. */
  readonly isTyping = signal(false);
  /** The image layer whose visible part is being chosen on the stage; begun with `startCropping`. */
  readonly cropping = signal<string | null>(null);
  /** What is dragged out of a panel, and is to be told where on the print area (mm) it was let go. */
  dragged: ((x: number, y: number) => void) | null = null;
  /** Attributes that an order needs are asked for since somebody wanted to order; counts how often. */
  readonly asksForMissing = signal(0);
  readonly isChoosingProduct = signal(false);
  /** The empty image area that was pressed: the next photo goes there. */
  readonly place = signal<FieldTarget | null>(null);
  /** The product's text area that is being filled in, marked on the product. */
  readonly field = signal<TextArea | null>(null);
  readonly sending = signal<Sending | null>(null);
  private nextToast = 1;

  constructor(self: Window) {
    const narrow = self.matchMedia("(max-width: 760px)");
    this.isPhone.value = narrow.matches;
    narrow.addEventListener("change", () => {
      this.isPhone.value = narrow.matches;
    });
  }

  toast(
    text: string,
    tone: Toast["tone"] = "plain",
    action: ToastAction | readonly ToastAction[] | null = null,
    seconds = 6,
  ): void {
    const key = this.nextToast++;
    const actions = action === null ? [] : [action].flat();
    this.toasts.value = [...this.toasts.value.slice(-1), { key, text, tone, actions }];
    window.setTimeout(() => this.dismiss(key), seconds * 1000);
  }

  dismiss(key: number): void {
    this.toasts.value = this.toasts.value.filter((toast) => toast.key !== key);
  }
}

export interface Session {
  readonly configuration: Configuration;
  readonly link: SmartlinkParameters;
  readonly api: Api;
  readonly editor: Editor;
  readonly uploads: Uploads<PictureTarget>;
  readonly shelf: Shelf;
  readonly parent: ParentLink;
  /** What the shop says that it costs, where it is asked. */
  readonly pricing: PricingState;
  readonly ui: Interface;
  readonly drafts: DraftPlace;
  readonly opening: Opened;
  /** Begins with another product or design in place of this one; null where it may not be shown here. */
  readonly replace: (opening: Opening) => Session | null;
  /** Ends what would go on beside the next one. */
  readonly end: () => void;
}

/** How the session began. */
export interface Opened {
  /** Fonts of the design that the product does not offer any more. */
  readonly fonts: readonly ProductFont[];
  /** What needs no draft. */
  readonly untouched: DraftState;
  /** Whether the link's text and pictures are still to come. */
  readonly isOwed: Signal<boolean>;
}

const SessionContext = createContext<Session | null>(null);
export const SessionProvider = SessionContext.Provider;

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("used outside the designer");
  return session;
}
