/**
 * A text from another page as plain text: one kind of line break, no control characters and no half characters, which
 * neither a font nor the server knows what to do with.
 */
export function plainText(text: string): string {
  return (
    text
      .replace(/\r\n?/g, "\n")
      .replaceAll("\t", " ")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to go
      .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]|\p{Surrogate}/gu, "")
  );
}
