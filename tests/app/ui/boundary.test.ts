import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { Boundary } from '../../../app/ui/boundary';

it('what breaks is told in its place, with a way to try again', () => {
  const boundary = new Boundary({ children: createElement('p', null, 'a panel') });
  expect(boundary.render()).toMatchObject({ props: { children: 'a panel' } });
  Object.assign(boundary, { state: Boundary.getDerivedStateFromError(new Error('no columns')) });
  const html = renderToStaticMarkup(boundary.render());
  expect(html).toContain('no columns');
  expect(html).toContain('Try again');
});
