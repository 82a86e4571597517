import { createHash, createHmac } from 'node:crypto';
import type { PlantedForm } from './planted-forms.js';

const algorithms = ['md5', 'sha1', 'sha256', 'sha512'] as const;
/** Those that are put one upon another: nobody was seen to do so with SHA-512. */
const nested: ReadonlySet<string> = new Set(['md5', 'sha1', 'sha256']);

/**
 * Hashes of texts, in hex, base64, base64url (unpadded: the padded form contains it) and as bytes; of those in `twice` also the hash of
 * the hash's hex; with each salt before and behind; and HMACs.
 */
export function hashForms(
  texts: readonly string[],
  twice: ReadonlySet<string>,
  salts: readonly string[],
  hmacKeys: readonly string[],
): readonly PlantedForm[] {
  const forms: PlantedForm[] = [];
  const add = (digest: Buffer, transforms: readonly string[]): void => {
    const form = { transforms, hashed: true, boundary: 'none' } as const;
    const base64 = digest.toString('base64').replace(/=+$/, '');
    const base64url = digest.toString('base64url');
    forms.push({ ...form, text: digest.toString('hex'), anyCase: true });
    forms.push({ ...form, text: base64, anyCase: false });
    if (base64url !== base64) forms.push({ ...form, text: base64url, anyCase: false });
    forms.push({ ...form, text: digest.toString('latin1'), anyCase: false, binary: 'long' });
  };
  for (const text of texts) {
    for (const algorithm of algorithms) {
      const digest = createHash(algorithm).update(text).digest();
      add(digest, [algorithm]);
      for (const salt of salts) {
        add(createHash(algorithm).update(salt).update(text).digest(), [algorithm]);
        add(createHash(algorithm).update(text).update(salt).digest(), [algorithm]);
      }
      for (const key of hmacKeys) add(createHmac(algorithm, key).update(text).digest(), [`hmac-${algorithm}`]);
      if (!twice.has(text) || !nested.has(algorithm)) continue;
      for (const second of nested) {
        const again = createHash(second).update(digest.toString('hex')).digest();
        add(again, [algorithm, second]);
      }
    }
  }
  return forms;
}
