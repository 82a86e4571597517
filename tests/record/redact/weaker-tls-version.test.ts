import { expect, it } from 'vitest';
import { weakerTlsVersion } from '../../../record/redact/weaker-tls-version.js';

const leg = (protocolVersion: string) => ({ protocolVersion, cipher: 'x' });

it('is the older of the two legs, in either order', () => {
  expect(weakerTlsVersion({ origin: leg('TLSv1.3'), device: leg('TLSv1.2') })).toBe('TLSv1.2');
  expect(weakerTlsVersion({ origin: leg('TLSv1'), device: leg('TLSv1.1') })).toBe('TLSv1');
  expect(weakerTlsVersion({ origin: leg('TLSv1.3'), device: leg('TLSv9') })).toBe('TLSv9');
});

it('takes the leg there is, or none', () => {
  expect(weakerTlsVersion({ device: leg('TLSv1.3') })).toBe('TLSv1.3');
  expect(weakerTlsVersion({ serverName: 'a.example' })).toBeNull();
  expect(weakerTlsVersion(undefined)).toBeNull();
});
