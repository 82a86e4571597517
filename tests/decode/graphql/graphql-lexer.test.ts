import { expect, test } from 'vitest';
import { graphqlLexer } from '../../../decode/graphql/graphql-lexer.js';

test('is loaded once, and lexes', () => {
  const { Lexer, Source } = graphqlLexer();
  expect(new Lexer(new Source('query')).advance()).toMatchObject({ kind: 'Name', value: 'query' });
  expect(graphqlLexer()).toBe(graphqlLexer());
});
