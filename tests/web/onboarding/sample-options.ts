import type { OnboardingExportFormat, OnboardingOptions } from '../../../web/onboarding/onboarding-options.js';

const contentTypes: Readonly<Record<OnboardingExportFormat, string>> = {
  pem: 'application/x-pem-file',
  der: 'application/x-x509-ca-cert',
  mobileconfig: 'application/x-apple-aspen-config',
  'android-nsc': 'application/xml',
};

/** Options with a CA whose forms are just their names. */
export function sampleOptions(overrides: Partial<OnboardingOptions> = {}): OnboardingOptions {
  return {
    authority: {
      exports: (format) => ({
        fileName: `plainsight-ca.${format}`,
        contentType: contentTypes[format],
        bytes: Buffer.from(`the CA as ${format}`),
      }),
      fingerprint256: 'ab12'.repeat(16),
      subject: 'CN=Plainsight CA (test)',
    },
    proxyAddresses: ['192.168.1.5:8080'],
    mode: 'lan',
    onFault: (error) => {
      throw error;
    },
    ...overrides,
  };
}
