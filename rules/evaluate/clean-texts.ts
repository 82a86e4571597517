/** Texts that are remembered, and how long the longest may be (UTF-16 units): most headers say the same again and again. */
const most = 4096;
const longest = 512;

/** Texts of headers in which a scan has found nothing, bounded. What is proven once need not be scanned again. */
export class CleanTexts {
  readonly #texts = new Set<string>();

  has(text: string): boolean {
    return this.#texts.has(text);
  }

  add(text: string): void {
    if (text.length > longest) return;
    if (this.#texts.size >= most) this.#texts.clear();
    this.#texts.add(text);
  }
}
