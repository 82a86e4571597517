import { describe, expect, it } from 'vitest';
import { mobileconfig } from '../../../certs/formats/mobileconfig.js';

const authority = { certificateDer: Buffer.alloc(200, 7), fingerprint256: 'ab'.repeat(32), subject: 'CN=R&D <lab>, O=Plainsight' };
const uuids = (xml: string) => [...xml.matchAll(/<key>PayloadUUID<\/key>\s*<string>(.*?)<\/string>/g)].map((match) => match[1]);

describe('mobileconfig', () => {
  const xml = mobileconfig(authority);

  it('holds the CA as a root certificate', () => {
    expect(xml).toContain('<string>com.apple.security.root</string>');
    const data = /<data>([\s\S]*?)<\/data>/.exec(xml)?.[1] ?? '';
    expect(Buffer.from(data, 'base64')).toEqual(authority.certificateDer);
  });

  it('has two distinct UUIDs that depend on the certificate alone', () => {
    expect(new Set(uuids(xml)).size).toBe(2);
    for (const uuid of uuids(xml)) expect(uuid).toMatch(/^[0-9A-F]{8}-[0-9A-F]{4}-8[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$/);
    expect(uuids(mobileconfig({ ...authority, subject: 'CN=Other' }))).toEqual(uuids(xml));
    expect(uuids(mobileconfig({ ...authority, fingerprint256: 'cd'.repeat(32) }))).not.toEqual(uuids(xml));
  });

  it('escapes the subject and is well formed', () => {
    expect(xml).toContain('<string>CN=R&amp;D &lt;lab&gt;, O=Plainsight</string>');
    const open: string[] = [];
    for (const [, slash, name, selfClosing] of xml.replace(/<[?!][^>]*>/g, '').matchAll(/<(\/?)(\w+)[^>/]*(\/?)>/g)) {
      if (slash === '/') expect(open.pop()).toBe(name);
      else if (selfClosing !== '/') open.push(name ?? '');
    }
    expect(open).toEqual([]);
  });
});
