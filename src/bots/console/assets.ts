import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Hono } from 'hono';

const types = { 'console.js': 'text/javascript', 'console.css': 'text/css', 'wheel.svg': 'image/svg+xml' } as const;
type Asset = keyof typeof types;

const load = (name: Asset) => {
  const content = readFileSync(new URL(`./assets/${name}`, import.meta.url));
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  return { content: content.toString('utf8'), type: types[name], path: `/assets/${hash}/${name}` };
};

const assets = {
  'console.js': load('console.js'),
  'console.css': load('console.css'),
  'wheel.svg': load('wheel.svg'),
} satisfies Record<Asset, unknown>;

/** The address changes with the content, so that browsers may keep it for ever. */
export const assetPath = (name: Asset): string => assets[name].path;

export function assetRoutes(): Hono {
  const app = new Hono();
  for (const { content, type, path } of Object.values(assets)) {
    app.get(path, (c) =>
      c.body(content, 200, {
        'content-type': `${type}; charset=utf-8`,
        'cache-control': 'public, max-age=31536000, immutable',
      }),
    );
  }
  return app;
}
