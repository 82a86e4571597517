import { describe, expect, it } from 'vitest';
import { detectPlatform } from '../../../web/onboarding/detect-platform.js';

describe('detectPlatform', () => {
  it.each([
    ['ios', 'Mozilla/5.0 (iPhone; CPU iPhone OS 12_5 like Mac OS X) AppleWebKit/605.1.15 Version/12.1.2 Mobile/15E148 Safari/604.1'],
    ['ios', 'Mozilla/5.0 (iPad; CPU OS 12_2 like Mac OS X) AppleWebKit/605.1.15'],
    ['android', 'Mozilla/5.0 (Linux; Android 7.0; SM-G930V) AppleWebKit/537.36 Chrome/59.0.3071.125 Mobile Safari/537.36'],
    ['android', 'Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0'],
    ['desktop', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.0 Safari/605.1.15'],
    ['desktop', 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36'],
    ['desktop', 'Mozilla/5.0 (Windows Phone 10.0; Android 6.0.1; Microsoft; Lumia 950) like iPhone OS 7_0_3'],
    ['desktop', 'curl/8.5.0'],
    ['desktop', 'NotAndroidAtAllXAndroidX'],
    ['desktop', ''],
    ['desktop', undefined],
    ['desktop', `${'x'.repeat(100_000)} iPhone`],
  ])('%s: %.60s', (platform, agent) => {
    expect(detectPlatform(agent)).toBe(platform);
  });
});
