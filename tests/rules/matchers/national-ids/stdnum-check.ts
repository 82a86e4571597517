import { createRequire } from 'node:module';

interface Validator {
  validate(id: string): { readonly isValid: boolean };
}

const load = createRequire(import.meta.url);

/** Whether the package `stdnum`, which our own checks are compared with, takes it for a right number. `module` is such as `cn/ric`. */
export function isValidByStdnum(module: string, id: string): boolean {
  return (load(`stdnum/lib/cjs/${module}.js`) as Validator).validate(id).isValid;
}

/** The body with the first of the endings that `stdnum` accepts, or `undefined`. */
export function completedByStdnum(module: string, body: string, endings: readonly string[]): string | undefined {
  const ending = endings.find((candidate) => isValidByStdnum(module, body + candidate));
  return ending === undefined ? undefined : body + ending;
}

/** `0` to `9`. */
export const oneDigit: readonly string[] = Array.from({ length: 10 }, (_, digit) => String(digit));
/** `00` to `99`. */
export const twoDigits: readonly string[] = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'));
/** `A` to `Z`. */
export const oneLetter: readonly string[] = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
