/**
 * What a chain makes of a value, before a carrier takes it. `raw` carriers put the text in as it is, since it is already written as they
 * would. `unmarked` bytes can be known for what they are only where a value begins with them.
 */
export const text = (value, parts = {}) => ({ text: value, mediaType: 'text/plain; charset=utf-8', ...parts });
export const json = (value) => text(JSON.stringify(value), { mediaType: 'application/json' });
export const bytes = (value, mediaType = 'application/octet-stream', parts = {}) => ({ bytes: value, mediaType, ...parts });
/** Values that stand beside each other under names of their own. Numbers are numbers where a carrier knows them. */
export const pairs = (...list) => ({ pairs: list });
/** The carrier's body, written again as its head declares it: a content coding, a charset. */
export const declared = (value, declares) => ({ ...text(value), declares });
