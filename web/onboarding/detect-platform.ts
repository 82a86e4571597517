export type Platform = 'ios' | 'android' | 'desktop';

/**
 * Which instructions to show first, from a User-Agent header; the page offers the others too, so a wrong guess costs a tap.
 * An iPad that asks for desktop pages cannot be told from a Mac.
 */
export function detectPlatform(userAgent: string | undefined): Platform {
  const agent = (userAgent ?? '').slice(0, 512);
  // Windows Phone named both of the others.
  if (/Windows/.test(agent)) return 'desktop';
  if (/\b(iPhone|iPad|iPod)\b/.test(agent)) return 'ios';
  return /\bAndroid\b/.test(agent) ? 'android' : 'desktop';
}
