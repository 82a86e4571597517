/** Levels that readers of binary formats open inside one another, as many as protobuf's own libraries. What lies deeper is searched as bytes. */
export const deepestNesting = 100;
