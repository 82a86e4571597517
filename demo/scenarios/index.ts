import type { Scenario } from '../scenario.js';
import { identifiersInCleartext } from './s01-identifiers-in-cleartext.js';
import { metadataToAnotherRegion } from './s03-metadata-to-another-region.js';
import { audioByAnycast } from './s04-audio-by-anycast.js';
import { areaCodeFence } from './s05-area-code-fence.js';
import { meetingKeyFromAbroad } from './s06-meeting-key-from-abroad.js';
import { fallbackAbroad } from './s07-fallback-abroad.js';
import { oneKeyInEcb } from './s09-one-key-in-ecb.js';
import { deviceDataBeforeConsent } from './s10-device-data-before-consent.js';
import { tokensThatTell } from './s11-tokens-that-tell.js';
import { certificatesNotValidated } from './s13-certificates-not-validated.js';
import { registrationToAnotherCompany } from './s14-registration-to-another-company.js';
import { contactListUploaded } from './s15-contact-list-uploaded.js';
import { deletedDataComesBack } from './s16-deleted-data-comes-back.js';
import { waitingRoom } from './s17-waiting-room.js';
import { roomsStreamedAgain } from './s18-rooms-streamed-again.js';

/** In the order in which `plainsight demo` shows them. */
export const scenarios: readonly Scenario[] = [
  identifiersInCleartext,
  metadataToAnotherRegion,
  audioByAnycast,
  areaCodeFence,
  meetingKeyFromAbroad,
  fallbackAbroad,
  oneKeyInEcb,
  deviceDataBeforeConsent,
  tokensThatTell,
  certificatesNotValidated,
  registrationToAnotherCompany,
  contactListUploaded,
  deletedDataComesBack,
  waitingRoom,
  roomsStreamedAgain,
];
