import type { CertificateAuthority } from '../certificate-authority.js';
import { xmlText } from './xml-text.js';

/**
 * An Android `network_security_config.xml` that makes *debug* builds of an app trust the CA (and those the user installed), and lets
 * it past pinning declared in that file. It changes nothing in release builds. Pins set in code stay.
 */
export function androidNsc({ subject, fingerprint256 }: Pick<CertificateAuthority, 'subject' | 'fingerprint256'>): string {
  // Two hyphens would end the comment.
  const shown = xmlText(subject)
    .replace(/-(?=-)/g, '- ')
    .replace(/-$/, '- ');
  return `<?xml version="1.0" encoding="utf-8"?>
<!--
  Trust for a Plainsight test proxy, in debuggable builds only.

  1. Save this file as   app/src/debug/res/xml/network_security_config.xml
  2. Save the CA as      app/src/debug/res/raw/plainsight_ca.pem
     (plainsight ca export, format pem; the name matters, it may hold no hyphen)
  3. In app/src/debug/AndroidManifest.xml name it:
     <application android:networkSecurityConfig="@xml/network_security_config" />

  Without step 2, remove the line with @raw and install the CA on the device instead.
  CA:      ${shown}
  SHA-256: ${fingerprint256}
-->
<network-security-config>
  <debug-overrides>
    <trust-anchors>
      <certificates src="user" />
      <certificates src="@raw/plainsight_ca" />
    </trust-anchors>
  </debug-overrides>
</network-security-config>
`;
}
