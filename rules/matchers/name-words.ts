const WORD = /[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+/g;
const LONGEST_NAME = 128;

/** The words of a name, lower-case: `userPhoneNumber`, `user-phone_number` and `X-User-Phone-Number` all give `user`, `phone`, `number`. */
export function nameWords(name: string): readonly string[] {
  return (
    name
      .slice(0, LONGEST_NAME)
      .match(WORD)
      ?.map((word) => word.toLowerCase()) ?? []
  );
}
