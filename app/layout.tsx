import '@fontsource-variable/inter';
import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import './globals.css';

export const metadata: Metadata = {
  title: 'Wordspace',
  description: 'An explorer of word embeddings: vectors trained from text on your own machine, as a 3D map you can question.',
};

export const viewport: Viewport = { width: 'device-width', initialScale: 1 };

/** Sets the theme before the first paint, so that dark never flashes light. */
const themeScript = `try{var t=localStorage.getItem('theme')}catch(e){}
document.documentElement.dataset.theme=t==='dark'||t==='light'?t:matchMedia('(prefers-color-scheme: dark)').matches?'dark':'light'`;

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        <script dangerouslySetInnerHTML={{ __html: themeScript }} />
      </head>
      <body>{children}</body>
    </html>
  );
}
