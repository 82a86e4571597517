const LONGEST_NAME = 128;
/** Beyond so many different names all is forgotten, since they come from the network. */
const MOST_KNOWN = 2_048;

/** A function of a field's name, or of its first 128 characters, that remembers its answers: messages repeat their names. */
export function rememberByName<Answer>(read: (name: string) => Answer): (name: string) => Answer {
  const known = new Map<string, Answer>();
  return (name) => {
    const written = name.length > LONGEST_NAME ? name.slice(0, LONGEST_NAME) : name;
    const answered = known.get(written);
    if (answered !== undefined) return answered;
    if (known.size >= MOST_KNOWN) known.clear();
    const answer = read(written);
    known.set(written, answer);
    return answer;
  };
}
