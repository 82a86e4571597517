/** An attribute's value, its references undone, and where it stands. */
export interface Attribute {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** A start tag. Names are in lower case; of attributes that come twice the first counts. */
export interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, Attribute>;
  /** Where it starts, and behind its `>`. */
  readonly start: number;
  readonly end: number;
}
