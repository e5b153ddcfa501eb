/** A drawing context that writes SVG: the part of CanvasRenderingContext2D that the map's overlay draws with. */
type Used =
  | 'arc' | 'beginPath' | 'clearRect' | 'closePath' | 'fill' | 'fillRect' | 'fillStyle' | 'fillText' | 'font' | 'globalAlpha' | 'lineCap' | 'lineDashOffset'
  | 'lineJoin' | 'lineTo' | 'lineWidth' | 'measureText' | 'moveTo' | 'roundRect' | 'setLineDash' | 'stroke' | 'strokeStyle' | 'strokeText' | 'textBaseline';

export class SvgContext {
  fillStyle = '#000';
  strokeStyle = '#000';
  lineWidth = 1;
  lineCap: CanvasLineCap = 'butt';
  lineJoin: CanvasLineJoin = 'miter';
  lineDashOffset = 0;
  globalAlpha = 1;
  /** As the overlay gives it: weight, size in pixels, families. */
  font = '400 10px sans-serif';
  textBaseline: CanvasTextBaseline = 'alphabetic';
  private readonly elements: string[] = [];
  private path = '';
  /** The path is this circle and nothing else. */
  private circle = '';
  private dashes: number[] = [];

  /** @param measure width of a text in a font, in pixels */
  constructor(private readonly measure: (text: string, font: string) => number) {}

  /** For who draws on a canvas. */
  get context(): CanvasRenderingContext2D {
    return this satisfies Record<Used, unknown> as unknown as CanvasRenderingContext2D;
  }

  /** @param paper CSS colour behind all */
  document(width: number, height: number, paper: string, title: string): string {
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${round(width)}" height="${round(height)}" viewBox="0 0 ${round(width)} ${round(height)}">`,
      `<title>${escaped(title)}</title>`,
      `<rect width="100%" height="100%" fill="${escaped(paper)}"/>`,
      ...this.elements,
      '</svg>\n',
    ].join('\n');
  }

  clearRect(): void {}

  beginPath(): void {
    this.path = '';
    this.circle = '';
  }

  moveTo(x: number, y: number): void {
    this.add(`M${round(x)} ${round(y)}`);
  }

  lineTo(x: number, y: number): void {
    this.add(`${this.path === '' ? 'M' : 'L'}${round(x)} ${round(y)}`);
  }

  closePath(): void {
    this.add('Z');
  }

  /** A whole circle, whatever its angles say. */
  arc(x: number, y: number, radius: number): void {
    const [r, left, top] = [round(radius), round(x - radius), round(y)];
    const alone = this.path === '';
    this.add(`M${left} ${top}a${r} ${r} 0 1 0 ${round(2 * radius)} 0a${r} ${r} 0 1 0 ${round(-2 * radius)} 0`);
    this.circle = alone ? `circle cx="${round(x)}" cy="${round(y)}" r="${r}"` : '';
  }

  roundRect(x: number, y: number, width: number, height: number, radius: number): void {
    const r = round(radius);
    const [across, down] = [round(width - 2 * radius), round(height - 2 * radius)];
    this.add(`M${round(x + radius)} ${round(y)}h${across}a${r} ${r} 0 0 1 ${r} ${r}v${down}a${r} ${r} 0 0 1 ${-r} ${r}h${-across}a${r} ${r} 0 0 1 ${-r} ${-r}v${-down}a${r} ${r} 0 0 1 ${r} ${-r}Z`);
  }

  setLineDash(dashes: number[]): void {
    this.dashes = dashes;
  }

  fill(): void {
    this.elements.push(`<${this.shape()} fill="${escaped(this.fillStyle)}"${this.opacity('fill')}/>`);
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    this.elements.push(`<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="${escaped(this.fillStyle)}"${this.opacity('fill')}/>`);
  }

  stroke(): void {
    const dashes = this.dashes.length > 0 ? ` stroke-dasharray="${this.dashes.join(' ')}"${this.lineDashOffset ? ` stroke-dashoffset="${round(this.lineDashOffset)}"` : ''}` : '';
    this.elements.push(`<${this.shape()} fill="none"${this.pen()}${dashes}/>`);
  }

  measureText(text: string): TextMetrics {
    return { width: this.measure(text, this.font) } as TextMetrics;
  }

  fillText(text: string, x: number, y: number): void {
    this.write(text, x, y, `fill="${escaped(this.fillStyle)}"${this.opacity('fill')}`);
  }

  strokeText(text: string, x: number, y: number): void {
    this.write(text, x, y, `fill="none"${this.pen()}`);
  }

  private add(piece: string): void {
    this.path += piece;
    this.circle = '';
  }

  private shape(): string {
    return this.circle || `path d="${this.path}"`;
  }

  private write(text: string, x: number, y: number, ink: string): void {
    const [, weight, size, family] = /^(\d+) ([\d.]+)px (.+)$/.exec(this.font) ?? ['', '400', '10', 'sans-serif'];
    // Half of what capitals and small letters take on the whole stands above the middle.
    const baseline = this.textBaseline === 'middle' ? y + 0.35 * Number(size) : y;
    this.elements.push(`<text x="${round(x)}" y="${round(baseline)}" font-family="${escaped(family)}" font-size="${size}" font-weight="${weight}" ${ink}>${escaped(text)}</text>`);
  }

  private pen(): string {
    return ` stroke="${escaped(this.strokeStyle)}" stroke-width="${round(this.lineWidth)}" stroke-linecap="${this.lineCap}" stroke-linejoin="${this.lineJoin}"${this.opacity('stroke')}`;
  }

  private opacity(of: 'fill' | 'stroke'): string {
    return this.globalAlpha < 1 ? ` ${of}-opacity="${round(this.globalAlpha)}"` : '';
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** XML knows no control characters. */
function escaped(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
