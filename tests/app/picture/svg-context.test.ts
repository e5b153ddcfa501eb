import { expect, test } from 'vitest';
import { drawKey } from '../../../app/picture/key';
import { SvgContext } from '../../../app/picture/svg-context';
import { colourByCategory, colourByNumber } from '../../../app/scene/colour';
import { FALLBACK } from '../../../app/scene/ink';

const ten = (text: string) => 10 * text.length;
const inks = { ...FALLBACK.light, family: '"Inter", sans-serif' };
const bodyOf = (svg: SvgContext) => svg.document(200, 100, '#fff', 'A map').split('\n').slice(3, -2);

test('what is drawn is written: discs as circles, lines with dashes, words as text, in their order', () => {
  const svg = new SvgContext(ten);
  const { context } = svg;
  context.beginPath();
  context.arc(10, 20.004, 3, 0, 2 * Math.PI);
  context.fillStyle = 'rgb(1,2,3)';
  context.globalAlpha = 0.5;
  context.fill();
  context.globalAlpha = 1;
  context.setLineDash([7, 4]);
  context.beginPath();
  context.moveTo(0, 0);
  context.lineTo(5, 5);
  context.stroke();
  context.font = `500 14px ${inks.family}`;
  context.textBaseline = 'middle';
  context.fillText('a < "b" & \u0001c', 1, 50);
  expect(bodyOf(svg)).toEqual([
    '<circle cx="10" cy="20" r="3" fill="rgb(1,2,3)" fill-opacity="0.5"/>',
    '<path d="M0 0L5 5" fill="none" stroke="#000" stroke-width="1" stroke-linecap="butt" stroke-linejoin="miter" stroke-dasharray="7 4"/>',
    '<text x="1" y="54.9" font-family="&quot;Inter&quot;, sans-serif" font-size="14" font-weight="500" fill="rgb(1,2,3)">a &lt; &quot;b&quot; &amp; c</text>',
  ]);
  expect(svg.document(200, 100, '#fff', 'A & B')).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="200" height="100" viewBox="0 0 200 100">\n<title>A &amp; B<\/title>/);
});

test('a path of more than a circle stays a path; a plate comes full circle', () => {
  const svg = new SvgContext(ten);
  const { context } = svg;
  context.beginPath();
  context.moveTo(1, 1);
  context.arc(10, 10, 2, 0, 2 * Math.PI);
  context.fill();
  context.beginPath();
  context.roundRect(0, 0, 30, 20, 5);
  context.fill();
  expect(bodyOf(svg).map((line) => /d="([^"]+)"/.exec(line)?.[1])).toEqual([
    'M1 1M8 10a2 2 0 1 0 4 0a2 2 0 1 0 -4 0',
    'M5 0h20a5 5 0 0 1 5 5v10a5 5 0 0 1 -5 5h-20a5 5 0 0 1 -5 -5v-10a5 5 0 0 1 5 -5Z',
  ]);
});

test('the legend says in the picture what it says on the page', () => {
  const numbers = new SvgContext(ten);
  drawKey(numbers.context, { title: 'Occurrences', ...colourByNumber([5, 2000, Number.NaN], { log: true }) }, 400, inks);
  const said = bodyOf(numbers).join('\n');
  for (const text of ['>Occurrences<', '>5  (log)<', '>2000<', '>1 without, grey<']) expect(said).toContain(text);
  expect(said.match(/<rect /g)).toHaveLength(80);

  const categories = new SvgContext(ten);
  drawKey(categories.context, { title: 'Place', ...colourByCategory(Array.from({ length: 30 }, (_, i) => `place ${i % 15}`)) }, 400, inks);
  const names = bodyOf(categories).join('\n');
  expect(names.match(/<circle /g)).toHaveLength(12);
  expect(names).toContain('>place 0  2<');
  expect(names).toContain('>3 more  6<');
});
