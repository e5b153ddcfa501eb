import { LONGEST_DECIMAL, writeDecimal } from './decimal';

/** Gathers text, numbers and raw floats as bytes that grow as needed. */
export class BytesWriter {
  private bytes = new Uint8Array(1 << 16);
  private length = 0;

  text(text: string): void {
    this.reserve(text.length * 3);
    this.length += ENCODER.encodeInto(text, this.bytes.subarray(this.length)).written;
  }

  /** The shortest decimal that reads back as the same 32-bit float. */
  decimal(value: number): void {
    this.reserve(LONGEST_DECIMAL);
    this.length = writeDecimal(value, this.bytes, this.length);
  }

  raw(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** What was written; the writer starts anew. */
  take(): Uint8Array<ArrayBuffer> {
    const written = this.bytes.slice(0, this.length);
    this.length = 0;
    return written;
  }

  private reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.length + more, this.bytes.length * 2));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }
}

const ENCODER = new TextEncoder();
