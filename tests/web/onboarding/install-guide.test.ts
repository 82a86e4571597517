import { describe, expect, it } from 'vitest';
import { installGuide } from '../../../web/onboarding/install-guide.js';

describe('installGuide', () => {
  it('names the forgotten switch on iOS', () => {
    expect(installGuide('ios', '192.168.1.5:8080').content.text).toContain('About › Certificate Trust Settings');
  });

  it('says on Android what a user CA will not do, and what helps', () => {
    const { text } = installGuide('android', '192.168.1.5:8080').content;
    expect(text).toContain('API level 24');
    expect(text).toContain('android:networkSecurityConfig="@xml/network_security_config"');
  });

  it('gives lines for curl that can be pasted', () => {
    const { text } = installGuide('desktop', '[::1]:8080').content;
    expect(text).toContain('curl -x http://[::1]:8080 --cacert plainsight-ca.pem https://plainsight.test/trusted');
  });

  it('escapes the address', () => {
    for (const platform of ['ios', 'android', 'desktop'] as const)
      expect(installGuide(platform, '<b>:"1').content.text).not.toMatch(/<b>:|"1/);
  });
});
