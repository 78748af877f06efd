import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { beforeAll, describe, expect, it } from 'vitest';
import { faults } from '../../src/api/faults.ts';
import { refused } from '../../src/api/refused.ts';
import { examples as refusals } from '../core/cards/refusals.ts';
import { caller } from './caller.ts';
import { freshRig } from './rig.ts';

interface Document {
  paths: Record<string, Record<string, unknown>>;
}

const page = readFileSync(new URL('../../docs/reference/http-api.md', import.meta.url), 'utf8');
const firstCells = (text: string): string[] => [...text.matchAll(/^\| `([^`]+)` \|/gm)].map(([, cell = '']) => cell);
const under = (text: string, heading: string): string => text.split(/^## /m).find((it) => it.startsWith(heading)) ?? '';

/** A fault that takes its code from elsewhere stands in the reference under a pattern. */
const samples: Record<string, unknown> = { database: 'db-…' };

describe('the document of the API', () => {
  const rig = freshRig();
  let document: Document;
  beforeAll(async () => {
    document = (await caller(() => rig.url, null)('GET', '/openapi.json')).body as unknown as Document;
  });
  const routes = (): string[] =>
    Object.entries(document.paths)
      .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`))
      .sort();

  it('is OpenAPI 3.1', async () => {
    const valid = await new Validator().validate({ ...structuredClone(document) });
    expect(valid.errors).toBeUndefined();
    expect(valid.valid).toBe(true);
    const broken = await new Validator().validate({ ...structuredClone(document), paths: { runs: {} } });
    expect(broken.valid).toBe(false);
  });

  it('has every path of the reference, and the reference every path of it', () => {
    const documented = (text: string) => firstCells(under(text, 'Paths')).sort();
    expect(routes().length).toBeGreaterThan(20);
    expect(documented(page)).toEqual(routes());
    expect(documented(page.replace('| `GET /runs` |', '| `GET /rnus` |'))).not.toEqual(routes());
  });

  it('leads from each path to a server that knows it', async () => {
    const { secret } = await rig.key();
    const call = caller(() => rig.url, secret);
    for (const route of routes()) {
      const [method = '', path = ''] = route.split(' ');
      const { status, body } = await call(method, path.replace(/\{(\w+)\}/g, '1'));
      expect([status, body.code], route).not.toEqual([405, 'wrong_method']);
      expect(JSON.stringify(body), route).not.toContain('tells every path');
    }
    expect(JSON.stringify((await call('GET', '/rnus')).body)).toContain('tells every path');
  });

  it('leaves no problem out of the reference', () => {
    const own = Object.entries(faults).map(([name, make]) =>
      (make as (...given: unknown[]) => { code: string; status: number })(
        samples[name] ?? Object.assign([], { blockers: [] }),
      ),
    );
    const rules = Object.values(refusals).map((refusal) => refused(refusal));
    const known = [...own, ...rules].map(({ code }) => code);
    const documented = (text: string) => firstCells(under(text, 'Problems')).sort();
    expect(documented(page)).toEqual([...new Set(known)].sort());
    const statuses = (text: string) =>
      Object.fromEntries(
        [...text.matchAll(/^\| `([^`]+)` \| ([\d, ]+) \|/gm)].map(([, code = '', at = '']) => [code, at]),
      );
    for (const { code, status } of [...own, ...rules]) expect(statuses(page)[code], code).toContain(String(status));
  });
});
