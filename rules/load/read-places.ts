import { isAbsolute, join, resolve } from 'node:path';
import type { PlaceSettings } from '../ruleset.js';
import { canonicalCidr, describeAllWrapped, holdsAllWrapped } from './host-pattern.js';
import { child, type RulesetNode, textsOf } from './node.js';
import type { ReadContext } from './read-context.js';

/** `databases`, `precedence` and `anycast` of `regions`. Whether the files are there is seen when they are opened. */
export function readPlaces(regions: RulesetNode | undefined, { problems, folder }: ReadContext): PlaceSettings {
  const databases = textsOf(child(regions, 'databases')).flatMap(({ text, place }) => {
    if (/^[a-z][a-z0-9+.-]+:\/\//i.test(text)) {
      problems.add(place, `\`${text}\` is a URL; databases are files: download it, and name the .mmdb file`);
      return [];
    }
    if (!/\.mmdb$/i.test(text)) {
      problems.add(place, `expected the path of an .mmdb file, found \`${text}\``);
      return [];
    }
    return [{ file: text, path: resolve(isAbsolute(text) ? text : join(folder, text)), place }];
  });
  const names = new Map<string, number>();
  const precedence = textsOf(child(regions, 'precedence')).flatMap(({ text, place }) => {
    const first = names.get(text);
    if (first !== undefined) {
      problems.add(place, `\`${text}\` stands already in line ${first}`);
      return [];
    }
    names.set(text, place.line);
    return [{ name: text, place }];
  });
  const anycast = textsOf(child(regions, 'anycast')).flatMap(({ text, place }) => {
    if (holdsAllWrapped(text)) {
      problems.add(place, describeAllWrapped(text));
      return [];
    }
    const cidr = canonicalCidr(text);
    if (cidr !== undefined) return [{ cidr, place }];
    problems.add(place, `\`${text}\` is not an address or CIDR, such as 10.20.0.0/16`);
    return [];
  });
  return { databases, precedence, anycast };
}
