import { expect, it } from 'vitest';
import { looksLikeId } from '../../../record/redact/looks-like-id.js';

it.each([
  '4711',
  '0',
  'room-1848314487',
  'user12345',
  '9f86d081',
  'deadbeefcafe0001',
  '123e4567-e89b-12d3-a456-426614174000',
  '123E4567E89B12D3A456426614174000',
  'alice@example.org',
  'eyJhbGciOiJIUzI1NiJ9.e30.x',
  'YWxpY2U=',
  'a8Kx02Lq9zWmB7',
  'x'.repeat(65),
])('%j does', (text) => {
  expect(looksLikeId(text)).toBe(true);
});

it.each([
  '',
  'v1',
  'rooms',
  'sha256',
  'iso3166',
  'utf16le',
  'getUserProfileInformation',
  'x-b3-traceid',
  'x-ms-client-request-id',
  'x-aws-ec2-metadata-token',
  'index.html',
  'café',
  'deadbeef',
])('%j does not', (text) => {
  expect(looksLikeId(text)).toBe(false);
});
