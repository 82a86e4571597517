import type { NameResolution } from '../../model/index.js';
import type { Scrub } from './scrubber.js';

/** A resolution whose names hold no planted value: one may stand in a label of them. Addresses and times stay. */
export function redactResolution(resolution: NameResolution, scrub: Scrub): NameResolution {
  const { name, resolver, chain, pointers } = resolution;
  return {
    ...resolution,
    name: scrub.text(name),
    ...(resolver === undefined ? {} : { resolver: scrub.text(resolver) }),
    ...(pointers === undefined ? {} : { pointers: pointers.map((pointer) => scrub.text(pointer)) }),
    chain: chain.map((link) => ({ name: scrub.text(link.name), cname: scrub.text(link.cname), ttl: link.ttl })),
  };
}
