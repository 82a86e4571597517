import { assertNever } from '../model/index.js';
import type { LearnPlace, LearnSource, SetExpression } from './ruleset.js';

/** One entry of `learn` for people: `` `$.token` of responses of `api.example` to `/login` ``. */
export function describeLearn({ source: { at, host, path, status } }: { readonly source: LearnSource }): string {
  const answers = status === undefined ? 'successful responses' : `responses with status ${set(status)}`;
  return `${place(at)} of ${answers} of ${set(host)} to ${set(path)}`;
}

function place(at: LearnPlace): string {
  switch (at.kind) {
    case 'body':
      return `\`${at.path}\``;
    case 'header':
      return `the header \`${at.name}\``;
    case 'cookie':
      return `the cookie \`${at.name}\``;
    default:
      return assertNever(at);
  }
}

function set({ mode, members }: SetExpression): string {
  const names = members.map((member) => `\`${member}\``);
  return `${mode === 'in' ? '' : 'any but '}${names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`}`;
}
