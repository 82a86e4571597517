import parse from 'jsonpath-rfc9535/parser';

type Segments = readonly (string | number)[];

/** One step of a query: what it selects, among children or all descendants. */
interface Step {
  readonly descendant: boolean;
  readonly any: boolean;
  readonly keys: ReadonlySet<string | number>;
}

/**
 * Compiles a JSONPath (RFC 9535) of names, indices, `*` and `..` to a test of a field's place: whether the query selects it or something it
 * is part of; with `exact`, itself only. An index also selects a name of the same digits, since forms and queries have no arrays. Names compare
 * as they are written, without aliases. Not an evaluator: there is no document, and what needs one (filters, slices, indices from the end) never
 * selects; the ruleset's loader refuses it. Linear in segments × steps.
 */
export function compileJsonPath(query: string, reach: 'with-parts' | 'exact' = 'with-parts'): (segments: Segments) => boolean {
  const steps = stepsOf(parse(query));
  if (steps === undefined) return () => false;
  const exact = reach === 'exact';
  if (steps.length === 0) return (segments) => !exact || segments.length === 0;
  return (segments) => {
    // The states of the query after each segment: `states.has(n)` says that the first n steps may be done.
    let states = new Set([0]);
    let selected = false;
    for (const segment of segments) {
      const next = new Set<number>();
      selected = false;
      for (const state of states) {
        const step = steps[state]!;
        if (step.descendant) next.add(state);
        if (!selects(step, segment)) continue;
        if (state + 1 < steps.length) next.add(state + 1);
        else if (exact) selected = true;
        else return true;
      }
      if (next.size === 0 && !selected) return false;
      states = next;
    }
    return selected;
  };
}

function selects({ any, keys }: Step, segment: string | number): boolean {
  return any || keys.has(segment) || (typeof segment === 'string' && /^(?:0|[1-9]\d{0,8})$/.test(segment) && keys.has(Number(segment)));
}

function stepsOf(query: unknown): readonly Step[] | undefined {
  const steps: Step[] = [];
  for (const segment of listAt(query, 'segments')) {
    const node = at(segment, 'node');
    const selectors = at(node, 'type') === 'BracketedSelection' ? listAt(node, 'selectors') : [node];
    const keys = new Set<string | number>();
    let any = false;
    for (const selector of selectors) {
      const type = at(selector, 'type');
      const value = at(selector, 'value');
      if (type === 'WildcardSelector') any = true;
      else if (type === 'IndexSelector' && typeof value === 'number' && value >= 0) keys.add(value);
      else if ((type === 'NameSelector' || type === 'MemberNameShorthand') && typeof value === 'string') keys.add(value);
      else return undefined;
    }
    steps.push({ descendant: at(segment, 'type') === 'DescendantSegment', any, keys });
  }
  return steps;
}

function at(node: unknown, key: string): unknown {
  return typeof node === 'object' && node !== null && key in node ? (node as Readonly<Record<string, unknown>>)[key] : undefined;
}

function listAt(node: unknown, key: string): readonly unknown[] {
  const list = at(node, key);
  return Array.isArray(list) ? list : [];
}
