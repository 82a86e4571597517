import { randomInt } from 'node:crypto';

const pattern = /^\d{8}-\d{6}-[0-9a-z]{4}$/;
const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz';

/** A new run ID: the time (UTC) it was made, and four random characters: `20261121-211500-x7k2`. Sorts by time; safe as a file name. */
export function createRunId(now: Date = new Date()): string {
  const [date = '', time = ''] = now.toISOString().slice(0, 19).split('T');
  let random = '';
  for (let at = 0; at < 4; at += 1) random += alphabet.charAt(randomInt(alphabet.length));
  return `${date.replaceAll('-', '')}-${time.replaceAll(':', '')}-${random}`;
}

/** Whether a text is a whole run ID. Only then may it be made part of a path. */
export function isRunId(text: string): boolean {
  return pattern.test(text);
}
