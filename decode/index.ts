export { createDecoder } from './create-decoder.js';
export type { DecodeBudget, Decoded, Decoder } from './decoder.js';
export { defaultDecodeBudget } from './decoder.js';
