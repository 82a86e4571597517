/** An index as PHP and Rails write it. Longer numbers are names: they may be values, and have more digits than an index needs. */
const index = /^(?:0|[1-9]\d{0,4})$/;

/**
 * The segments of a form field's name with brackets, as PHP and Rails read them: `user[email]` is `['user', 'email']`, `a[0][b]` is
 * `['a', 0, 'b']`, and empty brackets add none: `items[][id]` is `['items', 'id']`. A name whose brackets do not fit stays one name.
 */
export function nameParts(name: string): readonly (string | number)[] {
  const first = name.indexOf('[');
  if (first <= 0 || name.charCodeAt(name.length - 1) !== 93) return [name];
  const base = name.slice(0, first);
  if (base.includes(']')) return [name];
  const parts: (string | number)[] = [base];
  for (let start = first; start < name.length; ) {
    const end = name.indexOf(']', start);
    if (name.charCodeAt(start) !== 91 || end < 0) return [name];
    const part = name.slice(start + 1, end);
    if (part.includes('[')) return [name];
    if (part !== '') parts.push(index.test(part) ? Number(part) : part);
    start = end + 1;
  }
  return parts;
}
