/** The forms in which the pages offer the CA, named as the certificate room names them. */
export type OnboardingExportFormat = 'pem' | 'der' | 'mobileconfig' | 'android-nsc';

export interface OnboardingExport {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

export interface OnboardingOptions {
  readonly authority: {
    /** Never called with anything from the network. */
    readonly exports: (format: OnboardingExportFormat) => OnboardingExport;
    /** SHA-256 of the CA's DER, hex. */
    readonly fingerprint256: string;
    /** For people. */
    readonly subject: string;
  };
  /** Where devices reach the proxy, `HOST:PORT` each (IPv6 in brackets). The pages are served there too. */
  readonly proxyAddresses: readonly string[];
  /** `loopback`: programs of this computer only; `lan`: devices of the network too. */
  readonly mode: 'loopback' | 'lan';
  /** Told of what goes wrong in here; the device gets a 500. */
  readonly onFault: (error: unknown) => void;
}

/** The host name under which the proxy serves these pages, over HTTP and HTTPS. Reserved by RFC 6761: nobody else has it. */
export const onboardingHost = 'plainsight.test';
