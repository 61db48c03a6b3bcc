/**
 * Bar codes: Code 128 (ISO/IEC 15417) and EAN-13 (ISO/IEC 15420), as widths of bars and spaces in modules.
 *
 * `src/monogram/layout/barcodes.py` is the twin.
 */

/** Code 128's symbols by value: bar, space, bar, space… */
const PATTERNS = [
  "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132",
  "122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212",
  "322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311",
  "112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321",
  "331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214",
  "112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212",
  "124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113",
  "411311 113141 114131 311141 411131 211412 211214 211232 2331112",
]
  .join(" ")
  .split(" ");
const START = { A: 103, B: 104, C: 105 };
const SWITCH = { A: 101, B: 100, C: 99 };
type CodeSet = keyof typeof START;
const STOP = 106;
/** Modules that stay empty before and behind the bars. */
export const CODE_128_QUIET = [10, 10] as const;
export const EAN_13_QUIET = [11, 7] as const;
/** EAN's digits of set A and, inked the other way round, set C. Set B is C mirrored. */
const DIGITS = ["3211", "2221", "2122", "1411", "1132", "1231", "1114", "1312", "1213", "3112"];
/** Sets of the left half's digits, which tell the first of the thirteen. */
const PARITIES = [
  ...["AAAAAA", "AABABB", "AABBAB", "AABBBA", "ABAABB"],
  ...["ABBAAB", "ABBBAA", "ABABAB", "ABABBA", "ABBABA"],
];

/** Widths of bars and spaces in turn, a bar first. `content` is ASCII. */
export function code128Widths(content: string): number[] {
  const values = code128Values(content);
  const weighted = values.reduce((sum, value, place) => sum + place * value, 0);
  const check = ((values[0] ?? 0) + weighted) % 103;
  return widthsOf([...values, check, STOP].map((value) => PATTERNS[value]).join(""));
}

/** Symbol values from the start on, by the rules of the standard's annex E, without shifts. */
function code128Values(content: string): number[] {
  const first = digitsAt(content, 0);
  let codeSet: CodeSet = first >= 4 || (first === 2 && content.length === 2) ? "C" : lettersSet(content, 0);
  const values = [START[codeSet]];
  let at = 0;
  while (at < content.length) {
    const wanted = wantedSet(content, at, codeSet);
    if (wanted !== codeSet) {
      codeSet = wanted;
      values.push(SWITCH[codeSet]);
    }
    if (codeSet === "C") {
      values.push(Number(content.slice(at, at + 2)));
      at += 2;
    } else {
      const code = content.charCodeAt(at);
      values.push(code >= 32 ? code - 32 : code + 64);
      at += 1;
    }
  }
  return values;
}

function wantedSet(content: string, at: number, codeSet: CodeSet): CodeSet {
  const digits = digitsAt(content, at);
  if (codeSet === "C") return digits >= 2 ? "C" : lettersSet(content, at);
  const isLong = digits >= 6 || (digits >= 4 && at + digits === content.length);
  if (isLong && digits % 2 === 0) return "C";
  const code = content.charCodeAt(at);
  if (codeSet === "A") return code < 96 ? "A" : "B";
  return code >= 32 ? "B" : "A";
}

function digitsAt(content: string, at: number): number {
  let end = at;
  while (end < content.length && /[0-9]/.test(content.charAt(end))) end++;
  return end - at;
}

/** A where a control character comes before any small letter, else B. */
function lettersSet(content: string, at: number): CodeSet {
  for (let index = at; index < content.length; index++) {
    const code = content.charCodeAt(index);
    if (code < 32) return "A";
    if (code >= 96) return "B";
  }
  return "B";
}

/** The thirteen digits of an EAN, the check digit made for twelve; null for anything else. */
export function ean13Digits(content: string): string | null {
  if (!/^[0-9]{12,13}$/.test(content)) return null;
  const first = [...content.slice(0, 12)];
  const weighted = first.reduce((sum, digit, place) => sum + Number(digit) * (place % 2 ? 3 : 1), 0);
  const complete = first.join("") + String((10 - (weighted % 10)) % 10);
  return complete.startsWith(content) ? complete : null;
}

/** Widths of bars and spaces in turn, a bar first. `digits` are all thirteen. */
export function ean13Widths(digits: string): number[] {
  const codeSets = PARITIES[Number(digits[0])] ?? "";
  const left = [...digits.slice(1, 7)].map((digit, place) => {
    const pattern = DIGITS[Number(digit)] ?? "";
    return codeSets[place] === "A" ? pattern : [...pattern].reverse().join("");
  });
  const right = [...digits.slice(7)].map((digit) => DIGITS[Number(digit)]);
  return widthsOf(["111", ...left, "11111", ...right, "111"].join(""));
}

function widthsOf(pattern: string): number[] {
  return [...pattern].map(Number);
}
