import type { Matcher } from '../matcher.js';
import { beNationalNumber } from './be-national-number.js';
import { brCpf } from './br-cpf.js';
import { chAhv } from './ch-ahv.js';
import { cnResidentId } from './cn-resident-id.js';
import { dePensionNumber } from './de-pension-number.js';
import { deTaxId } from './de-tax-id.js';
import { esDni } from './es-dni.js';
import { frNir } from './fr-nir.js';
import { inAadhaar } from './in-aadhaar.js';
import { inPan } from './in-pan.js';
import { itFiscalCode } from './it-fiscal-code.js';
import { jpMyNumber } from './jp-my-number.js';
import { kindMatcher } from './kind-matcher.js';
import { krRrn } from './kr-rrn.js';
import { nationalId } from './national-id.js';
import type { NationalIdKind } from './national-id-kind.js';
import { nlBsn } from './nl-bsn.js';
import { plPesel } from './pl-pesel.js';
import { sePersonnummer } from './se-personnummer.js';
import { ukNhsNumber } from './uk-nhs-number.js';
import { ukNino } from './uk-nino.js';
import { usSsn } from './us-ssn.js';

/** Every kind of identity number. To add one: its file, its mirrored test, and a line here. */
export const nationalIdKinds: readonly NationalIdKind[] = [
  beNationalNumber,
  brCpf,
  chAhv,
  cnResidentId,
  dePensionNumber,
  deTaxId,
  esDni,
  frNir,
  inAadhaar,
  inPan,
  itFiscalCode,
  jpMyNumber,
  krRrn,
  nlBsn,
  plPesel,
  sePersonnummer,
  ukNhsNumber,
  ukNino,
  usSsn,
];

/** A matcher for each kind, and `national-id` for all of them. */
export const nationalIds: readonly Matcher[] = [...nationalIdKinds.map(kindMatcher), nationalId(nationalIdKinds)];
