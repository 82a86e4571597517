import { describe, expect, it } from 'vitest';
import { androidNsc } from '../../../certs/formats/android-nsc.js';

const nsc = (subject: string) => androidNsc({ subject, fingerprint256: 'ab'.repeat(32) });

describe('androidNsc', () => {
  it('trusts the user’s CAs and ours in debug builds, and nothing in others', () => {
    const elements = nsc('CN=x').replace(/<!--[\s\S]*?-->/, '');
    expect(elements.replace(/\s+/g, ' ')).toContain(
      '<network-security-config> <debug-overrides> <trust-anchors> <certificates src="user" /> <certificates src="@raw/plainsight_ca" /> </trust-anchors> </debug-overrides> </network-security-config>',
    );
    expect(elements).not.toContain('base-config');
  });

  it('says how to use it', () => {
    expect(nsc('CN=x')).toContain('res/raw/plainsight_ca.pem');
    expect(nsc('CN=x')).toContain('android:networkSecurityConfig="@xml/network_security_config"');
  });

  it.each(['CN=a--b', 'CN=-->', '---', 'CN=a-'])('keeps its comment whole with the subject %j', (subject) => {
    const xml = nsc(subject);
    const start = xml.indexOf('<!--') + 4;
    expect(xml.indexOf('--', start)).toBe(xml.indexOf('-->', start));
    expect(xml.split('-->')).toHaveLength(2);
  });
});
