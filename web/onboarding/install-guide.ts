import { assertNever } from '../../model/index.js';
import type { Platform } from './detect-platform.js';
import { html, type Markup } from './html.js';
import { onboardingHost } from './onboarding-options.js';

export interface InstallGuide {
  readonly title: string;
  readonly content: Markup;
}

/** How the CA gets onto a device of that platform, and what it will not do there. `proxyAddress` is where such a device reaches the proxy. */
export function installGuide(platform: Platform, proxyAddress: string): InstallGuide {
  switch (platform) {
    case 'ios':
      return { title: 'iPhone and iPad', content: iosGuide(proxyAddress) };
    case 'android':
      return { title: 'Android', content: androidGuide(proxyAddress) };
    case 'desktop':
      return { title: 'Computer, curl, CI', content: desktopGuide(proxyAddress) };
    default:
      return assertNever(platform);
  }
}

function iosGuide(proxyAddress: string): Markup {
  return html`<ol>
<li>Open <b>Settings › Wi-Fi</b>, tap the <b>ⓘ</b> of your network, then <b>Configure Proxy › Manual</b>: ${serverAndPort(proxyAddress)}.</li>
<li>Load the profile in <b>Safari</b> and allow the download.<br><a class="button" href="/ca.mobileconfig">Load the profile</a></li>
<li>Open <b>Settings › General › VPN &amp; Device Management</b> (older: <b>Profile</b>) and install it.</li>
<li><b>The step that is often forgotten:</b> open <b>Settings › General › About › Certificate Trust Settings</b> and switch the Plainsight CA on.</li>
<li>Come back here and check again.</li>
</ol>
<p class="soft">Apps that pin their certificates will still refuse. Plainsight reports those connections as gaps, not as a pass.</p>`;
}

function androidGuide(proxyAddress: string): Markup {
  return html`<ol>
<li>Open <b>Settings › Network &amp; internet › Wi-Fi</b>, edit your network, then <b>Advanced › Proxy › Manual</b>: ${serverAndPort(proxyAddress)}.</li>
<li>Download the certificate.<br><a class="button" href="/ca.crt">Download the certificate</a></li>
<li>Open <b>Settings › Security › Encryption &amp; credentials › Install a certificate › CA certificate</b> and choose the file. (Android 10 and older: tap the download.)</li>
<li>Come back here and check again.</li>
</ol>
<p><b>Trusted by the browser is not trusted by apps.</b> Apps that target Android 7 (API level 24) or later ignore certificates that a user installs,
unless their own build allows them. For your debug build, put these two files into <code>res/xml/</code> and <code>res/raw/</code>, and name the first in the manifest as
<code>android:networkSecurityConfig="@xml/network_security_config"</code>:</p>
<p><a class="button plain" href="/network_security_config.xml">network_security_config.xml</a><a class="button plain" href="/ca.pem">CA as PEM</a></p>
<p class="soft">Firefox keeps certificates of its own. What an app refuses is reported as a gap, not as a pass.</p>`;
}

function desktopGuide(proxyAddress: string): Markup {
  const lines = [
    `curl -x http://${proxyAddress} http://${onboardingHost}/ca.pem -o plainsight-ca.pem`,
    `curl -x http://${proxyAddress} --cacert plainsight-ca.pem https://${onboardingHost}/trusted`,
  ];
  return html`<p>Set <code>http://${proxyAddress}</code> as the HTTP and HTTPS proxy. Download the CA and give it to the program under test rather than to the whole computer.</p>
<p><a class="button" href="/ca.pem">CA as PEM</a><a class="button plain" href="/ca.crt">CA as DER (.crt)</a></p>
<p>Or on the command line; the second line answers <code>{"trusted":true}</code>:</p>
<pre><code>${lines.join('\n')}</code></pre>
<p class="soft"><code>plainsight run -- COMMAND</code> sets the proxy and the CA for curl, Node, Python, Java, Go and others by itself.</p>`;
}

function serverAndPort(proxyAddress: string): Markup {
  const colon = proxyAddress.lastIndexOf(':');
  return html`server <code>${proxyAddress.slice(0, colon)}</code>, port <code>${proxyAddress.slice(colon + 1)}</code>`;
}
