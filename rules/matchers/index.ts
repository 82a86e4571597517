import { apiKey } from './api-key.js';
import { basicCredentials } from './basic-credentials.js';
import { bearerToken } from './bearer-token.js';
import { creditCard } from './credit-card.js';
import { email } from './email.js';
import { ipAddress } from './ip-address.js';
import type { Matcher } from './matcher.js';
import { phone } from './phone.js';
import { preciseLocation } from './precise-location.js';
import { randomBytes } from './random-bytes.js';
import { repeatedBlocks } from './repeated-blocks.js';
import { uuid } from './uuid.js';

const all: readonly Matcher[] = [
  apiKey,
  basicCredentials,
  bearerToken,
  creditCard,
  email,
  ipAddress,
  phone,
  preciseLocation,
  randomBytes,
  repeatedBlocks,
  uuid,
];

/** Every matcher by the name that rulesets use. To add one: its file, its mirrored test, and a line above. */
export const matchers: ReadonlyMap<string, Matcher> = new Map(all.map((matcher) => [matcher.name, matcher]));
