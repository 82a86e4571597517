export interface NameForms {
  readonly written: readonly string[];
  /** The ways of writing that software hashes. */
  readonly hashed: readonly string[];
}

/** Bytes of the shortest name that is looked for without anything between its parts. */
const shortestJoined = 8;

/**
 * How a person's name is written: its parts in order and with the last one first, with a space (a wide one too), comma, dot, dash, underscore or
 * nothing between them, without accents, and in capitals. ASCII case is the caller's affair. A name of one part stays as it is.
 */
export function nameForms(text: string): NameForms {
  const written = new Set<string>();
  const hashed = new Set<string>();
  for (const spelt of new Set([text, withoutAccents(text), inTwoLetters(text), text.toUpperCase(), text.toLowerCase()])) {
    const parts = spelt.split(/[\s,]+/).filter((part) => part !== '');
    hashed.add(spelt).add(spelt.toLowerCase());
    written.add(spelt);
    if (parts.length < 2) continue;
    const turned = [parts.at(-1)!, ...parts.slice(0, -1)];
    for (const order of [parts, turned]) {
      for (const separator of [' ', '\u3000', '\u00b7', '.', '-', '_', '+', '']) {
        const joined = order.join(separator);
        if (separator !== '' || Buffer.byteLength(joined) >= shortestJoined) written.add(joined);
      }
      hashed.add(order.join('').toLowerCase()).add(order.join(' ').toLowerCase());
    }
    written.add(`${turned[0]!}, ${turned.slice(1).join(' ')}`);
  }
  return { written: [...written], hashed: [...hashed] };
}

/** Letters without a base letter, as they are written where there is no such letter. */
const base: Readonly<Record<string, string>> = { ø: 'o', đ: 'd', ð: 'd', ł: 'l', ħ: 'h', ı: 'i', æ: 'ae', œ: 'oe', ß: 'ss', þ: 'th' };
/** Letters that passports and forms write as two (ICAO Doc 9303, part 3). */
const pairs: Readonly<Record<string, string>> = { ...base, ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe', ñ: 'n' };

/** `Müller` as `Muller`, `Ngô` as `Ngo`, `Færgeland` as `Faergeland`. */
function withoutAccents(text: string): string {
  return replaced(text, base).normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');
}

/** `Müller` as `Mueller`, `Åse` as `Aase`. */
function inTwoLetters(text: string): string {
  return withoutAccents(replaced(text.normalize('NFC'), pairs));
}

function replaced(text: string, by: Readonly<Record<string, string>>): string {
  return [...text]
    .map((letter) => {
      const lower = letter.toLowerCase();
      const found = by[lower];
      if (found === undefined) return letter;
      return letter === lower ? found : `${found[0]!.toUpperCase()}${found.slice(1)}`;
    })
    .join('');
}
