import { createRequire } from 'node:module';

type Language = typeof import('graphql/language/lexer.js') & typeof import('graphql/language/source.js');

let language: Language | undefined;

/** The lexer of GraphQL's reference implementation. Loaded when the first document turns up. Its parser is not used: it recurses on its input. */
export function graphqlLexer(): Language {
  if (language === undefined) {
    const load = createRequire(import.meta.url);
    language = { ...load('graphql/language/lexer.js'), ...load('graphql/language/source.js') } as Language;
  }
  return language;
}
