import { createPrivateKey, type KeyObject } from 'node:crypto';
import { assertNever } from '../model/index.js';
import { CaError } from './ca-error.js';
import { describeError } from './files/describe-error.js';
import { readSecret } from './files/read-secret.js';
import { shellQuote } from './files/shell-quote.js';

const leastBits = 2048;

/**
 * Reads a CA's private key (PEM, PKCS#1 or PKCS#8) and checks that it is RSA, long enough, and its owner's alone.
 * `replace` says what to do where the key is no good, as the end of a sentence that starts with "Next:". Throws `CaError`.
 */
export function readKey(file: string, replace: string): KeyObject {
  const key = parseKey(readBytes(file, replace), file, replace);
  if (key.asymmetricKeyType !== 'rsa') {
    throw new CaError(
      'not-rsa',
      file,
      `The CA key ${file} is of type ${key.asymmetricKeyType}, expected RSA, which the proxy needs. Next: ${replace}`,
    );
  }
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits < leastBits) {
    throw new CaError(
      'key-too-short',
      file,
      `The CA key ${file} has ${bits} bits, expected at least ${leastBits}, or iOS and Android refuse its certificates. Next: ${replace}`,
    );
  }
  return key;
}

function readBytes(file: string, replace: string): Buffer {
  const read = readSecret(file);
  switch (read.kind) {
    case 'read':
      return read.bytes;
    case 'missing':
      throw new CaError(
        'unreadable',
        file,
        `The CA key ${file} does not exist, expected it beside the certificate. Next: restore it; if it is lost, ${replace}`,
      );
    case 'unreadable':
      throw new CaError(
        'unreadable',
        file,
        `The CA key ${file} could not be read (${read.reason}), expected a file that the user who runs Plainsight may read. Next: check its path and its owner.`,
      );
    case 'readable-by-others':
      throw new CaError(
        'key-readable-by-others',
        file,
        `The CA key ${file} is open to others (mode ${read.mode}, expected 0600): whoever has it can pose as any site to the devices that trust this CA. ` +
          `Next: chmod 600 ${shellQuote(file)}`,
      );
    default:
      return assertNever(read);
  }
}

function parseKey(pem: Buffer, file: string, replace: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (error) {
    if (isEncrypted(pem)) {
      throw new CaError(
        'key-encrypted',
        file,
        `The CA key ${file} is encrypted, expected one without a passphrase. ` +
          `Next: (umask 077; openssl pkey -in ${shellQuote(file)} -out ca-plain.key) and use that file.`,
      );
    }
    throw new CaError(
      'malformed',
      file,
      `The CA key ${file} holds no private key (${describeError(error)}), expected PEM, PKCS#1 or PKCS#8. Next: ${replace}`,
    );
  }
}

/** By the PEM itself (RFC 5958 and RFC 1421), since the error codes for a missing passphrase differ between versions of Node.js. */
function isEncrypted(pem: Buffer): boolean {
  return pem.includes('-----BEGIN ENCRYPTED PRIVATE KEY-----') || pem.includes('Proc-Type: 4,ENCRYPTED');
}
