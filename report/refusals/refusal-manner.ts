/**
 * How a device refused, by what it sent (RFC 8446, section 6.2; 5246, section 7.2.2):
 * - `certificate`: an alert that is about a certificate
 * - `silent`: it left without a word right after ours, as Java, Node, wget and apps that check certificates themselves do
 * - `handshake-failure`: alert 40. No parameters in common; but OpenSSL sends it, too, when an app's own check said no
 *   (X509_V_ERR_APPLICATION_VERIFICATION)
 * - `internal-error`: alert 80. Anything; among it, an exception in an app's own check
 * - `protocol`: versions, ciphers, extensions or protocols do not fit
 * - `unclear`: anything else
 */
export type RefusalManner = 'certificate' | 'silent' | 'handshake-failure' | 'internal-error' | 'protocol' | 'unclear';

/**
 * 42 bad_certificate, 43 unsupported_certificate, 44 certificate_revoked, 45 certificate_expired, 46 certificate_unknown, 48 unknown_ca,
 * 49 access_denied (the certificate is valid, and unwanted all the same), 90 user_canceled, 113 bad_certificate_status_response.
 */
const certificateAlerts = new Set([42, 43, 44, 45, 46, 48, 49, 90, 113]);

/**
 * 10 unexpected_message, 20 bad_record_mac, 22 record_overflow, 47 illegal_parameter, 50 decode_error, 51 decrypt_error,
 * 70 protocol_version, 71 insufficient_security, 86 inappropriate_fallback, 109 missing_extension, 110 unsupported_extension,
 * 120 no_application_protocol, 121 ech_required (its Encrypted Client Hello could not be read here; many try again without).
 */
const protocolAlerts = new Set([10, 20, 22, 47, 50, 51, 70, 71, 86, 109, 110, 120, 121]);

/** `cause` as the record has it: `alert 48`, or the name of the cause. */
export function refusalManner(cause: string): RefusalManner {
  switch (cause) {
    case 'closed-in-handshake':
    case 'closed-before-first-byte':
    case 'reset':
      return 'silent';
    case 'protocol-error':
      return 'protocol';
    case 'alert 40':
      return 'handshake-failure';
    case 'alert 80':
      return 'internal-error';
    default: {
      const alert = Number(/^alert (\d{1,3})$/.exec(cause)?.[1] ?? Number.NaN);
      if (certificateAlerts.has(alert)) return 'certificate';
      return protocolAlerts.has(alert) ? 'protocol' : 'unclear';
    }
  }
}
