/**
 * Texts that wait to be asked for, as UTF-8 in one block: a string of JavaScript with one
 * dash or curly quote in it takes two bytes for each of its letters.
 */
export class PackedTexts {
  private readonly bytes: Uint8Array;
  /** Text t is bytes[starts[t] … starts[t + 1]). */
  private readonly starts: Float64Array;

  constructor(texts: string[]) {
    const encoder = new TextEncoder();
    const packed = texts.map((text) => encoder.encode(text));
    this.starts = new Float64Array(texts.length + 1);
    packed.forEach((part, t) => (this.starts[t + 1] = this.starts[t] + part.length));
    this.bytes = new Uint8Array(this.starts[texts.length]);
    packed.forEach((part, t) => this.bytes.set(part, this.starts[t]));
  }

  get length(): number {
    return this.starts.length - 1;
  }

  /** Half of a pair of surrogates, which is no letter of any script, comes back as U+FFFD. */
  at(text: number): string | undefined {
    if (!(text >= 0 && text < this.length)) return undefined;
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this.bytes.subarray(this.starts[text], this.starts[text + 1]));
  }

  all(): string[] {
    return Array.from({ length: this.length }, (_, t) => this.at(t)!);
  }
}
