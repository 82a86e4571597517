import type { Platform } from './detect-platform.js';
import { html, Markup } from './html.js';
import { type InstallGuide, installGuide } from './install-guide.js';
import { type OnboardingOptions, onboardingHost } from './onboarding-options.js';
import { onboardingScript } from './onboarding-script.js';
import { onboardingStyle } from './onboarding-style.js';

export interface OnboardingPage {
  readonly authority: Pick<OnboardingOptions['authority'], 'fingerprint256' | 'subject'>;
  readonly proxyAddresses: readonly string[];
  readonly mode: OnboardingOptions['mode'];
  /** Shown open; the others are folded. */
  readonly platform: Platform;
  /** Of this response's content security policy; base64. */
  readonly nonce: string;
}

const platforms: readonly Platform[] = ['ios', 'android', 'desktop'];

/** The first page a device sees: whether it is set up, what is missing, how to get there, and a first violation to try it with. */
export function renderOnboardingPage({ authority, proxyAddresses, mode, platform, nonce }: OnboardingPage): string {
  const proxyAddress = proxyAddresses[0] ?? '127.0.0.1:8080';
  const first = installGuide(platform, proxyAddress);
  const others = platforms.filter((other) => other !== platform).map((other) => installGuide(other, proxyAddress));
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Plainsight: set up this device</title>
<style nonce="${nonce}">${new Markup(onboardingStyle)}</style>
</head>
<body>
<header>
<h1>Set up this device</h1>
<p class="lead">Plainsight reads this device’s traffic and shows which fields an app leaks, to whom, and in which country.</p>
</header>
<main>
${checkSection(platform, proxyAddresses)}
${mode === 'loopback' ? loopbackNote : html``}
<section aria-labelledby="install"><h2 id="install">${first.title}</h2>
${first.content}
</section>
<section aria-labelledby="try"><h2 id="try">Try it: leak a sample value</h2>
<p>Sends a made-up e-mail address to <code>http://${onboardingHost}/leak</code>, unencrypted, so that you see what a violation looks like.</p>
<button class="button" id="leak" type="button">Leak a sample value</button>
<p id="leaked" role="status" aria-live="polite"></p>
</section>
${others.map(foldedGuide)}
</main>
<footer>
<p>This CA was made on the computer that runs Plainsight, and its key never leaves it. Remove it from the device when testing is over.</p>
<p>${authority.subject}<br>SHA-256 <code>${colonSeparated(authority.fingerprint256)}</code></p>
</footer>
<script nonce="${nonce}">${new Markup(onboardingScript)}</script>
</body>
</html>
`.text;
}

const loopbackNote = html`<section><h2>Only this computer can connect</h2>
<p>To test a phone, start Plainsight with <code>--lan</code>.</p></section>`;

function checkSection(platform: Platform, proxyAddresses: readonly string[]): Markup {
  const missing: Record<Platform, string> = {
    ios: 'Either the profile is not installed, or its switch under Certificate Trust Settings is still off (step 4).',
    android: 'The certificate is not installed as a CA certificate, or this browser ignores it.',
    desktop: 'This browser does not trust the CA. Programs that are given the CA in another way may still do.',
  };
  const addresses = proxyAddresses.map((address, index) => html`${index === 0 ? '' : ' or '}<code>${address}</code>`);
  return html`<section id="check" data-state="checking" aria-live="polite" aria-labelledby="state"><h2 id="state">Is it ready?</h2>
<noscript><p>Without JavaScript: open <a href="https://${onboardingHost}/trusted">https://${onboardingHost}/trusted</a>. It opens without a warning once everything is set up.</p></noscript>
<p data-for="checking">Checking…</p>
<p data-for="ready"><b>Ready.</b> This device uses the proxy, and this browser trusts its HTTPS.</p>
<p data-for="untrusted"><b>Almost: HTTPS is not trusted yet.</b> The proxy is in use. ${missing[platform]}</p>
<p data-for="unproxied"><b>Not yet: this device does not use the proxy.</b> Set it to ${addresses}, then check again.</p>
<button class="button plain" id="again" type="button">Check again</button>
</section>`;
}

function foldedGuide({ title, content }: InstallGuide): Markup {
  return html`<details><summary>${title}</summary>
${content}
</details>
`;
}

/** `AB:CD:…`, as devices show it. */
function colonSeparated(hex: string): string {
  return hex.toUpperCase().replace(/(..)(?=.)/g, '$1:');
}
