/** A fact of three-valued logic (Kleene's strong one): `unknown` means that it may be either. */
export type Truth = true | false | 'unknown';

/** All of. False wins, then unknown. */
export function both(left: Truth, right: Truth): Truth {
  if (left === false || right === false) return false;
  return left === true && right === true ? true : 'unknown';
}

/** Any of. True wins, then unknown. */
export function either(left: Truth, right: Truth): Truth {
  if (left === true || right === true) return true;
  return left === false && right === false ? false : 'unknown';
}
