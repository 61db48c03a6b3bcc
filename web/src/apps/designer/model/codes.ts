/** What a shopper puts into a QR code, and the sentence in which phones read it. */
import type { CodeLayer } from "../../../document/types";
import { fitsQr } from "../../../layout/codeContent";
import { parsedUrl } from "../../../wire/url";
import { contrast, luminance } from "./colours";

export const CODE_KINDS = ["link", "text", "wifi", "contact"] as const;
export type CodeKind = (typeof CODE_KINDS)[number];

/** All that can be filled in; which fields count depends on the kind. */
export interface CodeDraft {
  readonly kind: CodeKind;
  readonly link: string;
  readonly text: string;
  readonly network: string;
  /** Empty: an open network. */
  readonly password: string;
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly website: string;
}

export const EMPTY_DRAFT: CodeDraft = {
  kind: "link",
  link: "",
  text: "",
  network: "",
  password: "",
  name: "",
  phone: "",
  email: "",
  website: "",
};

export type CodeProblem = "empty" | "address" | "long";

const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
/** Characters that a document takes. */
const CODE_LIMIT = 1000;

/** What the code says; empty where nothing was filled in. */
export function contentOf(draft: CodeDraft): string {
  switch (draft.kind) {
    case "link":
      return addressOf(draft.link);
    case "text":
      return draft.text.trim();
    case "wifi": {
      if (!draft.network) return "";
      const secret = draft.password
        ? `T:WPA;S:${escaped(draft.network)};P:${escaped(draft.password)};;`
        : null;
      return `WIFI:${secret ?? `T:nopass;S:${escaped(draft.network)};;`}`;
    }
    case "contact": {
      const fields = [
        ["N", draft.name],
        ["TEL", draft.phone],
        ["EMAIL", draft.email],
        ["URL", addressOf(draft.website)],
      ].flatMap(([key, value]) => (value?.trim() ? [`${key}:${escaped(value.trim())};`] : []));
      return draft.name.trim() === "" ? "" : `MECARD:${fields.join("")};`;
    }
  }
}

/** Why no code can be made of it, or null. */
export function problemOf(draft: CodeDraft): CodeProblem | null {
  const content = contentOf(draft);
  if (content === "") return "empty";
  if (draft.kind === "link" && !isAddress(content)) return "address";
  return [...content].length > CODE_LIMIT || !fitsQr(content, "medium") ? "long" : null;
}

/** The fields of a code that was made before. What is none of our sentences is a text. */
export function draftOf(content: string): CodeDraft {
  if (content.startsWith("WIFI:")) {
    const fields = fieldsOf(content.slice(5));
    return { ...EMPTY_DRAFT, kind: "wifi", network: fields.get("S") ?? "", password: fields.get("P") ?? "" };
  }
  if (content.startsWith("MECARD:")) {
    const fields = fieldsOf(content.slice(7));
    const [name, phone, email, website] = ["N", "TEL", "EMAIL", "URL"].map((key) => fields.get(key) ?? "");
    const filled = { name: name ?? "", phone: phone ?? "", email: email ?? "", website: website ?? "" };
    return { ...EMPTY_DRAFT, kind: "contact", ...filled };
  }
  return /^https?:\/\/\S+$/i.test(content)
    ? { ...EMPTY_DRAFT, link: content }
    : { ...EMPTY_DRAFT, kind: "text", text: content };
}

/** Colours in which a phone reads the code: dark on the product, or on a light ground of its own. */
export function codeColours(
  ground: string,
  palette: readonly string[],
): Pick<CodeLayer, "colour" | "background"> {
  const offered = palette.length > 0 ? palette : ["#1c1b1a", "#ffffff"];
  const sorted = [...offered].sort((one, other) => luminance(one) - luminance(other));
  const colour = sorted[0] as string;
  const isReadable = luminance(colour) < luminance(ground) && contrast(colour, ground) >= 4.5;
  return { colour, background: isReadable ? null : (sorted.at(-1) as string) };
}

function addressOf(written: string): string {
  const link = written.trim();
  return link === "" || SCHEME.test(link) ? link : `https://${link}`;
}

function isAddress(content: string): boolean {
  const url = parsedUrl(content);
  if (!url || /\s/.test(content)) return false;
  const { protocol, hostname } = url;
  if (protocol === "mailto:" || protocol === "tel:") return true;
  return /^https?:$/.test(protocol) && hostname.includes(".");
}

function escaped(value: string): string {
  return value.replace(/[\\;,:"]/g, "\\$&");
}

/** `KEY:value;` by key, its escapes undone. */
function fieldsOf(sentence: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const [, key, value] of sentence.matchAll(/([A-Z]+):((?:\\.|[^\\;])*);/g))
    if (key && value !== undefined) fields.set(key, value.replace(/\\(.)/g, "$1"));
  return fields;
}
