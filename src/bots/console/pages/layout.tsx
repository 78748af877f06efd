import { html } from 'hono/html';
import type { Child, FC } from 'hono/jsx';
import { assetPath } from '../assets.ts';
import { words } from '../words.ts';

interface LayoutProps {
  title: string;
  /** Where the page goes on by itself. */
  goOn?: string;
  children?: Child;
}

export const Layout: FC<LayoutProps> = ({ title, goOn, children }) => (
  <>
    {html`<!doctype html>`}
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {goOn === undefined ? null : <meta http-equiv="refresh" content={`0;url=${goOn}`} />}
        <title>{title}</title>
        <link rel="icon" type="image/svg+xml" href={assetPath('wheel')} />
        <link rel="stylesheet" href={assetPath('style')} />
        <script type="module" src={assetPath('script')}></script>
      </head>
      {children}
    </html>
  </>
);

/** A page with one thing to say. */
export const PlainPage: FC<{ title: string; goOn?: string; children?: Child }> = ({ title, goOn, children }) => (
  <Layout title={`${title} · ${words.product}`} goOn={goOn}>
    <body class="page">
      <main>
        <img class="wheel" src={assetPath('wheel')} alt="" width="48" height="48" />
        {children}
      </main>
    </body>
  </Layout>
);
