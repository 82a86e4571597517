/** The `code` of a Node.js error (`ENOENT`, `ERR_OSSL_UNSUPPORTED` …), `undefined` where there is none. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
