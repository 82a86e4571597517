import { advertisingId } from './advertising-id.js';
import { apiKey } from './api-key.js';
import { basicCredentials } from './basic-credentials.js';
import { bearerToken } from './bearer-token.js';
import { birthDate } from './birth-date.js';
import { carrier } from './carrier.js';
import { creditCard } from './credit-card.js';
import { deviceModel } from './device-model.js';
import { email } from './email.js';
import { highEntropy } from './high-entropy.js';
import { iban } from './iban.js';
import { iccid } from './iccid.js';
import { imei } from './imei.js';
import { imsi } from './imsi.js';
import { ipAddress } from './ip-address.js';
import { jsonWebToken } from './json-web-token.js';
import { macAddress } from './mac-address.js';
import type { Matcher } from './matcher.js';
import { media } from './media.js';
import { nationalIds } from './national-ids/index.js';
import { osVersion } from './os-version.js';
import { phone } from './phone.js';
import { postalAddress } from './postal-address.js';
import { preciseLocation } from './precise-location.js';
import { privateKey } from './private-key.js';
import { randomBytes } from './random-bytes.js';
import { repeatedBlocks } from './repeated-blocks.js';
import { sessionCookie } from './session-cookie.js';
import { timeZone } from './time-zone.js';
import { uuid } from './uuid.js';
import { vendorId } from './vendor-id.js';

const all: readonly Matcher[] = [
  advertisingId,
  apiKey,
  basicCredentials,
  bearerToken,
  birthDate,
  carrier,
  creditCard,
  deviceModel,
  email,
  highEntropy,
  iban,
  iccid,
  imei,
  imsi,
  ipAddress,
  jsonWebToken,
  macAddress,
  media,
  ...nationalIds,
  osVersion,
  phone,
  postalAddress,
  preciseLocation,
  privateKey,
  randomBytes,
  repeatedBlocks,
  sessionCookie,
  timeZone,
  uuid,
  vendorId,
];

/** Every matcher by the name that rulesets use. To add one: its file, its mirrored test, and a line above. */
export const matchers: ReadonlyMap<string, Matcher> = new Map(all.map((matcher) => [matcher.name, matcher]));
