import { describe, expect, it } from 'vitest';
import { type OnboardingPage, renderOnboardingPage } from '../../../web/onboarding/render-onboarding-page.js';

const page: OnboardingPage = {
  authority: { fingerprint256: 'ab12cd', subject: 'CN=Plainsight CA' },
  proxyAddresses: ['192.168.1.5:8080', '10.0.0.2:8080'],
  mode: 'lan',
  platform: 'ios',
  nonce: 'bm9uY2U=',
};

describe('renderOnboardingPage', () => {
  it.each([
    ['ios', '/ca.mobileconfig', 'Certificate Trust Settings'],
    ['android', '/ca.crt', 'ignore certificates that a user installs'],
    ['desktop', '/ca.pem', 'curl -x http://192.168.1.5:8080'],
  ] as const)('shows %s first and open, the others folded', (platform, link, step) => {
    const text = renderOnboardingPage({ ...page, platform });
    const beforeFolded = text.slice(text.indexOf('id="install"'), text.indexOf('<details>'));
    expect(beforeFolded).toContain(`href="${link}"`);
    expect(beforeFolded).toContain(step);
    expect(text.match(/<details>/g)).toHaveLength(2);
    for (const file of ['/ca.pem', '/ca.crt', '/ca.mobileconfig', '/network_security_config.xml']) expect(text).toContain(`href="${file}"`);
  });

  it('says which proxy to set, server and port apart, IPv6 too', () => {
    expect(renderOnboardingPage(page)).toContain('server <code>192.168.1.5</code>, port <code>8080</code>');
    expect(renderOnboardingPage(page)).toContain('<code>192.168.1.5:8080</code> or <code>10.0.0.2:8080</code>');
    expect(renderOnboardingPage({ ...page, proxyAddresses: ['[fd00::5]:8080'] })).toContain(
      'server <code>[fd00::5]</code>, port <code>8080</code>',
    );
  });

  it('says that only this computer can connect, in loopback mode alone', () => {
    expect(renderOnboardingPage(page)).not.toContain('--lan');
    expect(renderOnboardingPage({ ...page, mode: 'loopback' })).toContain('--lan');
  });

  it('escapes everything it is given', () => {
    const hostile = `"><script>alert(1)</script>'&`;
    const text = renderOnboardingPage({ ...page, authority: { fingerprint256: hostile, subject: hostile }, proxyAddresses: [hostile] });
    expect(text).not.toContain('<script>alert');
    expect(text.match(/<script/g)).toHaveLength(1);
  });

  it('loads nothing from elsewhere, and has no inline handlers or styles', () => {
    const text = renderOnboardingPage(page);
    expect(text).not.toMatch(/\s(src|srcset|style|on\w+)=/);
    const links = [...text.matchAll(/href="([^"]*)"/g)].map(([, link]) => link);
    for (const link of links) expect(link).toMatch(/^(\/[\w.]+|https:\/\/plainsight\.test\/trusted)$/);
  });

  it('is well formed: every element closed in its order', () => {
    for (const platform of ['ios', 'android', 'desktop'] as const) {
      const text = renderOnboardingPage({ ...page, platform, mode: 'loopback' })
        .replace(/<style[\s\S]*?<\/style>/, '')
        .replace(/<script[\s\S]*?<\/script>/, '');
      const open: string[] = [];
      for (const [, slash, name = ''] of text.matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^>]*>/g)) {
        if (['meta', 'br'].includes(name)) continue;
        if (slash === '/') expect(open.pop()).toBe(name);
        else open.push(name);
      }
      expect(open).toEqual([]);
    }
  });

  it('can be read by everybody: language, viewport that can be zoomed, one h1, live status, labelled sections', () => {
    const text = renderOnboardingPage(page);
    expect(text).toContain('<html lang="en">');
    expect(text).toContain('content="width=device-width, initial-scale=1"');
    expect(text.match(/<h1>/g)).toHaveLength(1);
    expect(text).toContain('role="status"');
    const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    for (const [, label] of text.matchAll(/aria-labelledby="([^"]+)"/g)) expect(ids).toContain(label);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
