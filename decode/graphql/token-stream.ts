import type { Lexer, Token } from 'graphql';
import type { Source } from '../source.js';
import { graphqlLexer } from './graphql-lexer.js';

/** The tokens of a GraphQL document, one at a time, comments apart. What is no token ends them with {@link failed}. */
export class TokenStream {
  /** The token that is next; its `kind` is as the specification writes it: `Name`, `{`, `<EOF>`. */
  token: Token;
  /** Whether what stands behind {@link end} is no token. */
  failed = false;
  /** Where the last token that was taken ends. */
  end = 0;
  readonly #source: Source;
  readonly #lexer: Lexer;
  readonly #onComment: (start: number, end: number) => boolean;
  /** Whether a comment's reader has had enough. */
  stopped = false;

  constructor(source: Source, onComment: (start: number, end: number) => boolean) {
    const { Lexer: Lexing, Source: Document } = graphqlLexer();
    this.#source = source;
    this.#onComment = onComment;
    this.#lexer = new Lexing(new Document(source.units));
    this.token = this.#lexer.token;
    this.next();
    this.end = 0;
  }

  get kind(): string {
    return this.failed ? 'failed' : this.token.kind;
  }

  /** Goes on to the next token; returns the one that was next until now. */
  next(): Token {
    const { token } = this;
    this.end = token.end;
    try {
      this.token = this.#lexer.advance();
    } catch {
      // The lexer has no other way to say that no token begins here.
      this.failed = true;
      return token;
    }
    for (let comment = this.token.prev; comment?.kind === 'Comment' && !this.stopped; comment = comment.prev) {
      this.stopped = !this.#onComment(comment.start, comment.end);
    }
    // Tokens know each other; without this a document's would all be kept.
    (this.token as { prev: Token | null }).prev = null;
    return token;
  }

  /** Takes the next token if it is of this kind. */
  take(kind: string): Token | undefined {
    return this.kind === kind ? this.next() : undefined;
  }

  /** A string's value. The lexer reads bytes as latin1: where they are not ASCII, the string is read again as the text that it is. */
  textOf(token: Token): string {
    const raw = this.#source.slice(token.start, token.end);
    if (!this.#source.bytewise || raw.length === token.end - token.start) return token.value;
    const { Lexer: Lexing, Source: Document } = graphqlLexer();
    return new Lexing(new Document(raw)).advance().value;
  }
}
