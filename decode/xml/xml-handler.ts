/** What an XML document is made of, in its order, with positions in the source. Each method says whether to go on. */
export interface XmlHandler {
  /** An element begins. `name`: without its prefix. */
  open(name: string, start: number, end: number): boolean;
  /** An attribute of the element that began last, its references undone. `name`: without its prefix; `xmlns` for declarations of prefixes. */
  attribute(name: string, value: string, start: number, end: number): boolean;
  /** Text of the element that is open, CDATA sections in it included, references undone and white space around it removed; never empty. */
  text(value: string, start: number, end: number): boolean;
  /** The content of a comment, a processing instruction or a document type declaration; never blank. */
  aside(value: string, start: number, end: number): boolean;
  /** The element that is open ends. */
  close(): boolean;
}
