import { createRandom } from '../random.mjs';
import { jsonTraffic } from './json-traffic.mjs';
import { numberTraffic } from './number-traffic.mjs';
import { otherTraffic } from './other-traffic.mjs';
import { webTraffic } from './web-traffic.mjs';
import { createWriter } from './writer.mjs';

/** The kinds of clean messages, by name. */
export const cleanKinds = { ...jsonTraffic, ...webTraffic, ...otherTraffic, ...numberTraffic };

/**
 * So many messages in which nothing personal stands, one after the other, each with the name of its generator and the matchers that are right to find
 * something in it (`createWriter`). The generators take turns, so each gets its share.
 */
export function* cleanTraffic({ count, seed }) {
  const writer = createWriter(createRandom(seed));
  const kinds = Object.entries(cleanKinds);
  for (let index = 0; index < count; index += 1) {
    const [kind, make] = kinds[index % kinds.length];
    writer.holds.clear();
    const message = make(writer);
    yield { kind, message, holds: writer.holds };
  }
}
