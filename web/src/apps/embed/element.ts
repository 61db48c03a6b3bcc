/**
 * `<monogram-designer>`: the designer in any page, by one tag. It makes the frame, talks with it as contract.md §8 says,
 * and tells the page what happens by DOM events. It leaves nothing in the page but its own name.
 */

/** Attributes that stand for a parameter of the link each. */
const PARAMETERS: Readonly<Record<string, string>> = {
  product: "p",
  company: "guid",
  "print-job": "pj",
  "saved-design": "ps",
  sample: "su",
  categories: "pc",
  galleries: "g",
  renderer: "r",
  text: "text",
  image: "i",
  pricing: "epa",
  save: "save",
};
const PLACE = ["app", "locale", "config"] as const;
const LOCALES = "en_GB en_US de_DE fr_FR es_ES it_IT nl_NL pl_PL ar ar_AE ar_SA ja_JP".split(" ");
const LOWEST = 320;
const HIGHEST = 4000;
/** A designer that has said nothing for so long is taken to be out of reach. */
const PATIENCE = 20_000;

interface Message {
  id: unknown;
  name: unknown;
  body: unknown;
}

export function defineDesigner(platform: string): void {
  if (customElements.get("monogram-designer")) return;
  customElements.define(
    "monogram-designer",
    class extends MonogramDesigner {
      protected override readonly platform = platform;
    },
  );
}

export abstract class MonogramDesigner extends HTMLElement {
  static readonly observedAttributes = [...Object.keys(PARAMETERS), ...PLACE, "parameters"];

  protected abstract readonly platform: string;
  private session: Session | null = null;
  private isStale = false;

  constructor() {
    super();
    this.attachShadow({ mode: "open" });
  }

  connectedCallback(): void {
    this.begin();
  }

  disconnectedCallback(): void {
    this.session?.end();
    this.session = null;
  }

  /** Another product, or anything else of the link, is another session; changes at one go are one. */
  attributeChangedCallback(_name: string, before: string | null, after: string | null): void {
    if (!this.session || before === after || this.isStale) return;
    this.isStale = true;
    queueMicrotask(() => {
      this.isStale = false;
      if (this.session) this.begin();
    });
  }

  /** Writes a text in a text area of the product, by its name or id; before the designer is ready it waits for that. */
  setText(areaId: string | number, text: string): void {
    this.session?.post("SET_TEXT_AREA_TEXT", { areaId, text });
  }

  /** Whether the designer is doing something that the shopper waits for. */
  get busy(): boolean {
    return this.session?.isBusy ?? false;
  }

  private begin(): void {
    this.session?.end();
    this.style.display ||= "block";
    this.session = new Session(this, this.platform, (parameters) => this.address(parameters));
  }

  private address(own: Record<string, string>): string {
    const given = { r: "2d-canvas", a2c: "postMessage" } as Record<string, string>;
    for (const [attribute, parameter] of Object.entries(PARAMETERS)) {
      const value = this.getAttribute(attribute);
      if (value !== null) given[parameter] = value;
    }
    const pairs = Object.entries({ ...given, ...own }).map(
      ([name, value]) => `${name}=${encodeURIComponent(value)}`,
    );
    const more = this.getAttribute("parameters");
    const [app, config] = [this.getAttribute("app") ?? "acp3_2", this.getAttribute("config") ?? "default"];
    const path = [app, this.getAttribute("locale") ?? this.pageLocale(), `${config}.html`];
    const fragment = [...pairs, ...(more ? [more] : [])].join("&");
    return `${this.platform}/s/app/${path.map(encodeURIComponent).join("/")}#${fragment}`;
  }

  /** The designer's language that is nearest to that of the page around it. */
  private pageLocale(): string {
    const lang = (this.closest("[lang]")?.getAttribute("lang") ?? "").replace("-", "_");
    const same = (name: string) => LOCALES.find((locale) => locale.toLowerCase() === name.toLowerCase());
    return same(lang) ?? LOCALES.find((locale) => locale.startsWith(lang.slice(0, 2) || "en")) ?? "en_GB";
  }
}

/** One frame and the talk with it. */
class Session {
  private readonly frame = document.createElement("iframe");
  private readonly waiting = document.createElement("slot");
  private readonly id = newId();
  private readonly silence: number;
  private queue: Omit<Message, "id">[] = [];
  private isReady = false;
  private busy = 0;

  constructor(
    private readonly host: HTMLElement,
    private readonly platform: string,
    address: (own: Record<string, string>) => string,
  ) {
    const { frame, waiting } = this;
    frame.title = host.getAttribute("title") ?? "Designer";
    frame.allow = "clipboard-write; camera";
    frame.referrerPolicy = "origin";
    Object.assign(frame.style, { display: "block", width: "100%", border: "0", colorScheme: "normal" });
    this.resize(likelyHeight(host.clientWidth));
    frame.src = address({ meo: window.location.origin, mei: this.id });
    window.addEventListener("message", this.hear);
    this.silence = window.setTimeout(() => this.tell("unreachable"), PATIENCE);
    host.shadowRoot?.replaceChildren(waiting, frame);
  }

  get isBusy(): boolean {
    return this.busy > 0;
  }

  end(): void {
    window.removeEventListener("message", this.hear);
    window.clearTimeout(this.silence);
    this.frame.remove();
    this.setBusy(0);
  }

  post(name: string, body: unknown): void {
    if (this.isReady) this.frame.contentWindow?.postMessage({ id: this.id, name, body }, this.platform);
    else this.queue.push({ name, body });
  }

  /** Only what this very frame sends, from the platform's own origin, under the id that we have made up. */
  private readonly hear = (event: MessageEvent<unknown>): void => {
    if (event.origin !== this.platform || event.source !== this.frame.contentWindow) return;
    const data = event.data as Message | null;
    if (typeof data !== "object" || data === null || data.id !== this.id) return;
    window.clearTimeout(this.silence);
    this.waiting.remove();
    const body = (data.body ?? {}) as { height?: unknown };
    if (data.name === "IFRAME_RESIZE") this.resize(Number(body.height));
    else if (data.name === "SHOW_BUSY") this.setBusy(this.busy + 1);
    else if (data.name === "HIDE_BUSY") this.setBusy(Math.max(0, this.busy - 1));
    else if (data.name === "ADD_TO_CART_CALLBACK") this.tell("add-to-cart", body);
    else if (data.name === "RENDERER_READY") this.ready();
  };

  private ready(): void {
    this.isReady = true;
    for (const { name, body } of this.queue.splice(0)) this.post(String(name), body);
    this.tell("ready");
  }

  private resize(height: number): void {
    if (!Number.isFinite(height)) return;
    this.frame.style.height = `${Math.min(HIGHEST, Math.max(LOWEST, Math.ceil(height)))}px`;
  }

  private setBusy(count: number): void {
    const was = this.isBusy;
    this.busy = count;
    if (was === this.isBusy) return;
    this.host.toggleAttribute("busy", this.isBusy);
    this.host.setAttribute("aria-busy", String(this.isBusy));
    this.host.style.cursor = this.isBusy ? "progress" : "";
    this.tell(this.isBusy ? "busy" : "idle");
  }

  private tell(name: string, detail?: unknown): void {
    this.host.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  }
}

/** What the designer will ask for, so that nothing moves when it does. */
function likelyHeight(width: number): number {
  return width > 760 ? Math.min(740, Math.max(600, width * 0.58)) : Math.min(760, Math.max(660, width * 1.8));
}

/** Also on pages without TLS, where `crypto.randomUUID` is missing. */
function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join("");
}
