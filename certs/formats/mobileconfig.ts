import { createHash } from 'node:crypto';
import type { CertificateAuthority } from '../certificate-authority.js';
import { xmlText } from './xml-text.js';

/**
 * An unsigned Apple configuration profile that holds the CA as `com.apple.security.root` (Apple's "Configuration Profile Reference").
 * Identifiers and UUIDs come from the fingerprint, so that installing it again replaces it. It does not make iOS *trust* the CA for TLS:
 * that is a switch under Settings > General > About > Certificate Trust Settings.
 */
export function mobileconfig({
  certificateDer,
  fingerprint256,
  subject,
}: Pick<CertificateAuthority, 'certificateDer' | 'fingerprint256' | 'subject'>): string {
  const identifier = `plainsight.ca.${fingerprint256.slice(0, 16)}`;
  const base64 = (certificateDer.toString('base64').match(/.{1,64}/g) ?? []).map((line) => `        ${line}`).join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>PayloadContent</key>
  <array>
    <dict>
      <key>PayloadCertificateFileName</key>
      <string>plainsight-ca.cer</string>
      <key>PayloadContent</key>
      <data>
${base64}
      </data>
      <key>PayloadDescription</key>
      <string>Lets Plainsight read the TLS traffic of this device while it is under test.</string>
      <key>PayloadDisplayName</key>
      <string>${xmlText(subject)}</string>
      <key>PayloadIdentifier</key>
      <string>${identifier}.root</string>
      <key>PayloadType</key>
      <string>com.apple.security.root</string>
      <key>PayloadUUID</key>
      <string>${stableUuid(`root ${fingerprint256}`)}</string>
      <key>PayloadVersion</key>
      <integer>1</integer>
    </dict>
  </array>
  <key>PayloadDescription</key>
  <string>The CA of a Plainsight test proxy. Remove this profile when the test is over.</string>
  <key>PayloadDisplayName</key>
  <string>${xmlText(subject)}</string>
  <key>PayloadIdentifier</key>
  <string>${identifier}</string>
  <key>PayloadOrganization</key>
  <string>Plainsight</string>
  <key>PayloadRemovalDisallowed</key>
  <false/>
  <key>PayloadType</key>
  <string>Configuration</string>
  <key>PayloadUUID</key>
  <string>${stableUuid(`profile ${fingerprint256}`)}</string>
  <key>PayloadVersion</key>
  <integer>1</integer>
</dict>
</plist>
`;
}

/** A UUID of version 8 (RFC 9562 section 5.8) from a hash of `name`, in upper case as Apple writes them. */
function stableUuid(name: string): string {
  const bytes = createHash('sha256').update(name).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes
    .toString('hex')
    .toUpperCase()
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
