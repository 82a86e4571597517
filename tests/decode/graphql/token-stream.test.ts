import { describe, expect, test } from 'vitest';
import { TokenStream } from '../../../decode/graphql/token-stream.js';
import { Source } from '../../../decode/source.js';

function stream(text: string | Buffer) {
  const comments: string[] = [];
  const source = typeof text === 'string' ? Source.ofText(text) : Source.ofBytes(text);
  const tokens = new TokenStream(source, (start, end) => comments.push(source.slice(start, end)) < 3);
  return { tokens, comments };
}

describe('GraphQL tokens', () => {
  test('one at a time, with where the last one ended', () => {
    const { tokens } = stream('a (b');
    expect([tokens.kind, tokens.end]).toEqual(['Name', 0]);
    expect(tokens.take('(')).toBeUndefined();
    expect(tokens.take('Name')).toMatchObject({ value: 'a' });
    expect([tokens.kind, tokens.end]).toEqual(['(', 1]);
    tokens.next();
    tokens.next();
    expect([tokens.kind, tokens.end, tokens.failed]).toEqual(['<EOF>', 4, false]);
  });

  test('comments are handed over, in front, between and behind', () => {
    const { tokens, comments } = stream('# one\na # two\n');
    expect(comments).toEqual(['# one']);
    tokens.next();
    expect(comments).toEqual(['# one', '# two']);
    expect(tokens.kind).toBe('<EOF>');
    expect(tokens.stopped).toBe(false);
    expect(stream('#1\n#2\n#3\n#4\n').tokens.stopped).toBe(true);
  });

  test.each(['a ~', 'a "open', 'a """open', 'a 01', 'a "\\x"'])('fails behind what could be read: %s', (text) => {
    const { tokens } = stream(text);
    tokens.next();
    expect([tokens.failed, tokens.kind, tokens.end]).toEqual([true, 'failed', 1]);
    expect(tokens.take('Name')).toBeUndefined();
  });

  test('strings of bytes are UTF-8, escapes and all', () => {
    for (const text of ['"é\\u0041漢"', '"""\n  é\n  漢\\"""\n"""']) {
      const { tokens } = stream(Buffer.from(text));
      expect(tokens.textOf(tokens.token)).toBe(stream(text).tokens.token.value);
    }
  });
});
