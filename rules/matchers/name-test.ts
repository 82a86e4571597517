import { nameWords } from './name-words.js';
import { rememberByName } from './remember-by-name.js';

/** Whether a field's name says something. `undefined` says nothing. */
export type NameTest = (name: string | undefined) => boolean;

const MOST_WORDS = 12;
const LONGEST_PHRASE = 5;

/** What a name must and must not say, as lists with spaces between. Words that a name joins (`user_birth_date`) are written joined: `birthdate`. */
export interface NameWords {
  readonly says: string;
  /** With one of these words beside it the name speaks of something else. */
  readonly unless?: string;
  /** Words of scripts without spaces, looked for anywhere in the name. */
  readonly foreign?: string;
}

function list(words: string | undefined): readonly string[] {
  return words === undefined ? [] : words.split(' ');
}

function saysOneOf(phrases: ReadonlySet<string>, words: readonly string[]): boolean {
  for (let from = 0; from < words.length; from++) {
    let phrase = '';
    for (let to = from; to < words.length && to < from + LONGEST_PHRASE; to++) {
      phrase += words[to]!;
      if (phrases.has(phrase)) return true;
    }
  }
  return false;
}

/** Makes a test of names, whatever their case and separators. Linear in the name, of which 128 characters count; answers are remembered. */
export function nameTest({ says, unless, foreign }: NameWords): NameTest {
  const phrases = new Set(list(says));
  const others = new Set(list(unless));
  const foreignWords = list(foreign);
  const test = rememberByName((name) => {
    const words = nameWords(name).slice(-MOST_WORDS);
    if (others.size > 0 && saysOneOf(others, words)) return false;
    return saysOneOf(phrases, words) || foreignWords.some((word) => name.includes(word));
  });
  return (name) => name !== undefined && name !== '' && test(name);
}
