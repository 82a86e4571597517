import type { Leaves } from '../format.js';
import { deepestPlace, type Place } from '../place.js';
import type { Source } from '../source.js';
import { TokenStream } from './token-stream.js';

/** `literals`: values that were found. `end`: behind the last token that fitted. */
export type GraphqlOutcome =
  | { readonly kind: 'read'; readonly literals: number }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly end: number; readonly literals: number };

/**
 * What is open, innermost last. `head`: an operation, fragment, field or directive, of which what may follow is still to come: arguments or
 * variables, directives, a selection set that it must have, may have or cannot have.
 */
type Open =
  | { readonly kind: 'selections'; readonly place: Place }
  | { readonly kind: 'values'; readonly place: Place; readonly close: ')' | '}' }
  | { readonly kind: 'list'; readonly place: Place; index: number }
  | { readonly kind: 'variables'; readonly place: Place }
  | {
      readonly kind: 'head';
      readonly place: Place;
      readonly brackets: 'arguments' | 'variables' | 'none';
      readonly set: 'must' | 'may' | 'none';
      begun: boolean;
    };

type Step = 'on' | 'stop' | 'fail';

/** Steps taken on one document; beyond, and beyond the nesting that places can tell, it counts as failed. No client writes such documents. */
const mostSteps = 500_000;

/**
 * Reads an executable GraphQL document (October 2021) without recursion: literal values stand at the names of the fields and arguments that lead
 * to them, `['login', 'input', 'email']`, defaults of variables at the variable. Names are keys. It fails where the document is too long or too deep to
 * be meant. Not: type definitions; variables' values, which stand beside the document.
 */
export function readGraphql(source: Source, into: Omit<Leaves, 'part' | 'rest'>): GraphqlOutcome {
  const reader = new Reader(source, into);
  const step = reader.run();
  switch (step) {
    case 'on':
      return { kind: 'read', literals: reader.literals };
    case 'stop':
      return { kind: 'stopped' };
    case 'fail':
      return { kind: 'failed', end: reader.end, literals: reader.literals };
  }
}

class Reader {
  literals = 0;
  readonly #into: Omit<Leaves, 'part' | 'rest'>;
  readonly #tokens: TokenStream;
  readonly #open: Open[] = [];

  constructor(source: Source, into: Omit<Leaves, 'part' | 'rest'>) {
    this.#into = into;
    this.#tokens = new TokenStream(source, (start, end) => into.leaf(into.root, source.slice(start + 1, end).trim(), start, end));
  }

  get end(): number {
    return this.#tokens.end;
  }

  run(): Step {
    let definitions = 0;
    for (let steps = 0; steps < mostSteps && this.#open.length <= deepestPlace; steps += 1) {
      if (this.#tokens.stopped) return 'stop';
      const open = this.#open.at(-1);
      if (open === undefined) {
        if (this.#tokens.kind === '<EOF>') return definitions > 0 ? 'on' : 'fail';
        definitions += 1;
      }
      const step = open === undefined ? this.#definition() : this.#inside(open);
      if (step !== 'on') return step;
    }
    return 'fail';
  }

  #definition(): Step {
    const { root } = this.#into;
    if (this.#tokens.take('{')) return this.#push({ kind: 'selections', place: root });
    const keyword = this.#tokens.take('Name')?.value;
    if (keyword === 'fragment') {
      const step = this.#name(root);
      if (step !== 'on') return step;
      if (this.#tokens.take('Name')?.value !== 'on') return 'fail';
      return this.#then(this.#name(root), { kind: 'head', place: root, brackets: 'none', set: 'must', begun: false });
    }
    if (keyword !== 'query' && keyword !== 'mutation' && keyword !== 'subscription') return 'fail';
    const head: Open = { kind: 'head', place: root, brackets: 'variables', set: 'must', begun: false };
    return this.#tokens.kind === 'Name' ? this.#then(this.#name(root), head) : this.#push(head);
  }

  #inside(open: Open): Step {
    switch (open.kind) {
      case 'selections':
        return this.#selection(open.place);
      case 'values':
        return this.#argument(open.place, open.close);
      case 'list':
        return this.#item(open);
      case 'variables':
        return this.#variable(open.place);
      case 'head':
        return this.#head(open);
    }
  }

  #selection(place: Place): Step {
    if (this.#tokens.take('}')) return this.#pop();
    if (this.#tokens.take('...')) {
      const spread: Open = { kind: 'head', place, brackets: 'none', set: 'may', begun: false };
      const name = this.#tokens.kind === 'Name' ? this.#tokens.token.value : undefined;
      if (name === 'on') this.#tokens.next();
      return name === undefined ? this.#push(spread) : this.#then(this.#name(place), spread);
    }
    const { token } = this.#tokens;
    if (!this.#tokens.take('Name')) return 'fail';
    const field = place.child(token.value);
    if (!this.#into.key(field, token.value, token.start, token.end)) return 'stop';
    const head: Open = { kind: 'head', place: field, brackets: 'arguments', set: 'may', begun: false };
    if (!this.#tokens.take(':')) return this.#push(head);
    // That was an alias: the field's own name is the better one.
    const own = this.#tokens.token;
    return this.#then(this.#name(place), { ...head, place: place.child(own.value) });
  }

  /** What follows a name: arguments or variables once, directives, then a selection set. */
  #head(open: Open & { readonly kind: 'head' }): Step {
    const { place, brackets, set } = open;
    if (!open.begun && brackets !== 'none' && this.#tokens.take('(')) {
      open.begun = true;
      return this.#push(brackets === 'arguments' ? { kind: 'values', place, close: ')' } : { kind: 'variables', place });
    }
    // A directive has arguments and nothing else.
    if (set === 'none' && brackets === 'arguments') return this.#pop();
    open.begun = true;
    if (this.#tokens.take('@')) return this.#directive(place);
    this.#pop();
    if (set !== 'none' && this.#tokens.take('{')) return this.#push({ kind: 'selections', place });
    return set === 'must' ? 'fail' : 'on';
  }

  #directive(place: Place): Step {
    const { value } = this.#tokens.token;
    return this.#then(this.#name(place), { kind: 'head', place: place.child(value), brackets: 'arguments', set: 'none', begun: false });
  }

  #argument(place: Place, close: ')' | '}'): Step {
    if (this.#tokens.take(close)) return this.#pop();
    const { value } = this.#tokens.token;
    const step = this.#name(place);
    if (step !== 'on') return step;
    return this.#tokens.take(':') ? this.#value(place.child(value)) : 'fail';
  }

  #item(open: Open & { readonly kind: 'list' }): Step {
    if (this.#tokens.take(']')) return this.#pop();
    open.index += 1;
    return this.#value(open.place.child(open.index - 1));
  }

  /** `$name: Type = value @directive`. */
  #variable(place: Place): Step {
    if (this.#tokens.take(')')) return this.#pop();
    if (!this.#tokens.take('$')) return 'fail';
    const { value } = this.#tokens.token;
    const step = this.#name(place);
    if (step !== 'on') return step;
    if (!this.#tokens.take(':')) return 'fail';
    const type = this.#type(place);
    if (type !== 'on') return type;
    this.#push({ kind: 'head', place: place.child(value), brackets: 'none', set: 'none', begun: true });
    return this.#tokens.take('=') ? this.#value(place.child(value)) : 'on';
  }

  #type(place: Place): Step {
    let depth = 0;
    while (this.#tokens.take('[')) depth += 1;
    const step = this.#name(place);
    if (step !== 'on') return step;
    this.#tokens.take('!');
    for (; depth > 0; depth -= 1) {
      if (!this.#tokens.take(']')) return 'fail';
      this.#tokens.take('!');
    }
    return 'on';
  }

  #value(place: Place): Step {
    const { kind } = this.#tokens;
    const { token } = this.#tokens;
    const { start, end } = token;
    switch (kind) {
      case '{':
        this.#tokens.next();
        return this.#push({ kind: 'values', place, close: '}' });
      case '[':
        this.#tokens.next();
        return this.#push({ kind: 'list', place, index: 0 });
      case '$':
        this.#tokens.next();
        return this.#name(place);
      case 'String':
      case 'BlockString': {
        const quotes = kind === 'String' ? 1 : 3;
        return this.#literal(this.#into.leaf(place, this.#tokens.textOf(token), start + quotes, end - quotes));
      }
      case 'Int':
      case 'Float':
        return this.#literal(this.#into.plain(place, token.value, start, end));
      case 'Name':
        if (token.value === 'null') return this.#literal(true);
        if (token.value === 'true' || token.value === 'false') return this.#literal(this.#into.plain(place, token.value, start, end));
        return this.#literal(this.#into.leaf(place, token.value, start, end));
      default:
        return 'fail';
    }
  }

  #literal(goOn: boolean): Step {
    this.#tokens.next();
    this.literals += 1;
    return goOn ? 'on' : 'stop';
  }

  /** A name, reported as a key one below a place. */
  #name(place: Place): Step {
    const token = this.#tokens.take('Name');
    if (token === undefined) return 'fail';
    return this.#into.key(place.child(token.value), token.value, token.start, token.end) ? 'on' : 'stop';
  }

  #then(step: Step, open: Open): Step {
    return step === 'on' ? this.#push(open) : step;
  }

  #push(open: Open): Step {
    this.#open.push(open);
    return 'on';
  }

  #pop(): Step {
    this.#open.pop();
    return 'on';
  }
}
