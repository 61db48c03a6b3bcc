/** What both tools say, in British English: pictures, preflight, searching. Other languages have the same keys. */
import type { Translation } from "../preflight";

export const en_GB = {
  /** What preflight says in another language than that of its rules, which is this one. */
  preflight: null as Translation | null,
  retry: "Try again",
  close: "Close",
  cancel: "Cancel",
  unreachableTitle: "No connection",
  unreachableText: "We could not reach the server. Check your connection, then try again.",
  photoFromWeb: "Add from a web address",
  photoAddress: "Address of the photo",
  addFromWeb: "Add this photo",
  notAnAddress: "This is not a web address. It looks like https://example.com/photo.jpg.",
  cancelUpload: (name: string) => `Stop adding ${name}`,
  uploading: (name: string) => `Uploading ${name}`,
  preparing: (name: string) => `Preparing ${name}`,
  photo: "Photo",
  uploadUnreachable: (name: string) =>
    `${name} did not arrive: the connection was lost. Your design is safe; try again.`,
  uploadFailed: (name: string) => `${name} could not be read. Choose a JPEG, PNG or WebP file.`,
  notAPhoto: (name: string) => `${name} is not a picture. Choose a JPEG, PNG, WebP, HEIC, SVG or PDF file.`,
  tooLarge: (name: string, megabytes: number) =>
    `${name} is larger than ${megabytes} MB. Choose a smaller one.`,
  pictureRefused: {
    9001: (name: string) =>
      `${name} is not a picture that we can print. Choose a JPEG, PNG, WebP, HEIC, SVG or PDF file.`,
    9002: (name: string) =>
      `${name} is too large a file. Save it as a JPEG, which is smaller, and choose that.`,
    9003: (name: string) => `${name} has more pixels than we can take. Make it smaller, and choose it again.`,
    9004: (name: string) =>
      `${name} is damaged or incomplete. Open it, save it again, and choose the new file.`,
    9006: (name: string) => `${name} is empty. Choose another file.`,
    9007: (name: string) =>
      `${name} is too demanding to open. Save it as a plain JPEG or PNG, and choose that.`,
    9008: () =>
      "There is no picture that we can read at this address. Save it to your device, and choose it from there.",
    9009: (name: string) => `${name} was not found. Add it again.`,
    9010: () => "This is a drawing: it has no background to remove. Change its colours instead.",
    9011: () =>
      "This photo is too large for its background to be removed here. Make it smaller, and choose it again.",
    9012: () => "Nothing of this photo would be left. Remove less of it.",
    9013: () => "There is nothing of this colour in the photo. Choose another colour, or remove more of it.",
    7202: (name: string) =>
      `${name} is too large a file. Save it as a JPEG, which is smaller, and choose that.`,
    7204: (name: string) => `${name} arrived broken. Try again.`,
    7205: () => "That was a lot at once. Wait a little and try again.",
  } as Readonly<Record<number, (name: string) => string>>,
  dismiss: "Dismiss",
  searchProducts: "Search products",
  noProductFound: (query: string) => `Nothing found for “${query}”`,
  noProductFoundHint: "Try another word or another category.",
  moreUnreachable: "The next products did not arrive.",
  showMore: "Show more",
  loadingProducts: "Loading the products",
  productsUnreachable: "The products did not arrive. Check your connection, then try again.",
  undo: "Undo",
  redo: "Redo",
};
