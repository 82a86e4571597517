import type { RuleExample } from '../ruleset.js';
import { didYouMean } from './nearest-name.js';
import { child, entriesOf, itemsOf, type RulesetNode, textOf } from './node.js';
import type { ReadContext } from './read-context.js';

/** A rule's `examples`: messages in short form that must (`violates`) or must not (`complies`) be found. Not run here: that is `rules test`. */
export function readExamples(node: RulesetNode | undefined, context: ReadContext): readonly RuleExample[] {
  return itemsOf(node).flatMap((item) => {
    const [entry] = entriesOf(item);
    if (!entry) return [];
    const [expect, { keyPlace, value }] = entry;
    const request = child(value, 'request');
    if ((expect !== 'violates' && expect !== 'complies') || request?.kind !== 'text') return [];
    checkUrl(request.text, request.place, context);
    const region = child(value, 'region');
    if (region?.kind === 'text' && region.text !== '?' && /^[A-Z]{2}$/.test(region.text) && !context.load.countryCodes.has(region.text)) {
      context.problems.add(region.place, `unknown country \`${region.text}\`${didYouMean(region.text, context.load.countryCodes)}`);
    }
    const body = textOf(child(value, 'body'));
    const status = textOf(child(value, 'status'));
    const step = textOf(child(value, 'step'));
    const description = textOf(child(value, 'description'));
    return [
      {
        expect,
        place: keyPlace,
        request: request.text,
        headers: Object.fromEntries(entriesOf(child(value, 'headers')).map(([name, header]) => [name, textOf(header.value) ?? ''])),
        ...(description !== undefined && { description }),
        ...(body !== undefined && { body }),
        ...(status !== undefined && { status: Number(status) }),
        ...(region?.kind === 'text' && { region: region.text }),
        ...(step !== undefined && { step }),
      },
    ];
  });
}

function checkUrl(request: string, place: RuleExample['place'], { problems }: ReadContext): void {
  const [, url] = /^[A-Z]\S* (.*)$/s.exec(request) ?? [];
  if (url !== undefined && !URL.canParse(url)) problems.add(place, `\`${url}\` is not a URL`);
}
