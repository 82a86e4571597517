/** Ends an exhaustive `switch` over a union: a new member that nobody handles is a compile error, and a loud one at run time. */
export function assertNever(value: never): never {
  throw new TypeError(`unhandled case: ${JSON.stringify(value)}`);
}
