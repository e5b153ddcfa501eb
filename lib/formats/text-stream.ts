/**
 * A plain text file of any size, from bytes that arrive in chunks to text: what
 * `decodeText` and `unwrap` do to a file in memory, chunk by chunk and with the same
 * result, however the bytes are cut.
 */
import { WordspaceError } from '../error';
import { joined } from './bytes';
import { binaryKind, firstInvalid, LOOK, notUtf8, utf16 } from './decode';
import { looksLikeJsonLines } from './jsonl';
import { isWrapped, JUDGED, joinLines } from './plain';
import { isZip } from './zip';

export class TextStream {
  private decoder?: TextDecoder;
  /** Bytes before `tail`. */
  private offset = 0;
  /** Before the decoder is chosen: all bytes. After it: the last three, among which a character may stand half. */
  private tail: Uint8Array = new Uint8Array(0);
  /** Text held back until it is known whether its lines are to be joined. */
  private head: string | undefined = '';
  private wrapped = false;
  private carriage = false;
  /** Where lines are joined: what went out last, by its character before joining, and what waits for its successor. */
  private before = '';
  private waiting = '';

  /**
   * @param name of the file, for errors
   * @param take receives the text in chunks cut anywhere, line ends as "\n"
   */
  constructor(
    private readonly name: string,
    private readonly take: (text: string) => void,
  ) {}

  /** @throws WordspaceError for a file that is no plain text or not UTF-8 */
  push(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    if (this.decoder) return this.decode(bytes);
    this.tail = joined([this.tail, bytes]);
    if (this.tail.length >= LOOK) this.begin();
  }

  /** The file ends here. @throws WordspaceError as `push` does, and where the last character is incomplete */
  end(): void {
    if (!this.decoder) this.begin();
    this.decode();
    if (this.carriage) this.pass('\n');
    this.judge();
    if (this.waiting) this.take(this.waiting);
  }

  private begin(): void {
    const first = this.tail;
    const binary = isZip(first) ? { what: 'an archive', mend: 'unpack it' } : binaryKind(first);
    if (binary) throw new WordspaceError(`${this.name} is ${binary.what}; ${binary.mend} first.`);
    if (utf16(first)) throw new WordspaceError(`${this.name} is UTF-16, which is not streamed; save it as UTF-8.`);
    this.decoder = new TextDecoder('utf-8', { fatal: true });
    this.tail = new Uint8Array(0);
    if (first.length > 0) this.decode(first);
  }

  /** Without bytes: the end. */
  private decode(bytes?: Uint8Array): void {
    let text: string;
    try {
      text = this.decoder!.decode(bytes, { stream: bytes !== undefined });
    } catch {
      throw this.wrongEncoding(bytes);
    }
    if (bytes) {
      const recent = joined([this.tail, bytes.subarray(-3)]);
      this.offset += this.tail.length + bytes.length - Math.min(3, recent.length);
      this.tail = recent.slice(-3);
    }
    this.pass(this.oneLineEnd(text));
  }

  private wrongEncoding(bytes: Uint8Array = new Uint8Array(0)): WordspaceError {
    // The tail may begin within a character that was read well.
    let from = 0;
    while (from < this.tail.length && (this.tail[from] & 0xc0) === 0x80) from++;
    const all = joined([this.tail.subarray(from), bytes]);
    const at = firstInvalid(all);
    return notUtf8(this.name, `${this.offset + from + at}`, all[at]);
  }

  /** "\r\n" and "\r" as "\n", also where the two stand in different chunks. */
  private oneLineEnd(text: string): string {
    if (text === '') return text;
    let whole = this.carriage ? `\r${text}` : text;
    this.carriage = whole.endsWith('\r');
    if (this.carriage) whole = whole.slice(0, -1);
    return whole.includes('\r') ? whole.replace(/\r\n?/g, '\n') : whole;
  }

  private pass(text: string): void {
    if (this.head === undefined) return this.give(text);
    this.head += text;
    if (this.head.length >= JUDGED) this.judge();
  }

  /** Decide once, on the beginning, whether lines are joined. */
  private judge(): void {
    if (this.head === undefined) return;
    const head = this.head;
    if (looksLikeJsonLines(head)) {
      throw new WordspaceError(`${this.name} is JSON lines, which are not streamed; save its text as plain text, or train without --stream.`);
    }
    this.wrapped = isWrapped(head);
    this.head = undefined;
    this.give(head);
  }

  private give(text: string): void {
    if (text === '') return;
    if (!this.wrapped) return this.take(text);
    const around = this.before + this.waiting + text;
    const given = joinLines(around).slice(this.before.length, -1);
    this.before = around.length > 1 ? around[around.length - 2] : '';
    this.waiting = around[around.length - 1];
    if (given) this.take(given);
  }
}
