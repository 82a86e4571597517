import { isUtf8 } from 'node:buffer';
import { createRequire } from 'node:module';

type Iconv = typeof import('iconv-lite');

let loaded: Iconv | undefined;
/** Loaded where a value needs it: most are ASCII. */
function iconv(): Iconv {
  loaded ??= createRequire(import.meta.url)('iconv-lite') as Iconv;
  return loaded;
}

/** Charsets of programs in East Asia, Eastern Europe and elsewhere that do not say which one they use. */
const charsets = ['shift_jis', 'euc-jp', 'gb18030', 'big5', 'euc-kr', 'windows-1251', 'koi8-r', 'windows-1250', 'utf-16le', 'utf-16be'];

/** Bytes of the shortest form: of fewer, chance makes them. */
const leastBytes = 4;
/** Of one that is well-formed UTF-8 by chance, and so read as another text. */
const leastOfText = 8;

/** A text in one of them, as decoding shows it that knows nothing of the charset: one character a byte, mostly. */
export interface CharsetForm {
  readonly charset: string;
  readonly text: string;
}

/**
 * A text with characters beyond Latin-1 as it stands in charsets that nobody declared. One in Latin-1 is found without: as bytes it is the same, and
 * UTF-16 of it is told by its zeros.
 */
export function charsetForms(text: string): readonly CharsetForm[] {
  if ([...text].every((character) => character <= '\xff')) return [];
  return charsets.flatMap((charset) => {
    const bytes = iconv().encode(text, charset, { addBOM: false });
    const readAsText = isUtf8(bytes);
    if (bytes.length < (readAsText ? leastOfText : leastBytes)) return [];
    if (iconv().decode(bytes, charset, { stripBOM: false }) !== text) return [];
    return [{ charset, text: bytes.toString(readAsText ? 'utf8' : 'latin1') }];
  });
}
