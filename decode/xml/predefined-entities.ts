/** The five entities that every XML document has (XML 1.0, section 4.6). Others would need the document's type declaration, which is not obeyed. */
export const predefinedEntities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);
