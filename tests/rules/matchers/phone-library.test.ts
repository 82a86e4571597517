import { expect, it } from 'vitest';
import { phoneLibrary } from '../../../rules/matchers/phone-library.js';

it('loads the numbering plans once', () => {
  const library = phoneLibrary();
  expect(library.parsePhoneNumberFromString('+819012345678')?.country).toBe('JP');
  expect(phoneLibrary()).toBe(library);
});
