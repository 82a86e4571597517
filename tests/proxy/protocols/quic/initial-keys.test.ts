import { describe, expect, it } from 'vitest';
import { clientInitialKeys } from '../../../../proxy/protocols/quic/initial-keys.js';
import { quicVersion } from '../../../../proxy/protocols/quic/quic-versions.js';
import { quicVersion1, quicVersion2, vectorDestinationId } from '../../../wire/quic-vectors.js';

describe('clientInitialKeys', () => {
  it.each([quicVersion1, quicVersion2])('derives the published keys of version $version', (vectors) => {
    const keys = clientInitialKeys(quicVersion(vectors.version)!, vectorDestinationId);
    expect(keys.key.toString('hex')).toBe(vectors.key);
    expect(keys.iv.toString('hex')).toBe(vectors.iv);
    expect(keys.headerProtection.toString('hex')).toBe(vectors.headerProtection);
  });

  it('takes an empty connection ID', () => {
    expect(clientInitialKeys(quicVersion(1)!, Buffer.alloc(0)).key).toHaveLength(16);
  });
});
