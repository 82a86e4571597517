import type { Field } from '../../model/index.js';

/** How a credential is announced (RFC 9110, section 11.4). The app may send what follows by itself. */
const scheme = /^(?:bearer|token|dpop)[ \t]+(?=\S)/i;

/**
 * The values that stand in a response where a test of places says, each once, without a scheme in front (`Bearer …`). Of a value that was also
 * read in another way (percent-decoded, say) the one as it stood: the same is done to what it is later looked for in. Null and empty ones are none.
 */
export function issuedValues(fields: readonly Field[], stands: (field: Field) => boolean): readonly string[] {
  const asTheyStand = new Map<string, Field>();
  for (const field of fields) {
    if (!stands(field)) continue;
    const known = asTheyStand.get(field.path);
    if (known === undefined || field.transforms.length < known.transforms.length) asTheyStand.set(field.path, field);
  }
  const texts = [...asTheyStand.values()].map(({ value }) => value.trim().replace(scheme, ''));
  return [...new Set(texts)].filter((text) => text !== '' && text !== 'null' && text !== 'undefined');
}
