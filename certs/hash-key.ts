import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { assertNever } from '../model/index.js';
import { createFileOnce } from './files/create-file-once.js';
import { createFolder } from './files/create-folder.js';
import { describeError } from './files/describe-error.js';
import { readSecret } from './files/read-secret.js';
import { shellQuote } from './files/shell-quote.js';
import { HashKeyError } from './hash-key-error.js';

const keyBytes = 32;
const leastCharacters = 16;

/**
 * The secret with which values are hashed before they are written anywhere, so that two runs can be compared and nobody can
 * guess a telephone number back out of its hash. From `PLAINSIGHT_HASH_KEY` (UTF-8, at least 16 characters; a secret shared
 * by several machines), else 32 random bytes in `hash.key` under `home`, created with mode 0600 on first use.
 * Throws `HashKeyError`. An empty variable is refused, not passed over: hashes under an unexpected key would match nothing.
 */
export function openHashKey(home: string, env: Readonly<Record<string, string | undefined>>): Buffer {
  const given = env['PLAINSIGHT_HASH_KEY'];
  if (given !== undefined) return keyFromVariable(given);
  const file = join(home, 'hash.key');
  return readKey(file) ?? createKey(home, file);
}

function keyFromVariable(given: string): Buffer {
  if ([...given].length < leastCharacters) {
    throw new HashKeyError(
      'too-short',
      'PLAINSIGHT_HASH_KEY',
      `PLAINSIGHT_HASH_KEY has ${[...given].length} characters; at least ${leastCharacters} are needed, or its hashes could be guessed. ` +
        'Next: set it to the output of `openssl rand -hex 32`, or unset it to use a key of this machine.',
    );
  }
  return Buffer.from(given, 'utf8');
}

function createKey(home: string, file: string): Buffer {
  try {
    createFolder(home, 0o700);
    createFileOnce(file, randomBytes(keyBytes), 0o600);
  } catch (error) {
    throw new HashKeyError(
      'unwritable-home',
      file,
      `The hash key ${file} could not be created (${describeError(error)}). Next: make ${home} writable, or point PLAINSIGHT_HOME at a folder of your own.`,
    );
  }
  const key = readKey(file);
  if (key === undefined)
    throw new HashKeyError('unreadable', file, `The hash key ${file} vanished while it was being created. Next: start again.`);
  return key;
}

function readKey(file: string): Buffer | undefined {
  const read = readSecret(file);
  switch (read.kind) {
    case 'missing':
      return undefined;
    case 'readable-by-others':
      throw new HashKeyError(
        'readable-by-others',
        file,
        `The hash key ${file} can be read by others (mode ${read.mode}, expected 0600). Next: chmod 600 ${shellQuote(file)}`,
      );
    case 'unreadable':
      throw new HashKeyError(
        'unreadable',
        file,
        `The hash key ${file} could not be read (${read.reason}). Next: make it readable for the user who runs Plainsight.`,
      );
    case 'read':
      if (read.bytes.length === keyBytes) return read.bytes;
      throw new HashKeyError(
        'malformed',
        file,
        `The hash key ${file} holds ${read.bytes.length} bytes, expected ${keyBytes}. ` +
          `Next: restore it, or remove it to get a new one (hashes of earlier runs then no longer compare): rm ${shellQuote(file)}`,
      );
    default:
      return assertNever(read);
  }
}
